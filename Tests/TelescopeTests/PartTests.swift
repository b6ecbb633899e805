import Net
import Telescope
import TestSupport
import Testing
import Timeline

/// A part of a capture's counts is kept as octets and merges as if it had not been.
struct PartTests {
  private static let options: TelescopeOptions = {
    var options = TelescopeOptions()
    options.dark = Prefix(ipv4: 0x2C00_0000, length: 8)
    return options
  }()

  private func count(
    _ packets: ArraySlice<SentPacket>, _ options: TelescopeOptions = PartTests.options
  ) throws -> TelescopeAccumulator {
    var part = TelescopeAccumulator(options)
    _ = try CaptureInput(bytes: SentPacket.file(Array(packets)), name: "part").read(into: &part)
    return part
  }

  @Test("Parts that were encoded merge to what one run counts", arguments: 0..<60)
  func merging(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let packets = SplitTests.packets(&random)
    var whole = try count(packets[...])
    var options = PartTests.options
    // Kept in memory or in a file, it is the same part.
    options.heldOctets = seed % 2 == 0 ? 0 : 1 << 20
    var merged = TelescopeAccumulator(options)
    var rest = packets[...]
    while !rest.isEmpty {
      var part = try count(rest.prefix(1 + Int(random.next() % 60)))
      rest = rest.dropFirst(part.totals.packets)
      let octets = try part.encoded()
      var decoded = try TelescopeAccumulator(decoding: octets, options)
      #expect(try decoded.encoded() == octets)
      merged.merge(decoded)
    }
    #expect(try merged.encoded() == whole.encoded())
    #expect(merged.totals == whole.totals && merged.finish() == whole.finish())
  }

  @Test("Damage anywhere is an error, and so are other options")
  func damage() throws {
    var random = SeededRandom(seed: 4)
    var part = try count(SplitTests.packets(&random).prefix(40))
    let octets = try part.encoded()
    for place in octets.indices {
      var damaged = octets
      damaged[place] ^= 1 << UInt8(place % 8)
      #expect(throws: TelescopeError.self) {
        try TelescopeAccumulator(decoding: damaged, PartTests.options)
      }
      #expect(throws: TelescopeError.self) {
        try TelescopeAccumulator(decoding: Array(octets[..<place]), PartTests.options)
      }
    }
    var other = PartTests.options
    other.filters.disabled = FilterSet(.fragmented)
    #expect(throws: TelescopeError.invalidPart("it was counted with other options")) {
      try TelescopeAccumulator(decoding: octets, other)
    }
    #expect(throws: TelescopeError.invalidPart("it is no part of a telescope's counts")) {
      try TelescopeAccumulator(decoding: [], PartTests.options)
    }
    do {
      var sketched = PartTests.options
      sketched.isSketch = true
      var sketch = try count([], sketched)
      #expect(throws: TelescopeError.invalidPart("parts with sketches cannot be kept")) {
        try sketch.encoded()
      }
    }
  }

  @Test("Octets that someone made are an error or a part, and take no more memory than they are")
  func made() throws {
    var random = SeededRandom(seed: 5)
    var part = try count(SplitTests.packets(&random).prefix(60))
    let octets = try part.encoded()
    for _ in 0..<5_000 {
      var made = Array(octets.dropLast(8))
      for _ in 0...random.next() % 3 {
        let place = 9 + Int(random.next() % UInt64(made.count - 9))
        made[place] = random.next() % 3 == 0 ? 255 : UInt8(truncatingIfNeeded: random.next())
      }
      guard
        var read = try? TelescopeAccumulator(decoding: SealedState.sealing(made), PartTests.options)
      else { continue }
      // What is read can be counted on.
      read.merge(read)
      _ = read.finish()
    }
  }
}
