public import Net

/// How packets become a telescope's signal; the defaults are those of the design.
public struct TelescopeOptions: Sendable, Equatable {
  /// The filters.
  public var filters = FilterOptions()
  /// The IPv4 addresses that the telescope watches; packets to others are counted and dropped.
  /// Nothing: all that was captured is taken to be sent to it.
  public var dark: Prefix?
  /// Whether sources are counted by sketches instead of exact sets.
  public var isSketch = false
  /// Seconds after its end at which a minute of a live capture closes; later packets of it are
  /// counted as late. Nothing for files, where no packet is too late.
  public var closingDelay: Int?
  /// The octets of packed sources that are held in memory; what is beyond goes to a temporary file.
  public var heldOctets = 1 << 26

  /// Creates the default options.
  public init() {}
}
