/// The sketches of a minute's entities with what their sources sent, packed; the entities ascend.
///
/// Equal sketches are equal octets. A source of an entity with few takes about two octets an entity,
/// one with many 16 KiB.
struct SketchPage: Sendable, Equatable {
  /// What an entity's sources come to.
  struct Tally: Sendable, Equatable {
    var sketch = SourceSketch()
    var packets: UInt64 = 0
    var bytes: UInt64 = 0

    mutating func merge(_ other: Tally) {
      sketch.merge(other.sketch)
      packets &+= other.packets
      bytes &+= other.bytes
    }
  }

  private var packed: [UInt8] = []

  /// Packs tallies by the keys of their entities.
  init(_ tallies: [UInt64: Tally]) {
    for (key, tally) in tallies.sorted(by: { $0.key < $1.key }) {
      append(key)
      append(tally.packets)
      append(tally.bytes)
      if tally.sketch.isExact {
        append(UInt64(tally.sketch.addresses.count))
        var last: UInt32 = 0
        for address in tally.sketch.addresses {
          append(UInt64(address &- last))
          last = address
        }
      } else {
        append(UInt64(SourceSketch.exactLimit))
        packed += tally.sketch.registers
      }
    }
  }

  /// Sketches the sources of a run.
  init(_ run: SourceRun, _ placer: inout SourcePlacer) {
    let (places, origins) = (placer.places, placer.origins)
    var tallies: [UInt64: Tally] = [:]
    for source in run {
      var entities: [Int] = []
      placer.place(source.address, places, origins) { entities.append($0) }
      for key in [SourcePlacer.wholeKey] + entities.map({ placer.key(of: $0) }) {
        tallies[key, default: Tally()].sketch.insert(source.address)
        tallies[key, default: Tally()].packets &+= source.packets
        tallies[key, default: Tally()].bytes &+= source.bytes
      }
    }
    self.init(tallies)
  }

  /// The page that holds all tallies of several.
  static func union(_ pages: [SketchPage]) -> SketchPage? {
    guard pages.count > 1 else { return pages.first }
    var tallies: [UInt64: Tally] = [:]
    for page in pages {
      for (key, tally) in page.tallies { tallies[key, default: Tally()].merge(tally) }
    }
    return SketchPage(tallies)
  }

  private mutating func append(_ number: UInt64) {
    var rest = number
    while rest >= 128 {
      packed.append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    packed.append(UInt8(truncatingIfNeeded: rest))
  }

  /// The tallies by the keys of their entities, ascending.
  var tallies: [(key: UInt64, tally: Tally)] {
    var result: [(key: UInt64, tally: Tally)] = []
    var position = 0
    func number() -> UInt64 {
      var value: UInt64 = 0
      var shift: UInt64 = 0
      while position < packed.count {
        let octet = packed[position]
        position += 1
        value |= UInt64(octet & 127) << shift
        if octet < 128 { break }
        shift += 7
      }
      return value
    }
    while position < packed.count {
      let key = number()
      var tally = Tally()
      tally.packets = number()
      tally.bytes = number()
      let count = Int(number())
      if count < SourceSketch.exactLimit {
        var address: UInt32 = 0
        var addresses: [UInt32] = []
        addresses.reserveCapacity(count)
        for _ in 0..<count {
          address &+= UInt32(truncatingIfNeeded: number())
          addresses.append(address)
        }
        tally.sketch = SourceSketch(addresses: addresses)
      } else {
        let end = position + SourceSketch.registerCount
        tally.sketch = SourceSketch(registers: Array(packed[position..<end]))
        position = end
      }
      result.append((key, tally))
    }
    return result
  }
}
