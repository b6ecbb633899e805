public import Net

/// Writes BGP messages (RFC 4271, 4), marker and header included.
///
/// It writes what it is told, so that a test can have a message that no router would send.
public struct BGPMessageWriter: Sendable {
  /// How many octets an AS number takes in `AS_PATH` and `AGGREGATOR` (RFC 6793).
  public enum ASNWidth: Sendable, Hashable {
    /// Two octets; a number that does not fit is written as `AS_TRANS`.
    case two
    /// Four octets.
    case four
  }

  /// The octets of an AS number.
  public var width: ASNWidth
  /// Whether every attribute has a length of two octets, even where one would do.
  public var alwaysExtendsLength = false

  /// Creates a writer for sessions that speak in AS numbers of the given width.
  public init(width: ASNWidth = .four) { self.width = width }

  /// An `UPDATE`: withdrawn IPv4 routes, attributes in the given order, announced IPv4 routes.
  ///
  /// IPv6 routes go into the attributes `multiprotocolReach` and `multiprotocolUnreach`. A message
  /// beyond 4,096 octets is written all the same (RFC 8654); beyond 65,535 its length is wrong.
  public func update(
    withdrawn: [NLRI] = [], attributes: [Attribute] = [], announced: [NLRI] = []
  ) -> [UInt8] {
    update(withdrawn: withdrawn, encoded: encode(attributes), announced: announced)
  }

  /// An `UPDATE` whose attributes are encoded already, which saves time where many share them.
  public func update(
    withdrawn: [NLRI] = [], encoded: [UInt8], announced: [NLRI] = []
  ) -> [UInt8] {
    message(type: 2) { bytes in
      let start = bytes.count
      bytes.append16(0)
      for route in withdrawn { route.append(to: &bytes) }
      bytes.put16(bytes.count - start - 2, at: start)
      bytes.append16(UInt16(truncatingIfNeeded: encoded.count))
      bytes += encoded
      for route in announced { route.append(to: &bytes) }
    }
  }

  /// An `OPEN` (RFC 4271, 4.2) with its capabilities in one parameter each (RFC 5492).
  public func open(
    asn: ASN, holdTime: UInt16 = 180, identifier: UInt32 = 0x0A00_0001,
    capabilities: [Capability] = []
  ) -> [UInt8] {
    message(type: 1) { bytes in
      bytes.append(4)
      bytes.append(asn, width: .two)
      bytes.append16(holdTime)
      bytes.append32(identifier)
      var parameters: [UInt8] = []
      for capability in capabilities {
        let value = capability.value
        parameters += [2, UInt8(truncatingIfNeeded: value.count + 2), capability.code]
        parameters.append(UInt8(truncatingIfNeeded: value.count))
        parameters += value
      }
      bytes.append(UInt8(truncatingIfNeeded: parameters.count))
      bytes += parameters
    }
  }

  /// A `NOTIFICATION` (RFC 4271, 4.5); 6 and 2 is an administrative end of the session.
  public func notification(code: UInt8 = 6, subcode: UInt8 = 2, data: [UInt8] = []) -> [UInt8] {
    message(type: 3) { $0 += [code, subcode] + data }
  }

  /// A `KEEPALIVE` (RFC 4271, 4.4): a header and nothing else.
  public func keepalive() -> [UInt8] { message(type: 4) { _ in } }

  /// A message of any type around a body: marker, length, type.
  public func message(type: UInt8, body: (inout [UInt8]) -> Void) -> [UInt8] {
    var bytes = [UInt8](repeating: 0xFF, count: 16)
    bytes.append16(0)
    bytes.append(type)
    body(&bytes)
    bytes.put16(bytes.count, at: 16)
    return bytes
  }
}
