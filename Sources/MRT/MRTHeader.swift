import Wire

/// The common header of an MRT record (RFC 6396, 2).
public struct MRTHeader: Equatable, Sendable {
  /// The octets of a header; those of the body follow.
  public static let size = 12
  /// A body longer than this is taken for damage: 16 MiB, where real ones stay below one.
  public static let maximumLength: UInt32 = 1 << 24

  /// The time in seconds since 1970.
  public let seconds: UInt32
  /// The type of the body.
  public let type: MRTType
  /// The subtype of the body, whose meaning the type says.
  public let subtype: UInt16
  /// The octets of the body.
  public let length: UInt32

  /// Creates a header.
  @inlinable
  public init(seconds: UInt32, type: MRTType, subtype: UInt16, length: UInt32) {
    self.seconds = seconds
    self.type = type
    self.subtype = subtype
    self.length = length
  }

  /// Reads the header at `offset`, behind which twelve octets must lie.
  @inline(__always)
  init(unchecked bytes: RawSpan, at offset: Int) {
    seconds = unsafe bytes.uint32(unchecked: offset)
    type = unsafe MRTType(rawValue: bytes.uint16(unchecked: offset &+ 4))
    subtype = unsafe bytes.uint16(unchecked: offset &+ 6)
    length = unsafe bytes.uint32(unchecked: offset &+ 8)
  }

  /// Whether the header can be one: a defined type and a length that files have.
  var isPlausible: Bool { type.isDefined && length <= MRTHeader.maximumLength }

  /// Whether the header is surely one that archives hold, for finding the next record after damage:
  /// a type and subtype in use, and a time within a day of `time` if that is known.
  func isConvincing(near time: UInt32?) -> Bool {
    guard length <= MRTHeader.maximumLength else { return false }
    switch type {
    case .tableDump: guard (1...4).contains(subtype), length >= 22 else { return false }
    case .tableDumpV2: guard (1...12).contains(subtype), length >= 8 else { return false }
    case .bgp4mp, .bgp4mpET: guard subtype <= 11, length >= 16 else { return false }
    case .bgp: guard subtype <= 7, length >= 10 else { return false }
    default: return false
    }
    guard let time else { return true }
    return seconds > time ? seconds - time <= 86_400 : time - seconds <= 86_400
  }
}
