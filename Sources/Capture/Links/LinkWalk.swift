import Wire

/// Steps over what stands between the start of a captured packet and its outermost IP header.
enum LinkWalk {
  /// The most tags and headers that are stepped over.
  private static let maximumDepth = 16
  /// The most labels of an MPLS stack.
  private static let maximumLabels = 64

  /// What follows a header: a protocol by its EtherType, or what needs no more steps.
  private enum Step {
    case type(UInt16, at: Int)
    case found(NetworkLayer)
  }

  /// Finds the outermost IP header behind any link.
  static func network(_ bytes: RawSpan, link: LinkType) -> NetworkLayer {
    switch link {
    case .ethernet: return follow(bytes, ethernet(bytes, at: 0))
    case .raw, .rawBSD, .rawOpenBSD: return anyVersion(bytes, at: 0)
    case .ipv4: return ipv4(bytes, at: 0)
    case .ipv6: return ipv6(bytes, at: 0)
    case .null, .loop: return follow(bytes, loopback(bytes))
    case .linuxSLL:
      guard bytes.byteCount >= 16 else { return .unreadable }
      return follow(bytes, cooked(unsafe bytes.uint16(unchecked: 14), at: 16))
    case .linuxSLL2:
      guard bytes.byteCount >= 20 else { return .unreadable }
      return follow(bytes, cooked(unsafe bytes.uint16(unchecked: 0), at: 20))
    case .mpls: return follow(bytes, labels(bytes, at: 0))
    default: return .unknownLink
    }
  }

  /// Takes steps until an IP header or something else is met.
  private static func follow(_ bytes: RawSpan, _ first: Step) -> NetworkLayer {
    var step = first
    for _ in 0..<maximumDepth {
      guard case .type(let type, let offset) = step else { break }
      switch type {
      case EtherType.ipv4: return ipv4(bytes, at: offset)
      case EtherType.ipv6: return ipv6(bytes, at: offset)
      case EtherType.vlan, EtherType.providerVLAN, EtherType.oldProviderVLAN:
        step = typeOrLength(bytes, at: offset &+ 2)
      case EtherType.mpls, EtherType.mplsUpstream: step = labels(bytes, at: offset)
      case EtherType.pppoeSession: step = pointToPoint(bytes, at: offset &+ 6)
      case EtherType.macSecurity: step = macSecurity(bytes, at: offset)
      case EtherType.bridged: step = ethernet(bytes, at: offset)
      default: return .other(etherType: type)
      }
    }
    guard case .found(let layer) = step else { return .other(etherType: 0) }
    return layer
  }

  private static func ipv4(_ bytes: RawSpan, at offset: Int) -> NetworkLayer {
    IPv4Header(bytes, at: offset).map(NetworkLayer.ipv4) ?? .unreadable
  }

  private static func ipv6(_ bytes: RawSpan, at offset: Int) -> NetworkLayer {
    IPv6Header(bytes, at: offset).map(NetworkLayer.ipv6) ?? .unreadable
  }

  /// IPv4 or IPv6 by the first four bits.
  private static func anyVersion(_ bytes: RawSpan, at offset: Int) -> NetworkLayer {
    guard bytes.byteCount > offset else { return .unreadable }
    switch unsafe bytes.octet(unchecked: offset) >> 4 {
    case 4: return ipv4(bytes, at: offset)
    case 6: return ipv6(bytes, at: offset)
    default: return .unreadable
    }
  }

  private static func ethernet(_ bytes: RawSpan, at offset: Int) -> Step {
    typeOrLength(bytes, at: offset &+ 12)
  }

  /// The field that is an EtherType or, below 0x0600, the length of an LLC frame.
  private static func typeOrLength(_ bytes: RawSpan, at offset: Int) -> Step {
    guard bytes.byteCount &- offset >= 2 else { return .found(.unreadable) }
    let type = unsafe bytes.uint16(unchecked: offset)
    guard type < EtherType.lowest else { return .type(type, at: offset &+ 2) }
    return type <= 1500
      ? logicalLink(bytes, at: offset &+ 2) : .found(.other(etherType: 0))
  }

