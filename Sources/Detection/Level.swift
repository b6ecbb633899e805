/// How far a bin lies below what was expected.
public enum Level: Int, Comparable, Sendable, CaseIterable {
  /// Not below the warning ratio.
  case normal = 0
  /// Below the warning ratio.
  case warning = 1
  /// Below the critical ratio.
  case critical = 2

  /// Orders levels by how bad they are.
  @inlinable
  public static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }

  /// The level's name as outputs write it.
  public var name: String {
    switch self {
    case .normal: "normal"
    case .warning: "warning"
    case .critical: "critical"
    }
  }

  /// Creates a level from its name.
  public init?(name: some StringProtocol) {
    guard let level = Level.allCases.first(where: { $0.name == name }) else { return nil }
    self = level
  }
}
