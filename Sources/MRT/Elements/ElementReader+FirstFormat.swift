import Net
import Wire

extension ElementReader {
  /// Reads a record of the first format: messages without their header (RFC 6396, appendix B.2.3).
  @_lifetime(cursor: copy cursor)
  mutating func readFirstFormat(
    _ cursor: inout WireCursor, header: MRTHeader, _ body: RawSpan,
    into sink: inout some ElementSink
  ) throws(WireError) {
    switch header.subtype {
    case 1, 3, 5, 6, 7: break
    case 0, 2, 4: return
    default:
      damage.record(.unknownSubtype, at: place)
      return
    }
    var context = RecordContext(header)
    context.width = 2
    let asn = try cursor.readUInt16()
    context.peer = RoutePeer(address: try cursor.readAddress(.ipv4), asn: ASN(UInt32(asn)))
    guard header.subtype != 3 else {
      let old = try cursor.readUInt16()
      sink.element(context.element(.stateChange(from: old, to: try cursor.readUInt16())))
      return
    }
    try cursor.skip(6)
    switch header.subtype {
    case 1: readUpdate(&cursor, context, body, into: &sink)
    case 5: sink.element(context.element(.message(.open)))
    case 6: sink.element(context.element(.message(.notification)))
    default: sink.element(context.element(.message(.keepalive)))
    }
  }
}