  /// LLC (IEEE 802.2), with SNAP (RFC 1042) or with IP's own access point (RFC 948).
  private static func logicalLink(_ bytes: RawSpan, at offset: Int) -> Step {
    guard bytes.byteCount &- offset >= 3 else { return .found(.unreadable) }
    let points = unsafe bytes.uint16(unchecked: offset)
    let control = unsafe bytes.octet(unchecked: offset &+ 2)
    // Only unnumbered information carries datagrams.
    guard control & 0xef == 3 else { return .found(.other(etherType: 0)) }
    if points >> 8 == 0x06 { return .type(EtherType.ipv4, at: offset &+ 3) }
    guard points == 0xaaaa else { return .found(.other(etherType: 0)) }
    guard bytes.byteCount &- offset >= 8 else { return .found(.unreadable) }
    let organisation = unsafe bytes.uint32(unchecked: offset &+ 2) & 0xff_ffff
    guard organisation == 0 || organisation == 0xf8 else {
      return .found(.other(etherType: 0))
    }
    return .type(unsafe bytes.uint16(unchecked: offset &+ 6), at: offset &+ 8)
  }

  /// MACsec (IEEE 802.1AE, 9.3): six octets, eight more where an identifier is explicit, and then the
  /// frame's own EtherType, unless its content is changed.
  private static func macSecurity(_ bytes: RawSpan, at offset: Int) -> Step {
    guard bytes.byteCount > offset else { return .found(.unreadable) }
    let control = unsafe bytes.octet(unchecked: offset)
    guard control & 0x0c == 0 else { return .found(.other(etherType: EtherType.macSecurity)) }
    return typeOrLength(bytes, at: offset &+ (control & 0x20 == 0 ? 6 : 14))
  }

  /// Linux's cooked captures: an EtherType, or a number of its own below 0x0600.
  private static func cooked(_ type: UInt16, at offset: Int) -> Step {
    type < EtherType.lowest ? .found(.other(etherType: 0)) : .type(type, at: offset)
  }

  /// PPP's protocol number (RFC 1661, 2), of one octet where the sender compresses it.
  private static func pointToPoint(_ bytes: RawSpan, at offset: Int) -> Step {
    guard bytes.byteCount &- offset >= 2 else { return .found(.unreadable) }
    let first = unsafe bytes.octet(unchecked: offset)
    let isShort = first & 1 == 1
    let number = isShort ? UInt16(first) : unsafe bytes.uint16(unchecked: offset)
    let next = offset &+ (isShort ? 1 : 2)
    switch number {
    case 0x0021: return .type(EtherType.ipv4, at: next)
    case 0x0057: return .type(EtherType.ipv6, at: next)
    case 0x0281: return .type(EtherType.mpls, at: next)
    default: return .found(.other(etherType: 0))
    }
  }

  /// The labels of MPLS (RFC 3032, 2.1); what is behind the last shows itself by its first four bits.
  private static func labels(_ bytes: RawSpan, at start: Int) -> Step {
    var offset = start
    for _ in 0..<maximumLabels {
      guard bytes.byteCount &- offset >= 4 else { return .found(.unreadable) }
      let entry = unsafe bytes.uint32(unchecked: offset)
      offset &+= 4
      guard entry & 0x100 != 0 else { continue }
      guard bytes.byteCount > offset else { return .found(.unreadable) }
      switch unsafe bytes.octet(unchecked: offset) >> 4 {
      case 4: return .type(EtherType.ipv4, at: offset)
      case 6: return .type(EtherType.ipv6, at: offset)
      default: return .found(.other(etherType: EtherType.mpls))
      }
    }
    return .found(.other(etherType: EtherType.mpls))
  }

  /// The address family of a loopback capture, in either byte order; old Linux has an EtherType.
  private static func loopback(_ bytes: RawSpan) -> Step {
    guard bytes.byteCount >= 4 else { return .found(.unreadable) }
    let word = unsafe bytes.uint32(unchecked: 0)
    // Old captures of ISDN interfaces begin as PPP does.
    if word >> 16 == 0xff03 { return pointToPoint(bytes, at: 2) }
    let family = word & 0xffff == 0 ? word.byteSwapped : word
    switch family {
    case 2: return .type(EtherType.ipv4, at: 4)
    case 10, 24, 28, 30: return .type(EtherType.ipv6, at: 4)
    case UInt32(EtherType.lowest)...0xffff:
      return .type(UInt16(truncatingIfNeeded: family), at: 4)
    default: return .found(.other(etherType: 0))
    }
  }
}
