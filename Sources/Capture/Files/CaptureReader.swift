import Wire

/// Reads the packets of pcap and pcapng files, told apart by content.
///
/// Feed it windows over a file, or a `ByteFeed`; it takes whole packets. A packet that was cut when it
/// was captured is no damage: `originalLength` tells what it had. O(bytes), without allocation once
/// the interfaces of the file are known.
public struct CaptureReader: Sendable {
  /// What was wrong with the file.
  public internal(set) var damage = CaptureDamageTally()
  /// The packets read so far, of any link.
  public internal(set) var packets = 0
  /// What the file is, or nothing before its first octets.
  public private(set) var format: CaptureFormat?
  /// Whether nothing more can be read: the file is no capture, or of a version that is not read.
  public internal(set) var isFinished = false

  /// The header of a pcap file, once it was read.
  var layout: PcapLayout?
  /// The byte order of the section of a pcapng file.
  var order = ByteOrder.little
  /// The interfaces of the section of a pcapng file.
  var interfaces: [CaptureInterface] = []
  /// Whether the place belongs to no packet, so that what is found must convince.
  var isLost = false
  /// The seconds of the last packet of a pcap file that another followed as it should, which a search
  /// holds against what it finds.
  var lastSeconds: Int64?
  /// The offset in the file of the window's first octet.
  private(set) var base: UInt64 = 0

  /// Creates a reader at the start of a file.
  public init() {}

  /// Reads the whole packets of a window into `sink` and returns the octets that they take.
  ///
  /// `isComplete` says that nothing follows the window; all of it is then taken. `needed` tells the
  /// octets that the window must hold for the next packet, where that is known; never above 129 MiB.
  public mutating func read(
    _ window: RawSpan, isComplete: Bool, into sink: inout some PacketSink
  ) -> (consumed: Int, needed: Int) {
    if format == nil, let needed = begin(window, isComplete: isComplete) { return (0, needed) }
    let taken: (consumed: Int, needed: Int)
    if isFinished {
      taken = (window.byteCount, 0)
    } else if format == .pcap {
      taken = readPcap(window, isComplete: isComplete, into: &sink)
    } else {
      taken = readBlocks(window, isComplete: isComplete, into: &sink)
    }
    base &+= UInt64(taken.consumed)
    return taken
  }

  /// Tells the format; returns the octets that this needs where there are fewer.
  private mutating func begin(_ window: RawSpan, isComplete: Bool) -> Int? {
    if window.byteCount < CaptureFormat.magicLength, !isComplete {
      return CaptureFormat.magicLength
    }
    let found: CaptureFormat
    if let read = CaptureFormat.read(window) {
      found = read
    } else if window.byteCount < CaptureFormat.signatureLength, !isComplete {
      return CaptureFormat.signatureLength
    } else {
      found = CaptureFormat(
        firstBytes: window.extracting(first: CaptureFormat.signatureLength))
      damage.record(foreign: found)
      isFinished = true
    }
    format = found
    return nil
  }

  /// Counts damage at an offset of the window.
  mutating func record(_ kind: CaptureDamage, at offset: Int, octets: Int = 0) {
    damage.record(kind, at: base &+ UInt64(offset), octets: octets)
  }

  /// Gives a packet to the sink.
  @inline(__always)
  mutating func deliver(
    _ bytes: RawSpan, time: PacketTime, originalLength: UInt32, link: LinkType,
    into sink: inout some PacketSink
  ) {
    packets &+= 1
    let network = NetworkLayer(bytes, link: link)
    if case .unknownLink = network { damage.recordUnknown(link) }
    sink.packet(
      Packet(
        bytes: bytes, time: time, originalLength: originalLength, link: link, network: network))
  }
}
