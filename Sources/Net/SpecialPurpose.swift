/// The address blocks that are no place of the public Internet.
///
/// They are those of IANA's special-purpose address registries (RFC 6890 and its updates) that are
/// not globally reachable, the retired 6to4 (RFC 7526) and Teredo (RFC 4380) blocks, and multicast.
/// Blocks within them that the registries do call globally reachable are exempt.
public enum SpecialPurpose {
  /// Whether all addresses of a prefix lie in one such block, and in none that is exempt. O(1).
  public static func contains(_ prefix: Prefix) -> Bool {
    switch prefix.family {
    case .ipv4:
      isWithin(prefix, blocks4) && !isWithin(prefix, reachable4)
    case .ipv6:
      // All but 64:ff9b::/96 lie outside of what routes mostly hold, 2400::/6 and above.
      isWithin(prefix, blocks6) && !isWithin(prefix, reachable6)
    }
  }

  private static func isWithin(_ prefix: Prefix, _ blocks: [Prefix]) -> Bool {
    blocks.contains { $0.contains(prefix) }
  }

  /// IPv4: RFC 791, 1918, 6598, 1122, 3927, 6890, 5737, 7526, 2544, 5771, 1112, 8190.
  private static let blocks4: [Prefix] = prefixes(
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 "
      + "192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 "
      + "224.0.0.0/4 240.0.0.0/4")

  /// IPv4 anycast of PCP (RFC 7723) and TURN (RFC 8155).
  private static let reachable4: [Prefix] = prefixes("192.0.0.9/32 192.0.0.10/32")

  /// IPv6: RFC 4291, 8215, 6666, 9780, 2928, 4380, 3849, 3056, 9637, 9602, 4193, 3879, 4291.
  private static let blocks6: [Prefix] = prefixes(
    "::/8 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/23 2001:db8::/32 2002::/16 3fff::/20 "
      + "5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8")

  /// NAT64 (RFC 6052), PCP, TURN, DNS-SD anycast, AMT (RFC 7450), AS112 (RFC 7535), ORCHIDv2
  /// (RFC 7343) and drone identifiers (RFC 9374).
  private static let reachable6: [Prefix] = prefixes(
    "64:ff9b::/96 2001:1::1/128 2001:1::2/128 2001:1::3/128 2001:3::/32 2001:4:112::/48 "
      + "2001:20::/28 2001:30::/28")

  private static func prefixes(_ text: String) -> [Prefix] {
    text.split(separator: " ").compactMap { Prefix($0) }
  }
}
