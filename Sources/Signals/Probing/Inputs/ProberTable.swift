/// The names of probers, numbered in the order in which they are met.
///
/// Readers of one run share a table, so that a prober has one number in all its files.
public struct ProberTable: Equatable, Sendable {
  /// The names by number.
  public private(set) var names: [String] = []
  private var numbers: [String: UInt16] = [:]

  /// The most probers that a run tells apart.
  public static let limit = 65_535

  /// Creates an empty table.
  public init() {}

  /// The number of a name, which is given to it where it is new; nothing when the table is full. O(1).
  public mutating func number(of name: String) -> UInt16? {
    if let number = numbers[name] { return number }
    guard names.count < ProberTable.limit else { return nil }
    let number = UInt16(names.count)
    names.append(name)
    numbers[name] = number
    return number
  }
}
