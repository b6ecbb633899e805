/// Writes the elements that pass a filter as lines into a buffer, which the caller empties.
public struct ElementPrinter: ElementSink {
  /// The lines that were not yet taken.
  public private(set) var text: [UInt8] = []

  private let form: ElementForm
  private let filter: ElementFilter
  private let psv: PSVWriter
  private let ndjson = NDJSONWriter()

  /// Creates a printer; `hasLargeCommunities` adds their field to `psv`.
  public init(
    _ form: ElementForm, hasLargeCommunities: Bool = false, filter: ElementFilter = ElementFilter()
  ) {
    self.form = form
    self.filter = filter
    psv = PSVWriter(hasLargeCommunities: hasLargeCommunities)
  }

  /// Writes the element.
  public mutating func element(_ element: borrowing MRTElement) {
    guard filter.accepts(element) else { return }
    switch form {
    case .psv: psv.append(element, to: &text)
    case .ndjson: ndjson.append(element, to: &text)
    }
  }

  /// Empties the buffer, after its lines were taken.
  public mutating func removeText() { text.removeAll(keepingCapacity: true) }
}
