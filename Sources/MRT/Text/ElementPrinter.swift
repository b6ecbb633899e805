/// Writes the elements that pass a filter as lines into a buffer, which the caller empties.
public struct ElementPrinter: ElementSink {
  /// The lines that were not yet taken.
  public private(set) var text: [UInt8] = []

  private let form: ElementForm
  private let filter: ElementFilter
  private let psv: PSVWriter
  private var announcements: AnnouncementLines
  private let ndjson = NDJSONWriter()

  /// Creates a printer; `hasLargeCommunities` adds their field to `psv`.
  public init(
    _ form: ElementForm, hasLargeCommunities: Bool = false, filter: ElementFilter = ElementFilter()
  ) {
    self.form = form
    self.filter = filter
    psv = PSVWriter(hasLargeCommunities: hasLargeCommunities)
    announcements = AnnouncementLines(psv)
  }

  /// Ends the lines of the record before.
  public mutating func record(_ header: MRTHeader) { announcements.end() }

  /// Writes the element.
  public mutating func element(_ element: borrowing MRTElement) {
    guard filter.accepts(element) else { return }
    switch form {
    case .psv:
      if case .announcement = element.kind {
        announcements.append(element, to: &text)
      } else {
        psv.append(element, to: &text)
      }
    case .ndjson: ndjson.append(element, to: &text)
    }
  }

  /// Empties the buffer, after its lines were taken.
  public mutating func removeText() {
    announcements.end()
    text.removeAll(keepingCapacity: true)
  }
}
