/// Who computed a signal.
public enum Origin: String, Sendable, CaseIterable {
  /// IODA's own pipeline.
  case ioda
  /// Vigil, from packets, routes or probes.
  case vigil
  /// A file that does not say.
  case file
}
