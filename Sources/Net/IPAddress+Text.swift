extension IPAddress: CustomStringConvertible {
  /// Reads dotted decimal IPv4 without leading zeros, or IPv6 in any form of RFC 4291, 2.2.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count <= 45 else { return nil }
    if bytes.contains(UInt8(ascii: ":")) {
      self.init(ipv6: bytes[...])
    } else {
      guard let value = IPAddress.dotted(bytes[...]) else { return nil }
      self.init(ipv4: value)
    }
  }

  private static func dotted(_ text: ArraySlice<UInt8>) -> UInt32? {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var value: UInt32 = 0
    for part in parts {
      guard (1...3).contains(part.count), part.first != UInt8(ascii: "0") || part.count == 1
      else { return nil }
      var octet: UInt32 = 0
      for digit in part {
        guard (0x30...0x39).contains(digit) else { return nil }
        octet = octet * 10 + UInt32(digit - 0x30)
      }
      guard octet <= 255 else { return nil }
      value = value << 8 | octet
    }
    return value
  }

  private init?(ipv6 text: ArraySlice<UInt8>) {
    var groups: [UInt16] = []
    var gap: Int?
    var rest = text
    if rest.starts(with: [0x3A, 0x3A]) {
      gap = 0
      rest = rest.dropFirst(2)
    }
    while let first = rest.first {
      if first == 0x3A {
        guard gap == nil, !groups.isEmpty else { return nil }
        gap = groups.count
        rest = rest.dropFirst()
        continue
      }
      let part = rest.prefix { $0 != 0x3A }
      if part.contains(UInt8(ascii: ".")) {
        guard part.endIndex == text.endIndex, let value = IPAddress.dotted(part) else {
          return nil
        }
        groups += [UInt16(value >> 16), UInt16(truncatingIfNeeded: value)]
        rest = rest.dropFirst(part.count)
        break
      }
      guard (1...4).contains(part.count),
        let group = UInt16(String(decoding: part, as: UTF8.self), radix: 16),
        part.first != UInt8(ascii: "+")
      else { return nil }
      groups.append(group)
      rest = rest.dropFirst(part.count)
      if !rest.isEmpty {
        rest = rest.dropFirst()
        guard !rest.isEmpty else { return nil }
      }
    }
    guard rest.isEmpty, gap == nil ? groups.count == 8 : groups.count < 8 else { return nil }
    if let gap { groups.insert(contentsOf: repeatElement(0, count: 8 - groups.count), at: gap) }
    self.init(
      high: groups[..<4].reduce(0) { $0 << 16 | UInt64($1) },
      low: groups[4...].reduce(0) { $0 << 16 | UInt64($1) }, family: .ipv6)
  }

  /// Dotted decimal, or IPv6 in the form of RFC 5952.
  public var description: String {
    family == .ipv4 ? dotted(ipv4) : colons
  }

  private func dotted(_ value: UInt32) -> String {
    "\(value >> 24).\(value >> 16 & 255).\(value >> 8 & 255).\(value & 255)"
  }

  /// RFC 5952: lower case, no leading zeros, the longest run of zeros (the first of equals, and
  /// never a single group) as `::`, and an IPv4-mapped address with its dotted part (clause 5).
  private var colons: String {
    if high == 0, low >> 32 == 0xFFFF {
      return "::ffff:\(dotted(UInt32(truncatingIfNeeded: low)))"
    }
    let groups = (0..<8).map { index in
      UInt16(truncatingIfNeeded: (index < 4 ? high : low) >> UInt64(48 - 16 * (index % 4)))
    }
    var run = 0..<0
    var start = 0
    for index in 0...8 where index == 8 || groups[index] != 0 {
      if index - start > max(run.count, 1) { run = start..<index }
      start = index + 1
    }
    let texts = groups.map { String($0, radix: 16) }
    guard !run.isEmpty else { return texts.joined(separator: ":") }
    return texts[..<run.lowerBound].joined(separator: ":") + "::"
      + texts[run.upperBound...].joined(separator: ":")
  }
}
