/// The protocol numbers of Ethernet that lead to IP (IEEE 802 numbers, kept by IANA).
enum EtherType {
  static let ipv4: UInt16 = 0x0800
  static let ipv6: UInt16 = 0x86dd
  /// IEEE 802.1Q.
  static let vlan: UInt16 = 0x8100
  /// IEEE 802.1ad, the outer tag of two.
  static let providerVLAN: UInt16 = 0x88a8
  /// The outer tag of two, before 802.1ad.
  static let oldProviderVLAN: UInt16 = 0x9100
  static let mpls: UInt16 = 0x8847
  static let mplsUpstream: UInt16 = 0x8848
  static let pppoeSession: UInt16 = 0x8864
  /// MACsec (IEEE 802.1AE), which may leave its content in the clear.
  static let macSecurity: UInt16 = 0x88e5
  /// An Ethernet frame within something else.
  static let bridged: UInt16 = 0x6558

  /// The lowest number; what is below states a length (IEEE 802.3, 3.2.6).
  static let lowest: UInt16 = 0x0600
}
