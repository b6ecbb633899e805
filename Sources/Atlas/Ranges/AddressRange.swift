/// A range of addresses with a number attached: `UInt32` for IPv4, `UInt128` for IPv6.
public struct AddressRange<Address: FixedWidthInteger & UnsignedInteger & Sendable>: Hashable,
  Sendable
{
  /// The first address.
  public var first: Address
  /// The last address; never below the first.
  public var last: Address
  /// What the list that holds the range means by it: an index of a place or an origin.
  public var value: UInt32

  /// Creates a range.
  @inlinable
  public init(first: Address, last: Address, value: UInt32) {
    self.first = first
    self.last = last
    self.value = value
  }
}
