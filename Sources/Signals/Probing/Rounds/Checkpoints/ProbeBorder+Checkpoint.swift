extension ProbeBorder {
  func write(to writer: inout ProbingStateWriter) {
    writer.write(optional: first)
    writer.write(optional: last)
    writer.write(isSingle)
    writer.write(optional: head)
    writer.write(optional: tail)
  }

  init(from reader: inout ProbingStateReader) throws(ProbingStateError) {
    self.init()
    first = try reader.optionalTime()
    last = try reader.optionalTime()
    isSingle = try reader.flag()
    head = try reader.optionalResult()
    tail = try reader.optionalResult()
  }
}

extension ProbingTotals {
  func write(to writer: inout ProbingStateWriter) {
    for field in ProbingTotals.fields { writer.write(self[keyPath: field]) }
  }

  init(from reader: inout ProbingStateReader) throws(ProbingStateError) {
    self.init()
    for field in ProbingTotals.fields { self[keyPath: field] = try reader.tally() }
  }
}

extension BlockReference {
  init(from reader: inout ProbingStateReader) throws(ProbingStateError) {
    guard let reference = BlockReference(octet: try reader.number()) else {
      throw .invalid("it holds an impossible reference")
    }
    self = reference
  }
}
