import Net
import Timeline

extension Iran2019 {
  /// Two collectors with sixteen full-feed peers, which bear documentation ASNs (RFC 5398) and
  /// addresses (RFC 5737); the third of them that is lost on the 13th is at the second collector.
  static var archive: ArchiveScheme {
    ArchiveScheme(
      collectors: [
        ArchiveScheme.Collector(
          name: "rrc00", style: .ris, asn: ASN(65_550), address: address(198, 51, 100, 254),
          sessions: (0..<10).map { session(64_496 + $0, address(198, 51, 100, 1 + $0)) }
            + [session(65_536, address(198, 51, 100, 30), isPartial: true)]),
        ArchiveScheme.Collector(
          name: "route-views2", style: .routeViews, asn: ASN(65_551),
          address: address(203, 0, 113, 254),
          // The first is at both collectors.
          sessions: [session(64_496, address(203, 0, 113, 1))]
            + (0..<6).map {
              session(
                64_506 + $0, address(203, 0, 113, 2 + $0),
                loss: $0 < 3 ? .reset : $0 < 5 ? .silence : nil)
            } + [session(65_537, address(203, 0, 113, 30), isPartial: true)]),
      ],
      transits: (65_538...65_543).map { ASN($0) }, lossFrom: .november(13, 900),
      lossUntil: .november(13, 1200), elsewhere: elsewhere, steadyNetworks: 20, thinFrom: 250,
      backgroundPrefixes: 400, firstNetwork: ASN(4_200_000_001),
      placesBuilt: UnixTime(1_572_566_400))
  }

  /// The operators add up to more than the country in some bins, by up to 3,798 on the afternoon of
  /// the 16th, while TCI and the operators without published series still announce most of their
  /// space. So much of it lies at an unknown place.
  private static let elsewhere: [Entity: Int] = [
    .asn(58_224): 3_200, .asn(25_124): 150, .asn(39_501): 100, .asn(42_337): 200,
    .asn(43_754): 400, .asn(48_159): 60, .asn(49_100): 230, .asn(56_402): 260,
  ]

  private static func session(
    _ asn: UInt32, _ address: IPAddress, isPartial: Bool = false, loss: ArchiveScheme.Loss? = nil
  ) -> ArchiveScheme.Session {
    ArchiveScheme.Session(asn: ASN(asn), address: address, isPartial: isPartial, loss: loss)
  }

  private static func address(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) -> IPAddress {
    IPAddress(ipv4: a << 24 | b << 16 | c << 8 | d)
  }
}
