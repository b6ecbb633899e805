extension ProberHealth {
  func write(to writer: inout ProbingStateWriter) {
    writer.write(probers.count)
    for (prober, history) in zip(probers, histories) {
      writer.write(prober)
      history.write(to: &writer)
    }
  }

  init(from reader: inout ProbingStateReader, countries: Int) throws(ProbingStateError) {
    let count = try reader.count(width: 2)
    guard count <= ProberHealth.limit else { throw .invalid("it holds too many probers") }
    var probers: [UInt16] = []
    var histories: [ProberHistory] = []
    for _ in 0..<count {
      probers.append(try reader.number())
      histories.append(try ProberHistory(from: &reader, countries: countries))
    }
    self.init(probers: probers, histories: histories, countries: countries)
  }
}

extension ProberHistory {
  func write(to writer: inout ProbingStateWriter) {
    writer.write(blocks.count)
    for count in blocks { writer.write(count) }
    for hour in hours {
      writer.write(hour.number)
      writer.write(hour.replies)
      writer.write(hour.expected.bitPattern)
    }
    writer.write(mild)
    writer.write(hard)
    writer.write(standing)
    writer.write(isFallen)
    writer.write(isSilentWithOthers)
    writer.write(condemned)
    writer.write(silence)
    writer.write(idle)
  }

  init(from reader: inout ProbingStateReader, countries: Int) throws(ProbingStateError) {
    self.init(countries: countries)
    for _ in 0..<(try reader.count(width: 4)) { blocks.append(try reader.number()) }
    guard blocks.count <= ProberHistory.day else { throw .invalid("it holds an impossible count") }
    for index in hours.indices {
      hours[index] = Hour(
        number: try reader.number(), replies: try reader.number(),
        expected: Float(bitPattern: try reader.number()))
    }
    mild = try reader.double()
    hard = try reader.double()
    standing = try reader.double()
    isFallen = try reader.flag()
    isSilentWithOthers = try reader.flag()
    condemned = try reader.tally()
    silence = try reader.tally()
    idle = try reader.tally()
  }
}
