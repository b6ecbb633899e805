import CPcap
public import Capture
import Glibc

/// Packets of an interface as they arrive, through libpcap.
///
/// A capture is used by one thread at a time. It never blocks for longer than it is asked to, so that
/// minutes can be closed, and interrupts be seen, while nothing arrives.
public final class LiveCapture {
  /// How its packets begin.
  public let link: LinkType
  /// What the kernel counted, as of the last call of `updateCounts`.
  public private(set) var counts = LiveCaptureCounts()

  private let handle: OpaquePointer
  private let interface: String
  private let descriptor: CInt
  /// Drops as libpcap counts them: 32 bits that wrap around.
  private var lastDrops: UInt32 = 0

  /// Opens an interface; needs the right to (`CAP_NET_RAW`).
  public init(_ options: LiveCaptureOptions) throws(LiveCaptureError) {
    interface = options.interface
    handle = try LiveCapture.open(options)
    descriptor = pcap_get_selectable_fd(handle)
    let kind = pcap_datalink(handle)
    let known: [CInt: LinkType] = [
      DLT_NULL: .null, DLT_EN10MB: .ethernet, DLT_RAW: .raw, DLT_LOOP: .loop,
      DLT_LINUX_SLL: .linuxSLL, DLT_LINUX_SLL2: .linuxSLL2,
    ]
    guard let link = known[kind] else {
      let name = pcap_datalink_val_to_name(kind).map { String(cString: $0) } ?? "type \(kind)"
      pcap_close(handle)
      throw .unsupportedLink(interface: options.interface, name: name)
    }
    self.link = link
  }

  deinit { pcap_close(handle) }

  /// Hands the packets that are there to `sink`, at most `limit` of them, and says how many they were.
  ///
  /// Waits for the first at most `milliseconds`; 0 means that none came, or that a signal did.
  public func read(
    limit: Int, waiting milliseconds: Int, into sink: inout some PacketSink
  ) throws(LiveCaptureError) -> Int {
    var count = try readAvailable(limit, into: &sink)
    if count > 0 || limit <= 0 { return count }
    var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&ready, 1, CInt(clamping: milliseconds)) > 0 else { return 0 }
    count = try readAvailable(limit, into: &sink)
    return count
  }

  /// Asks the kernel what it dropped.
  public func updateCounts() {
    var stats = pcap_stat()
    guard pcap_stats(handle, &stats) == 0 else { return }
    let drops = stats.ps_drop &+ stats.ps_ifdrop
    counts.dropped += Int(drops &- lastDrops)
    lastDrops = drops
  }

  private func readAvailable(
    _ limit: Int, into sink: inout some PacketSink
  ) throws(LiveCaptureError) -> Int {
    var count = 0
    var header: UnsafeMutablePointer<pcap_pkthdr>?
    var bytes: UnsafePointer<UInt8>?
    while count < limit {
      switch pcap_next_ex(handle, &header, &bytes) {
      case 1:
        guard let header = header?.pointee, let bytes else { continue }
        let captured = UnsafeRawBufferPointer(start: bytes, count: Int(header.caplen))
        let time = PacketTime(
          seconds: Int64(header.ts.tv_sec), fraction: UInt64(clamping: header.ts.tv_usec),
          unitsPerSecond: isNano ? 1_000_000_000 : 1_000_000)
        sink.packet(
          Packet(
            bytes: captured.bytes, time: time, originalLength: header.len, link: link,
            network: NetworkLayer(captured.bytes, link: link)))
        count += 1
      case 0, PCAP_ERROR_BREAK:
        counts.received += count
        return count
      default:
        throw .failed(interface: interface, reason: LiveCapture.message(handle))
      }
    }
    counts.received += count
    return count
  }

  private var isNano: Bool { pcap_get_tstamp_precision(handle) == PCAP_TSTAMP_PRECISION_NANO }

  private static func message(_ handle: OpaquePointer) -> String {
    String(cString: pcap_geterr(handle))
  }

  /// Opens, configures and activates; what was opened is closed again where a step fails.
  private static func open(_ options: LiveCaptureOptions) throws(LiveCaptureError) -> OpaquePointer
  {
    var text = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
    guard let handle = pcap_create(options.interface, &text) else {
      let reason = text.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } } ?? ""
      throw .unavailable(interface: options.interface, reason: reason)
    }
    pcap_set_snaplen(handle, CInt(clamping: options.snapLength))
    pcap_set_promisc(handle, options.isPromiscuous ? 1 : 0)
    // A block of packets is handed over after this time even when it is not full.
    pcap_set_timeout(handle, 100)
    pcap_set_buffer_size(handle, CInt(clamping: options.bufferSize))
    pcap_set_tstamp_precision(handle, PCAP_TSTAMP_PRECISION_NANO)
    let status = pcap_activate(handle)
    guard status >= 0 else {
      let detail = message(handle)
      let general = String(cString: pcap_statustostr(status))
      pcap_close(handle)
      throw .unavailable(
        interface: options.interface,
        reason: detail.isEmpty || detail == general ? general : "\(general) (\(detail))")
    }
    if let filter = options.filter {
      var program = bpf_program()
      guard pcap_compile(handle, &program, filter, 1, PCAP_NETMASK_UNKNOWN) == 0 else {
        let reason = message(handle)
        pcap_close(handle)
        throw .invalidFilter(filter, reason: reason)
      }
      let status = pcap_setfilter(handle, &program)
      pcap_freecode(&program)
      guard status == 0 else {
        let reason = message(handle)
        pcap_close(handle)
        throw .invalidFilter(filter, reason: reason)
      }
    }
    guard pcap_setnonblock(handle, 1, &text) == 0, pcap_get_selectable_fd(handle) >= 0 else {
      pcap_close(handle)
      throw .unavailable(
        interface: options.interface, reason: "cannot be read without waiting")
    }
    return handle
  }
}
