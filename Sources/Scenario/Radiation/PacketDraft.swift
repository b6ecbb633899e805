/// An IPv4 packet as it is to be written: its fields, without the lengths and checksums that follow
/// from them.
public struct PacketDraft: Sendable, Hashable {
  /// What stands behind the IP header.
  public enum Transport: Sendable, Hashable {
    /// A segment of TCP.
    case tcp(TCP)
    /// A datagram of UDP.
    case udp(UDP)
    /// A message of ICMP.
    case icmp(ICMP)
    /// The payload as it is: another protocol, or a fragment behind the first.
    case bare(protocolNumber: UInt8)
  }

  /// The header of a TCP segment (RFC 9293).
  public struct TCP: Sendable, Hashable {
    /// The port of the sender.
    public var sourcePort: UInt16
    /// The port that is addressed.
    public var destinationPort: UInt16
    /// The sequence number.
    public var sequence: UInt32
    /// The acknowledgement number.
    public var acknowledgement: UInt32
    /// The control bits: FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32, ECE 64, CWR 128.
    public var flags: UInt8
    /// The window.
    public var window: UInt16
    /// The options: a multiple of four octets, 40 at most.
    public var options: [UInt8]

    /// Creates a header.
    public init(
      from sourcePort: UInt16, to destinationPort: UInt16, sequence: UInt32 = 0,
      acknowledgement: UInt32 = 0, flags: UInt8, window: UInt16 = 0, options: [UInt8] = []
    ) {
      precondition(options.count % 4 == 0 && options.count <= 40, "options fill words")
      self.sourcePort = sourcePort
      self.destinationPort = destinationPort
      self.sequence = sequence
      self.acknowledgement = acknowledgement
      self.flags = flags
      self.window = window
      self.options = options
    }
  }

  /// The header of a UDP datagram (RFC 768).
  public struct UDP: Sendable, Hashable {
    /// The port of the sender.
    public var sourcePort: UInt16
    /// The port that is addressed.
    public var destinationPort: UInt16

    /// Creates a header.
    public init(from sourcePort: UInt16, to destinationPort: UInt16) {
      self.sourcePort = sourcePort
      self.destinationPort = destinationPort
    }
  }

  /// The header of an ICMP message (RFC 792).
  public struct ICMP: Sendable, Hashable {
    /// The type: 0 echo reply, 3 unreachable, 8 echo request, 11 time exceeded.
    public var type: UInt8
    /// The code.
    public var code: UInt8
    /// The four octets behind the checksum.
    public var rest: UInt32

    /// Creates a header.
    public init(type: UInt8, code: UInt8 = 0, rest: UInt32 = 0) {
      self.type = type
      self.code = code
      self.rest = rest
    }
  }

  /// The address of the sender.
  public var source: UInt32
  /// The address that is addressed.
  public var destination: UInt32
  /// The time to live.
  public var timeToLive: UInt8
  /// The number that joins fragments.
  public var identification: UInt16
  /// Flags and fragment offset.
  public var fragmentBits: UInt16
  /// What stands behind the IP header.
  public var transport: Transport
  /// What stands behind the transport header.
  public var payload: [UInt8]

  /// Creates a packet.
  public init(
    from source: UInt32, to destination: UInt32, timeToLive: UInt8 = 64,
    identification: UInt16 = 0, fragmentBits: UInt16 = 0, _ transport: Transport,
    payload: [UInt8] = []
  ) {
    self.source = source
    self.destination = destination
    self.timeToLive = timeToLive
    self.identification = identification
    self.fragmentBits = fragmentBits
    self.transport = transport
    self.payload = payload
  }
}
