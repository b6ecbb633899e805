extension AvailabilityRecord {
  /// The octets of a record in a file.
  public static let byteCount = 28

  /// Appends the record: mean and rounds, the lower octet first, then the hours.
  public func append(to bytes: inout [UInt8]) {
    for word in [mean, rounds] {
      bytes.append(UInt8(truncatingIfNeeded: word))
      bytes.append(UInt8(truncatingIfNeeded: word >> 8))
    }
    for hour in 0..<24 { bytes.append(hours[hour]) }
  }

  /// Reads a record that `append(to:)` wrote; nothing of any other length.
  public init?(bytes: ArraySlice<UInt8>) {
    guard bytes.count == AvailabilityRecord.byteCount else { return nil }
    let start = bytes.startIndex
    mean = UInt16(bytes[start]) | UInt16(bytes[start + 1]) << 8
    rounds = UInt16(bytes[start + 2]) | UInt16(bytes[start + 3]) << 8
    hours = [24 of UInt8] { bytes[start + 4 + $0] }
  }
}
