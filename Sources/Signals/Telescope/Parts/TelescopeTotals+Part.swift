extension TelescopeTotals {
  func write(to writer: inout PartWriter) {
    for count in [packets, notIPv4, otherDestinations, passed, truncated, undecided] {
      writer.write(count)
    }
    for count in [late, strayTimes, dropped, flows] + removed { writer.write(count) }
  }

  init(_ reader: inout PartReader) throws(TelescopeError) {
    packets = try reader.tally()
    notIPv4 = try reader.tally()
    otherDestinations = try reader.tally()
    passed = try reader.tally()
    truncated = try reader.tally()
    undecided = try reader.tally()
    late = try reader.tally()
    strayTimes = try reader.tally()
    dropped = try reader.tally()
    flows = try reader.tally()
    for index in removed.indices { removed[index] = try reader.tally() }
  }
}
