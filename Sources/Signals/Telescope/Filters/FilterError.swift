/// Why filters cannot be chosen.
public enum FilterError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A name that no filter and no group bears.
  case unknownFilter(String)

  /// The error for people, with the names that there are.
  public var description: String {
    switch self {
    case .unknownFilter(let name):
      "no filter is called \(name); the groups are "
        + (FilterGroup.allCases.map(\.rawValue) + ["all"]).joined(separator: ", ")
        + "; the filters are " + PacketFilter.allCases.map(\.name).joined(separator: ", ")
    }
  }
}
