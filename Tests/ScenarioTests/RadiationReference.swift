import Net
import Timeline

/// The captures of the world's telescope, counted with sets by places and origins of the archive's
/// own tables, without any of the archive's own code.
struct RadiationReference {
  /// The count over all captures, made once for all tests.
  static let shared = Result { try RadiationReference(ArchiveFolder.shared.get()) }

  /// The different sources that pass, by entity, in each minute from the first packet's on.
  private(set) var sources: [[String: Int]] = []
  /// The different sources of all packets in each minute.
  private(set) var all: [Int] = []
  /// The sources of each minute that pass and lie in a country.
  private(set) var placed: [Set<UInt32>] = []
  /// The start of the first minute.
  let start: Int
  /// The packets that each rule removes first; those that pass under the empty name.
  private(set) var rules: [String: Int] = [:]
  private(set) var others = 0
  /// The captures that are cut, out of order, or hold packets of another hour.
  private(set) var damaged: [String] = []
  /// The addresses beyond the telescope's own at which packets arrived.
  private(set) var strays = 0

  private var origins: [(first: UInt32, last: UInt32, asns: [String])] = []
  private let places: ArchivePlaces

  init(_ folder: ArchiveFolder) throws {
    places = try ArchivePlaces(folder.text("places.csv"))
    for line in try folder.text("origins.pfx2as").split(separator: "\n") {
      let fields = line.split(separator: "\t")
      guard fields.count == 3, let prefix = Prefix("\(fields[0])/\(fields[1])") else { continue }
      origins.append(
        (
          prefix.address.ipv4, prefix.lastAddress.ipv4,
          fields[2].split(separator: "_").map(String.init)
        ))
    }
    let paths = folder.paths.filter { $0.hasPrefix("telescope/") }
    var minutes: [Int: (passing: Set<UInt32>, all: Set<UInt32>)] = [:]
    for path in paths {
      let capture = CaptureReading(try folder.bytes(path))
      var last = 0
      let hour = (capture.packets.first?.seconds ?? 0) / 3_600
      var isWhole = capture.isWhole
      for packet in capture.packets {
        let moment = packet.seconds * 1_000_000 + packet.micros
        isWhole = isWhole && moment >= last && packet.seconds / 3_600 == hour
        last = moment
        if packet.destination >> 21 != 0x3020_0000 >> 21 { strays += 1 }
        let rule = CaptureRules.first(packet)
        rules[rule ?? "", default: 0] += 1
        minutes[packet.seconds / 60, default: ([], [])].all.insert(packet.source)
        if rule == nil { minutes[packet.seconds / 60]?.passing.insert(packet.source) }
      }
      others += capture.others
      if !isWhole { damaged.append(path) }
    }
    let first = minutes.keys.min() ?? 0
    start = first * 60
    for minute in first...(minutes.keys.max() ?? 0) {
      let (passing, all) = minutes[minute] ?? ([], [])
      count(passing)
      self.all.append(all.count)
    }
  }

  private mutating func count(_ passing: Set<UInt32>) {
    var counts: [String: Int] = [:]
    var placed: Set<UInt32> = []
    for source in passing {
      let countries = places.of(Prefix(ipv4: source, length: 32)).filter {
        $0.hasPrefix("country/")
      }
      for entity in countries { counts[entity, default: 0] += 1 }
      if !countries.isEmpty { placed.insert(source) }
      for asn in asns(of: source) { counts["asn/\(asn)", default: 0] += 1 }
    }
    sources.append(counts)
    self.placed.append(placed)
  }

  private func asns(of source: UInt32) -> [String] {
    var low = 0
    var high = origins.count
    while low < high {
      let middle = (low + high) / 2
      if origins[middle].last < source { low = middle + 1 } else { high = middle }
    }
    guard low < origins.count, origins[low].first <= source else { return ["nobody"] }
    return origins[low].asns
  }
}
