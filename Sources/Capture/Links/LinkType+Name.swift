extension LinkType {
  /// The registry's names of link types that captures are met with, without "LINKTYPE_".
  private static let names: [UInt16: String] = [
    0: "NULL", 1: "ETHERNET", 3: "AX25", 6: "IEEE802_5", 7: "ARCNET_BSD", 8: "SLIP", 9: "PPP",
    10: "FDDI", 12: "RAW", 14: "RAW", 50: "PPP_HDLC", 51: "PPP_ETHER", 99: "SYMANTEC_FIREWALL",
    100: "ATM_RFC1483", 101: "RAW", 104: "C_HDLC", 105: "IEEE802_11", 107: "FRELAY", 108: "LOOP",
    113: "LINUX_SLL", 114: "LTALK", 117: "PFLOG", 119: "IEEE802_11_PRISM", 122: "IP_OVER_FC",
    123: "SUNATM", 127: "IEEE802_11_RADIOTAP", 129: "ARCNET_LINUX", 130: "JUNIPER_MLPPP",
    131: "JUNIPER_MLFR", 132: "JUNIPER_ES", 133: "JUNIPER_GGSN", 134: "JUNIPER_MFR",
    135: "JUNIPER_ATM2", 136: "JUNIPER_SERVICES", 137: "JUNIPER_ATM1",
    138: "APPLE_IP_OVER_IEEE1394",
    139: "MTP2_WITH_PHDR", 140: "MTP2", 141: "MTP3", 142: "SCCP", 143: "DOCSIS", 144: "LINUX_IRDA",
    163: "IEEE802_11_AVS", 164: "JUNIPER_MONITOR", 165: "BACNET_MS_TP", 166: "PPP_PPPD",
    167: "JUNIPER_PPPOE", 169: "GPRS_LLC", 174: "JUNIPER_PPP_PIC", 177: "LINUX_LAPD",
    178: "JUNIPER_ETHER", 179: "JUNIPER_PPP", 180: "JUNIPER_FRELAY", 181: "JUNIPER_CHDLC",
    182: "MFR", 187: "BLUETOOTH_HCI_H4", 189: "USB_LINUX", 192: "PPI",
    195: "IEEE802_15_4_WITHFCS", 196: "SITA", 197: "ERF", 201: "BLUETOOTH_HCI_H4_WITH_PHDR",
    202: "AX25_KISS", 203: "LAPD", 219: "MPLS", 220: "USB_LINUX_MMAPPED", 226: "IPNET",
    227: "CAN_SOCKETCAN", 228: "IPV4", 229: "IPV6", 230: "IEEE802_15_4_NOFCS", 231: "DBUS",
    235: "DVB_CI", 236: "MUX27010", 239: "NFLOG", 240: "NETANALYZER", 242: "IPOIB",
    243: "MPEG_2_TS", 247: "INFINIBAND", 248: "SCTP", 249: "USBPCAP", 251: "BLUETOOTH_LE_LL",
    253: "NETLINK", 254: "BLUETOOTH_LINUX_MONITOR", 256: "BLUETOOTH_LE_LL_WITH_PHDR",
    258: "PKTAP", 259: "EPON", 264: "ISO_14443", 265: "RDS", 268: "DISPLAYPORT_AUX",
    271: "OPENVIZSLA", 272: "EBHSCR", 276: "LINUX_SLL2", 279: "EBHSCR", 283: "IEEE802_15_4_TAP",
  ]

  /// The most octets that a packet of this link may hold: 256 KiB, and 128 MiB where messages of
  /// programs are captured, as libpcap and Wireshark have it.
  var maximumLength: UInt32 {
    switch rawValue {
    case 231, 249, 279: 128 << 20
    default: 256 << 10
    }
  }
}

extension LinkType: CustomStringConvertible {
  /// The number, with the registry's name where it is known: `105 (IEEE802_11)`.
  public var description: String {
    guard let name = LinkType.names[rawValue] else {
      return (147...162).contains(rawValue)
        ? "\(rawValue) (USER\(rawValue - 147))" : "\(rawValue)"
    }
    return "\(rawValue) (\(name))"
  }
}
