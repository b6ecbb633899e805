public import Net
public import Telescope
public import Timeline

/// What a run says about captures of a telescope, besides where they are.
public struct TelescopeSettings: Equatable, Sendable {
  /// What names of telescopes look like, so that they are judged as telescopes, for messages.
  public static let datasourceForm =
    "telescope, darknet, ucsd-nt, merit-nt, or a name that begins with telescope- or darknet-"

  /// The name of the telescope's signals.
  public var datasource = "telescope"
  /// The addresses that the telescope watches; all that was captured without it.
  public var dark: Prefix?
  /// The filters and groups that are switched off, by name.
  public var disabled: [String] = []
  /// The date as of which the filters are taken; each packet's own time without it.
  public var filtersAsOf: UnixTime?
  /// Whether sources are counted by sketches instead of exact sets.
  public var isSketch = false
  /// Whether a capture that holds both directions of conversations is counted all the same.
  public var isForced = false
  /// The seconds of a bin: 60, or a multiple of it over which minutes are put together.
  public var bin = 300
  /// How minutes become such a bin.
  public var aggregate = MinuteAggregate.median
  /// What is counted of an entity.
  public var measures: [TelescopeMeasure] = [.sources]
  /// The threads that may count at once.
  public var threads = 2
  /// Whose signals are kept, and what places addresses.
  public var placing = PlacingSettings()

  /// Creates the settings of a run that says nothing.
  public init() {}

  /// The same as the counting takes it. Throws `FilterError` for a name that no filter bears.
  public func options() throws(FilterError) -> TelescopeOptions {
    var options = TelescopeOptions()
    options.filters = try FilterOptions(disabling: disabled, asOf: filtersAsOf)
    options.dark = dark
    options.isSketch = isSketch
    return options
  }
}
