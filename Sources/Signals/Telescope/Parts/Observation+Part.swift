extension Observation {
  func write(to writer: inout PartWriter) {
    writer.write(time: seconds)
    switch outcome {
    case .notIPv4: writer.write(0)
    case .otherDestination: writer.write(1)
    case .passed: writer.write(2)
    case .removed(let filter): writer.write(3 + Int(filter.rawValue))
    }
    writer.write(UInt64(source))
    writer.write(UInt64(packets))
    writer.write(bytes)
    for flag in [isTruncated, isUndecided, isFromInside] { writer.write(flag) }
  }

  init(_ reader: inout PartReader) throws(TelescopeError) {
    seconds = try reader.time()
    guard TelescopeAccumulator.isTime(seconds) else { throw PartReader.impossible("time") }
    switch try reader.number(to: UInt64(PacketFilter.allCases.count) + 2, "outcome") {
    case 0: outcome = .notIPv4
    case 1: outcome = .otherDestination
    case 2: outcome = .passed
    case let number:
      guard let filter = PacketFilter(rawValue: UInt8(truncatingIfNeeded: number - 3)) else {
        throw PartReader.impossible("outcome")
      }
      outcome = .removed(filter)
    }
    source = UInt32(try reader.number(to: UInt64(UInt32.max), "address"))
    packets = UInt32(try reader.number(to: UInt64(UInt32.max), "count"))
    bytes = try reader.number(to: 1 << 48, "count")
    isTruncated = try reader.flag()
    isUndecided = try reader.flag()
    isFromInside = try reader.flag()
  }
}
