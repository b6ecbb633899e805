extension Border {
  func write(to writer: inout PartWriter) {
    writer.write(optional: first) { $0.write(time: $1) }
    writer.write(optional: last) { $0.write(time: $1) }
    writer.write(isSingle)
    writer.write(optional: head) { $1.write(to: &$0) }
    writer.write(optional: tail) { $1.write(to: &$0) }
  }

  init(_ reader: inout PartReader) throws(TelescopeError) {
    first = try reader.optional { reader throws(TelescopeError) in try reader.time() }
    last = try reader.optional { reader throws(TelescopeError) in try reader.time() }
    isSingle = try reader.flag()
    head = try reader.optional { reader throws(TelescopeError) in try Observation(&reader) }
    tail = try reader.optional { reader throws(TelescopeError) in try Observation(&reader) }
    let times = [first, last].compactMap { $0 }
    guard times.allSatisfy(TelescopeAccumulator.isTime), (first == nil) == (last == nil),
      first != nil || (head == nil && tail == nil)
    else {
      throw PartReader.impossible("end in time")
    }
  }
}
