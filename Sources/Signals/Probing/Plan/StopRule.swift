/// When a prober stops to ask a block within what was planned.
///
/// It says all that is needed to walk the belief without the table of blocks: `Belief.take` begins at
/// `belief` and takes `availability`.
public struct StopRule: Equatable, Sendable {
  /// After what a prober stops.
  public enum Condition: String, CaseIterable, Sendable {
    /// After the first probe, whatever it brings.
    case probe
    /// After a reply with which the belief is above 0.9 (profile `vigil`).
    case up
    /// When the belief neither is uncertain nor moves out of its state (profile `trinocular`).
    case settled
  }

  /// After what to stop.
  public var condition: Condition
  /// The most probes; it stops after them in any case.
  public var probes: Int
  /// B(U) before the first of them.
  public var belief: Double
  /// A(E(b)) that the belief takes in this hour.
  public var availability: Double

  /// The rule in words.
  public var text: String {
    switch condition {
    case .probe: "one probe"
    case .up: "a reply that takes the belief above \(Belief.upper)"
    case .settled:
      "a belief above \(Belief.upper) or below \(Belief.lower) that does not move out of there"
    }
  }
}
