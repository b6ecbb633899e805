/// Why a bin can or cannot be trusted, as a set of marks.
///
/// A mark that is *untrusted* makes the event builder treat the bin as missing: it opens, deepens,
/// splits and closes nothing. The other marks are carried along and shown.
public struct Quality: OptionSet, Hashable, Sendable {
  /// The marks as bits.
  public let rawValue: UInt32

  /// Creates a set from bits.
  @inlinable
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// All that the source watches reads zero at once, and a witness stands still.
  public static let instrument = Quality(rawValue: 1 << 0)
  /// The half-filled bin on either side of an instrument's gap.
  public static let instrumentEdge = Quality(rawValue: 1 << 1)
  /// Entities of several countries fell together in this source and in no other.
  public static let commonMode = Quality(rawValue: 1 << 2)
  /// The set of full-feed peers changed and moved the level.
  public static let peersChanged = Quality(rawValue: 1 << 3)
  /// A prober was silent or half deaf.
  public static let proberSilent = Quality(rawValue: 1 << 4)
  /// A capture had a gap in this bin.
  public static let captureGap = Quality(rawValue: 1 << 5)
  /// The bin was not observed to its end.
  public static let partial = Quality(rawValue: 1 << 6)
  /// The kernel or a buffer dropped packets.
  public static let dropped = Quality(rawValue: 1 << 7)
  /// Packets were cut so short that rules could not be judged.
  public static let truncated = Quality(rawValue: 1 << 8)
  /// The step is coarser than the source's native step: not comparable with IODA's events.
  public static let downsampled = Quality(rawValue: 1 << 9)
  /// Values are a percentage of the window's maximum: ratios only.
  public static let normalised = Quality(rawValue: 1 << 10)
  /// All that the source watches reads zero and nothing can tell why: a caution, not a pardon.
  public static let instrumentNotExcluded = Quality(rawValue: 1 << 11)
  /// Some other reason that the file gave.
  public static let flagged = Quality(rawValue: 1 << 12)
  /// Two points fell into the bin with different values.
  public static let conflicting = Quality(rawValue: 1 << 13)
  /// Too few full-feed peers carried routes in this bin to tell what is visible.
  public static let fewPeers = Quality(rawValue: 1 << 14)

  /// Part of what is counted could not be judged, or is counted otherwise than before; the value stands
  /// for the whole.
  public static let scaled = Quality(rawValue: 1 << 15)
  /// Some healthy probers reach what others find silent: the value holds, from where somebody reached.
  public static let probersDisagree = Quality(rawValue: 1 << 16)

  /// Known with this bin: the bin before it was half filled (`instrumentEdge` in retrospect).
  public static let amendsPrevious = Quality(rawValue: 1 << 30)
  /// Known with this bin: the marks of the run just before it are withdrawn.
  public static let withdrawsMarks = Quality(rawValue: 1 << 31)

  /// The marks that make a bin count as missing for events.
  public static let untrusted: Quality = [
    .instrument, .instrumentEdge, .commonMode, .peersChanged, .proberSilent, .captureGap, .partial,
    .truncated, .dropped, .flagged, .fewPeers,
  ]

  /// Whether the event builder may use the bin.
  @inlinable
  public var isTrusted: Bool { isDisjoint(with: Quality.untrusted) }

  private static let named: [(Quality, String)] = [
    (.instrument, "instrument"), (.instrumentEdge, "instrument-edge"),
    (.commonMode, "common-mode"), (.peersChanged, "peers-changed"),
    (.proberSilent, "prober-silent"), (.captureGap, "gap"), (.partial, "partial"),
    (.dropped, "dropped"), (.truncated, "truncated"), (.downsampled, "downsampled"),
    (.normalised, "normalised"), (.instrumentNotExcluded, "instrument-not-excluded"),
    (.flagged, "flagged"), (.conflicting, "conflicting"),
    (.fewPeers, "few-peers"), (.scaled, "scaled"),
    (.probersDisagree, "probers-disagree"),
  ]

  /// The names of the marks, in a fixed order.
  public var names: [String] { Quality.named.compactMap { contains($0.0) ? $0.1 : nil } }

  /// The mark of a name as files write it; `flagged` for a name that is not known.
  public static func named(_ name: some StringProtocol) -> Quality {
    let key = name.lowercased()
    return named.first { $0.1 == key }?.0 ?? .flagged
  }
}
