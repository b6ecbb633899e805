import Probing
import TestSupport
import Testing

/// What availability is taken for, learnt from first probes.
struct AvailabilityTests {
  /// A record after `days` of six first probes an hour, answered as `chance` says for the hour.
  private func learnt(
    from start: Double, days: Int, seed: UInt64, _ chance: (Int) -> Double
  ) -> AvailabilityRecord {
    var random = SeededRandom(seed: seed)
    var record = AvailabilityRecord(mean: start)
    for _ in 0..<days {
      for hour in 0..<24 {
        for _ in 0..<6 { record.learn(hour: hour, isReply: random.unit() < chance(hour)) }
      }
    }
    return record
  }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  @Test("Small steps are not lost: mean and hours are unbiased", arguments: [0.03, 0.1, 0.5, 0.97])
  func unbiased(chance: Double) {
    let records = (0..<200).map { learnt(from: 0.5, days: 40, seed: $0) { _ in chance } }
    #expect(abs(mean(records.map { Double($0.mean) / 65_535 }) - chance) < 0.005)
    for hour in 0..<24 {
      #expect(abs(mean(records.map { $0.expected(hour: hour) }) - chance) < 0.012)
    }
  }

  @Test("Without a rhythm the smaller of mean and hour is hardly below the mean")
  func flat() {
    for chance in [0.2, 0.5, 0.8] {
      for days in [3, 7, 21] {
        let records = (0..<300).map { learnt(from: chance, days: days, seed: $0) { _ in chance } }
        let believed = mean(
          records.flatMap { record in (0..<24).map { record.believed(hour: $0) } })
        #expect(believed > 0.95 * chance && believed < 1.01 * chance)
      }
    }
  }

  @Test("A night of halved availability is known after a week", arguments: [0.4, 0.6, 0.9])
  func night(chance: Double) {
    let records = (0..<300).map {
      learnt(from: chance, days: 7, seed: $0) { $0 < 8 ? chance / 2 : chance }
    }
    let believed = mean(records.flatMap { record in (0..<8).map { record.believed(hour: $0) } })
    #expect(believed < 0.65 * chance)
    let expected = mean(records.flatMap { record in (0..<8).map { record.expected(hour: $0) } })
    #expect(expected < 0.58 * chance)
    let day = mean(records.flatMap { record in (8..<24).map { record.believed(hour: $0) } })
    #expect(day > 0.78 * chance)
  }

  @Test("A table starts with the list, and a walk takes 0.1 to 0.99")
  func table() {
    let hourly = (0..<24).map { $0 < 8 ? 0.3 : 0.6 }
    let list = BlockList([
      ProbedBlock(block: Slash24(rawValue: 1), hosts: HostSet(), availability: 0.05),
      ProbedBlock(block: Slash24(rawValue: 2), hosts: HostSet(), availability: 1),
      ProbedBlock(block: Slash24(rawValue: 3), hosts: HostSet(), availability: 0.5, hourly: hourly),
    ])
    for profile in ProbingProfile.allCases {
      let table = AvailabilityTable(list, profile: profile)
      #expect(table.walkAvailability(at: 0, hour: 3) == 0.1)
      #expect(table.walkAvailability(at: 1, hour: 3) == 0.99)
      #expect(abs(table.expectedAvailability(at: 0, hour: 3) - 0.05) < 0.003)
    }
    let table = AvailabilityTable(list, profile: .vigil)
    #expect(abs(table.walkAvailability(at: 2, hour: 3) - 0.3) < 0.05)
    #expect(abs(table.walkAvailability(at: 2, hour: 12) - 0.5) < 0.01)
    #expect(abs(table.expectedAvailability(at: 2, hour: 12) - 0.6) < 0.01)
    let plain = AvailabilityTable(list, profile: .trinocular)
    #expect(abs(plain.walkAvailability(at: 2, hour: 3) - 0.5) < 0.01)
  }

  @Test("Profile trinocular learns nothing")
  func frozen() {
    let list = BlockList([
      ProbedBlock(block: Slash24(rawValue: 1), hosts: HostSet(), availability: 0.5)
    ])
    var table = AvailabilityTable(list, profile: .trinocular)
    for _ in 0..<1_000 { table.learn(at: 0, hour: 5, isReply: false) }
    #expect(table == AvailabilityTable(list, profile: .trinocular))
  }

  @Test("A table is split by blocks and written to octets without a change")
  func bytes() {
    let records = (0..<20).map { learnt(from: 0.5, days: 5, seed: $0) { Double($0) / 24 } }
    var bytes: [UInt8] = []
    for record in records { record.append(to: &bytes) }
    #expect(bytes.count == 20 * AvailabilityRecord.byteCount)
    let size = AvailabilityRecord.byteCount
    let read = stride(from: 0, to: bytes.count, by: size).compactMap {
      AvailabilityRecord(bytes: bytes[$0..<$0 + size])
    }
    #expect(read == records)
    #expect(AvailabilityRecord(bytes: bytes[0..<27]) == nil)

    var whole = AvailabilityTable(records: records, profile: .vigil)
    var parts = [0..<7, 7..<20].map {
      AvailabilityTable(records: Array(records[$0]), profile: .vigil)
    }
    for round in 0..<500 {
      for index in records.indices {
        let isReply = (round + index) % 3 == 0
        whole.learn(at: index, hour: round / 6 % 24, isReply: isReply)
        let (part, place) = index < 7 ? (0, index) : (1, index - 7)
        parts[part].learn(at: place, hour: round / 6 % 24, isReply: isReply)
      }
    }
    #expect(whole.records == parts[0].records + parts[1].records)
  }

  @Test("A record learns for years without its counter running over")
  func years() {
    var record = AvailabilityRecord(mean: 0.5)
    for round in 0..<200_000 { record.learn(hour: round / 6 % 24, isReply: round % 4 > 0) }
    #expect(abs(Double(record.mean) / 65_535 - 0.75) < 0.01)
  }
}
