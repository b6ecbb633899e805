import Net
import Routing
import Timeline

/// Places in a pattern that is finer than the blocks that are counted, so that blocks are shared.
///
/// Every 64 IPv4 addresses, and every IPv6 /50, have a place that their number decides.
struct CheckeredPlaces: PlaceResolver {
  static let places: [(country: Entity?, region: Entity?)] = [
    (nil, nil), (Entity("country/IR"), nil), (Entity("country/IR"), Entity("region/IR-07")),
    (Entity("country/IR"), Entity("region/IR-23")), (Entity("country/IQ"), nil),
    (Entity("country/TR"), Entity("region/TR-34")),
  ]

  var placeEntities: [(country: Entity?, region: Entity?)] { CheckeredPlaces.places }

  /// Mostly long runs of one place, with others strewn in.
  static func place(_ cell: UInt64) -> Int {
    let mixed = (cell &* 0x9E37_79B9_7F4A_7C15) >> 40
    if mixed % 5 == 0 { return Int(mixed / 5 % 6) }
    return Int((cell >> 9) % 6)
  }

  /// The blocks of a prefix that hold an address of each place, one by one.
  static func sites(_ prefix: Prefix) -> [(block: UInt64, place: Int)] {
    let isFour = prefix.family == .ipv4
    // Cells: 26 and 50 bits; blocks: 24 and 48.
    let cellBits = isFour ? 26 : 50
    let first = prefix.high >> UInt64(64 - cellBits)
    let count: UInt64 =
      Int(prefix.length) >= cellBits ? 1 : 1 << UInt64(cellBits - Int(prefix.length))
    var sites: [(block: UInt64, place: Int)] = []
    for cell in first..<first + count {
      let site = (block: cell >> 2, place: place(cell))
      if !sites.suffix(4).contains(where: { $0 == site }) { sites.append(site) }
    }
    return sites
  }

  private func runs(in prefix: Prefix, _ body: (UInt64, UInt64, Int) -> Void) {
    for place in CheckeredPlaces.places.indices {
      var open: (first: UInt64, count: UInt64)?
      for site in CheckeredPlaces.sites(prefix) where site.place == place {
        if let run = open, run.first + run.count == site.block {
          open = (run.first, run.count + 1)
        } else {
          if let run = open { body(run.first, run.count, place) }
          open = (site.block, 1)
        }
      }
      if let run = open { body(run.first, run.count, place) }
    }
  }

  func slash24Runs(in prefix: Prefix, _ body: (UInt64, UInt64, Int) -> Void) {
    runs(in: prefix, body)
  }

  func slash48Runs(in prefix: Prefix, _ body: (UInt64, UInt64, Int) -> Void) {
    runs(in: prefix, body)
  }
}
