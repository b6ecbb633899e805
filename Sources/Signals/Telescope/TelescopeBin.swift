/// A bin of a telescope: the minute that every signal of this family counts in.
public enum TelescopeBin {
  /// The length of a bin in seconds (DESIGN 3.2: unique sources per minute).
  public static let seconds: Int64 = 60
}
