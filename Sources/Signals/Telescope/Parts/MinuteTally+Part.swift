extension MinuteTally {
  func write(to writer: inout PartWriter) {
    for count in [packets, ipv4, passed, bytes, undecided, fromInside, dropped] {
      writer.write(count)
    }
    writer.write(hasClockStep)
  }

  init(_ reader: inout PartReader) throws(TelescopeError) {
    packets = try reader.tally()
    ipv4 = try reader.tally()
    passed = try reader.tally()
    bytes = try reader.tally()
    undecided = try reader.tally()
    fromInside = try reader.tally()
    dropped = try reader.tally()
    hasClockStep = try reader.flag()
  }
}
