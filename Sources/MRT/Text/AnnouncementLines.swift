import Net

/// Writes the announcements of a message in the `psv` form: what its lines share is written once.
///
/// A message announces many prefixes with the same attributes, whose text is most of each line.
struct AnnouncementLines: Sendable {
  /// Where the first line of the message stands in the text.
  private struct Line {
    let head: Range<Int>
    let tail: Range<Int>
    /// The family of the prefix, on which the next hop depends.
    let family: IPFamily?
  }

  private let writer: PSVWriter
  private var line: Line?
  private var head: [UInt8] = []
  private var tail: [UInt8] = []

  init(_ writer: PSVWriter) { self.writer = writer }

  /// Forgets the message: another begins, or the text was taken.
  mutating func end() {
    line = nil
    if !tail.isEmpty {
      head.removeAll(keepingCapacity: true)
      tail.removeAll(keepingCapacity: true)
    }
  }

  /// Appends the line of an announcement to the text that holds those of its message so far.
  mutating func append(_ element: borrowing MRTElement, to text: inout [UInt8]) {
    guard let line, line.family == element.prefix?.family else {
      end()
      let start = text.count
      writer.appendHead(of: element, to: &text)
      let head = start..<text.count
      writer.appendRoute(of: element, to: &text)
      let tail = text.count
      writer.appendTail(of: element, to: &text)
      self.line = Line(head: head, tail: tail..<text.count, family: element.prefix?.family)
      return
    }
    // Most messages announce one prefix, so nothing is copied before there is a second.
    if tail.isEmpty {
      head.append(contentsOf: text[line.head])
      tail.append(contentsOf: text[line.tail])
    }
    text.append(contentsOf: head)
    writer.appendRoute(of: element, to: &text)
    text.append(contentsOf: tail)
  }
}
