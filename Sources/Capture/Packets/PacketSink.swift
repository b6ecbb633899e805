/// Takes the packets of a capture, in the file's order.
public protocol PacketSink {
  /// A packet; what it borrows ends with the call.
  mutating func packet(_ packet: borrowing Packet)
}
