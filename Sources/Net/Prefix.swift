/// A block of addresses that share their leading bits (CIDR, RFC 4632).
///
/// Bits behind the length are always zero, so equal prefixes are equal values.
public struct Prefix: Hashable, Sendable {
  /// The first 64 bits of the lowest address; IPv4 fills the upper half.
  public let high: UInt64
  /// The last 64 bits of the lowest address; zero for IPv4.
  public let low: UInt64
  /// The number of leading bits that all addresses share: 0 to 32 or 128.
  public let length: UInt8
  /// The version.
  public let family: IPFamily

  /// Creates a prefix; bits behind `length` are cleared. `length` must fit the family.
  @inlinable
  public init(high: UInt64, low: UInt64 = 0, length: UInt8, family: IPFamily) {
    self.high = high & Prefix.mask(Int(length))
    self.low = family == .ipv4 ? 0 : low & Prefix.mask(Int(length) &- 64)
    self.length = length
    self.family = family
  }

  /// Creates an IPv4 prefix; bits behind `length` are cleared.
  @inlinable
  public init(ipv4 value: UInt32, length: UInt8) {
    self.init(high: UInt64(value) << 32, length: length, family: .ipv4)
  }

  /// The `count` leading ones of a word; none below 1, all above 63.
  @inlinable
  static func mask(_ count: Int) -> UInt64 {
    count <= 0 ? 0 : count >= 64 ? ~0 : ~(~0 >> UInt64(count))
  }

  /// The lowest address.
  @inlinable
  public var address: IPAddress { IPAddress(high: high, low: low, family: family) }

  /// The highest address.
  public var lastAddress: IPAddress {
    if family == .ipv4 {
      return IPAddress(high: high | ~Prefix.mask(Int(length)) & ~0xFFFF_FFFF, low: 0, family: .ipv4)
    }
    return IPAddress(
      high: high | ~Prefix.mask(Int(length)), low: low | ~Prefix.mask(Int(length) - 64),
      family: .ipv6)
  }

  /// Whether the address lies in this prefix.
  @inlinable
  public func contains(_ address: IPAddress) -> Bool {
    family == address.family && (address.high ^ high) & Prefix.mask(Int(length)) == 0
      && (address.low ^ low) & Prefix.mask(Int(length) &- 64) == 0
  }

  /// Whether every address of `other` lies in this prefix; a prefix contains itself.
  @inlinable
  public func contains(_ other: Prefix) -> Bool {
    other.length >= length && contains(other.address)
  }
}

extension Prefix: Comparable {
  /// Orders prefixes by family, then by lowest address, then by length: the order of a table dump.
  @inlinable
  public static func < (a: Prefix, b: Prefix) -> Bool {
    a.address == b.address ? a.length < b.length : a.address < b.address
  }
}

extension Prefix: CustomStringConvertible {
  /// Reads `address/length`; a bare address is a prefix of full length.
  ///
  /// Returns nothing when bits behind the length are set: who writes `10.0.0.1/8` may mean either.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let address = IPAddress(parts[0]) else { return nil }
    var length = UInt8(address.family.bits)
    if parts.count == 2 {
      guard !parts[1].isEmpty, parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        let given = UInt8(parts[1]), given <= length
      else { return nil }
      length = given
    }
    self.init(high: address.high, low: address.low, length: length, family: address.family)
    guard self.address == address else { return nil }
  }

  /// `address/length`.
  public var description: String { "\(address)/\(length)" }
}
