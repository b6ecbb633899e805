/// Why an input cannot be read, or a set of signals cannot be written in a form.
public struct SignalFileError: Error, Equatable, Sendable {
  /// What is wrong, as a stable name.
  public enum Kind: String, CaseIterable, Sendable {
    /// The input holds no bytes, or only white space.
    case emptyInput = "empty-input"
    /// No form fits the content.
    case unknownFormat = "unknown-format"
    /// The text is UTF-16 or UTF-32.
    case notUTF8 = "not-utf8"
    /// The compression is damaged from the start.
    case badGzip = "bad-gzip"
    /// The input expands to more than the limit.
    case tooLarge = "too-large"
    /// The JSON breaks off or is wrong before the first signal.
    case badJSON = "bad-json"
    /// The envelope bears an error of the API.
    case apiError = "api-error"
    /// The envelope holds events, alerts or entities, not signals.
    case notSignals = "not-signals"
    /// A chart CSV has rows of ASN 0 and no country was named.
    case needsCountry = "needs-country"
    /// The file does not name its entity.
    case needsEntity = "needs-entity"
    /// The file names neither its datasource nor its entity.
    case needsDatasourceAndEntity = "needs-datasource-and-entity"
    /// A column that the form needs is missing.
    case missingColumn = "missing-column"
    /// Not one point could be read.
    case noSignals = "no-signals"
    /// Damage was found and the reading is strict.
    case strictDamage = "strict-damage"
    /// The form cannot hold these signals.
    case cannotHold = "cannot-hold"
  }

  /// What is wrong.
  public var kind: Kind
  /// The input's name, or the form for an output.
  public var source: String
  /// Where it is: a line or byte with its unit, or nothing.
  public var place: String?
  /// What was found and what was expected.
  public var detail: String
  /// What to do.
  public var remedy: String

  /// Creates an error.
  public init(kind: Kind, source: String, place: String? = nil, detail: String, remedy: String) {
    self.kind = kind
    self.source = source
    self.place = place
    self.detail = detail
    self.remedy = remedy
  }
}

extension SignalFileError: CustomStringConvertible {
  /// The error in one line: source, place, what is wrong, what to do.
  public var description: String {
    let place = place.map { ", \($0)" } ?? ""
    return "\(source)\(place): \(detail); \(remedy)"
  }
}
