public import Timeline

/// Which filters apply to which data; all by default, each from its date on.
public struct FilterOptions: Sendable, Equatable {
  /// The filters that are switched off.
  public var disabled: FilterSet
  /// The date as of which the filters are taken, whatever the time of the data; nothing for each
  /// packet's own time.
  public var asOf: UnixTime?

  /// Creates options.
  public init(disabled: FilterSet = [], asOf: UnixTime? = nil) {
    self.disabled = disabled
    self.asOf = asOf
  }

  /// Switches filters and groups off by their names.
  public init(
    disabling names: some Sequence<String>, asOf: UnixTime? = nil
  ) throws(FilterError) {
    self.init(asOf: asOf)
    for name in names { disabled.formUnion(try FilterSet(named: name)) }
  }

  /// The filters that apply to a packet of a time.
  public func enabled(at time: UnixTime) -> FilterSet {
    let time = asOf ?? time
    return FilterSet.all.subtracting(disabled).subtracting(
      PacketFilter.allCases.reduce(into: []) { later, filter in
        if let since = filter.since, time < since { later.insert(FilterSet(filter)) }
      })
  }
}
