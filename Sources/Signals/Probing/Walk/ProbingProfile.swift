/// The rule by which replies become the state of a block.
public enum ProbingProfile: String, CaseIterable, Sendable {
  /// IODA's rule as it runs, for comparison.
  case trinocular
  /// Vigil's: confirmed negatives, availability by hour of day, outages dated back.
  case vigil
}
