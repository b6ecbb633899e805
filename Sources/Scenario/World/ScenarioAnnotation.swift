/// A row of dated evidence that others published, as a file of annotations holds it.
///
/// Times are text: a date alone means the whole local day, and its width must not be lost.
public struct ScenarioAnnotation: Sendable, Equatable {
  /// RFC 3339 text, or a date.
  public var from: String
  /// The end, in the same form; empty when only the beginning is known.
  public var until: String
  /// The offset in which the source gave the time: `Z` or `+03:30`.
  public var zone: String
  /// The entity that the evidence is about.
  public var place: String
  /// What was said, in a sentence.
  public var label: String
  /// Who said it.
  public var source: String
  /// Where; empty when not known.
  public var url: String
  /// What sort of evidence it is.
  public var kind: String
  /// How many things the row stands for, where the source gave a number; a crowded day adds them up,
  /// so a quantity of another sort belongs in the label.
  public var count: Int?

  /// Creates a row.
  public init(
    from: String, until: String = "", zone: String, place: String = "country/IR", label: String,
    source: String, url: String = "", kind: String, count: Int? = nil
  ) {
    self.from = from
    self.until = until
    self.zone = zone
    self.place = place
    self.label = label
    self.source = source
    self.url = url
    self.kind = kind
    self.count = count
  }
}
