/// Something that was wrong, odd or worth knowing in an input, counted and never lost.
public struct Finding: Hashable, Sendable {
  /// A stable name of what was found, in lower case with hyphens: `duplicate-point`.
  public var kind: String
  /// The input it was found in.
  public var source: String
  /// Where it was found first: a line number or byte offset with its unit, or nothing.
  public var place: String?
  /// What was found, in words, with the first example.
  public var detail: String
  /// What was done about it.
  public var disposition: String
  /// How often it was found.
  public var count: Int

  /// Creates a finding.
  public init(
    kind: String, source: String, place: String? = nil, detail: String, disposition: String,
    count: Int = 1
  ) {
    self.kind = kind
    self.source = source
    self.place = place
    self.detail = detail
    self.disposition = disposition
    self.count = count
  }
}
