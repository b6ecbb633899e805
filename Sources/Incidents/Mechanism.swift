/// By which plane an operator was cut off, judged from its signals alone.
public enum Mechanism: String, Sendable, CaseIterable {
  /// Routes and data plane both stepped.
  case both
  /// The data plane stepped, routes that can speak did not.
  case dataPlane = "data-plane"
  /// Routes stepped, no data-plane source can speak.
  case controlPlane = "control-plane"
  /// Routes stepped, a data-plane source that can speak did not.
  case routesOnly = "routes-only"
  /// The other plane has no verdict.
  case unknown
}
