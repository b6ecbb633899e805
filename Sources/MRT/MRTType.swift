/// The type of an MRT record (RFC 6396, 4; the deprecated ones in appendix B).
///
/// A structure and not an enumeration: code points that nobody knows survive.
public struct MRTType: RawRepresentable, Hashable, Sendable {
  /// The code point.
  public let rawValue: UInt16

  /// Creates a type from its code point.
  @inlinable
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// `BGP` of the first MRT files, deprecated (appendix B.2.3).
  public static let bgp = MRTType(rawValue: 5)
  /// `BGP4PLUS`, deprecated (appendix B.2.7).
  public static let bgp4plus = MRTType(rawValue: 9)
  /// `BGP4PLUS_01`, deprecated.
  public static let bgp4plus01 = MRTType(rawValue: 10)
  /// `TABLE_DUMP`: one route a record (4.2).
  public static let tableDump = MRTType(rawValue: 12)
  /// `TABLE_DUMP_V2`: one prefix a record, all its routes (4.3).
  public static let tableDumpV2 = MRTType(rawValue: 13)
  /// `BGP4MP`: messages and state changes of sessions (4.4).
  public static let bgp4mp = MRTType(rawValue: 16)
  /// `BGP4MP_ET`: as `BGP4MP`, with microseconds (4.4, 3).
  public static let bgp4mpET = MRTType(rawValue: 17)

  /// Whether RFC 6396 or its predecessors define the type.
  @inlinable
  public var isDefined: Bool {
    switch rawValue {
    case 0...13, 16, 17, 32, 33, 48, 49: true
    default: false
    }
  }
}
