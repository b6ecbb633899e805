/// What to capture, and how.
public struct LiveCaptureOptions: Equatable, Sendable {
  /// The interface, as `ip link` names it; `any` for all of them.
  public var interface: String
  /// A filter expression (pcap-filter(7)); everything without it.
  public var filter: String?
  /// The octets that are kept of a packet.
  public var snapLength = 512
  /// The octets of the kernel's buffer: what it holds while this program is held up.
  public var bufferSize = 64 << 20
  /// Whether frames for others are wanted, which is what a telescope's interface receives.
  public var isPromiscuous = true

  /// Creates the options of an interface.
  public init(interface: String, filter: String? = nil) {
    self.interface = interface
    self.filter = filter
  }
}
