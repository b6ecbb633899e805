/// What enters a detector's history in place of a bin below the warning ratio.
public enum Inpainting: Sendable, Equatable {
  /// The bin itself.
  case off
  /// The bin's baseline, for as long as the signal is below.
  case unlimited
  /// The bin's baseline for at most so many seconds; then what was observed becomes the history.
  case capped(seconds: Int)
}
