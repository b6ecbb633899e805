extension BlockRecord {
  func write(to writer: inout ProbingStateWriter) {
    writer.write(belief.value)
    for number in [lastReply, firstUnanswered, lastUnanswered, firstReply, silence] {
      writer.write(number)
    }
    writer.write(report.rawValue)
    writer.write(age)
    writer.write(roundsSinceUp)
  }

  init(from reader: inout ProbingStateReader) throws(ProbingStateError) {
    let belief = try reader.double()
    guard belief >= Belief.floor, belief <= Belief.ceiling else {
      throw .invalid("it holds an impossible belief")
    }
    self.init(belief: Belief(belief), report: .uncertain)
    lastReply = try reader.number()
    firstUnanswered = try reader.number()
    lastUnanswered = try reader.number()
    firstReply = try reader.number()
    silence = try reader.number()
    guard let state = BlockState(rawValue: try reader.number()), state != .missing else {
      throw .invalid("it holds an impossible state")
    }
    report = state
    age = try reader.number()
    roundsSinceUp = try reader.number()
  }
}
