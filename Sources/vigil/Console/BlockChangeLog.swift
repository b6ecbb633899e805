import Probing
import SignalFiles
import Timeline

/// Writes each change of a block as a record: when it is reported, and to when it is dated back.
final class BlockChangeLog {
  private let put: ([UInt8]) throws -> Void
  private var writer = JSONWriter()
  private var failure: (any Error)?

  /// Writes by a function, in pieces.
  init(_ put: @escaping ([UInt8]) throws -> Void) { self.put = put }

  /// Takes the changes of a round; what cannot be written is told at the end.
  func take(_ outcome: RoundOutcome) {
    for change in outcome.changes {
      let transition = change.transition
      writer.beginObject()
      writer.member("schema", "vigil.probing.change/1")
      writer.member("block", change.block.description)
      writer.member("from", "\(transition.from)")
      writer.member("to", "\(transition.to)")
      writer.member("round", outcome.start.description)
      writer.member("reported", outcome.end.description)
      writer.member("after", transition.bracket.after?.description)
      writer.member("by", transition.bracket.by.description)
      writer.endObject()
      writer.newline()
      if writer.bytes.count > 1 << 16 { flush() }
    }
  }

  /// Writes what is left.
  func end() throws {
    flush()
    if let failure { throw failure }
  }

  private func flush() {
    defer { writer = JSONWriter(reserving: 1 << 16) }
    guard failure == nil else { return }
    do { try put(writer.bytes) } catch { failure = error }
  }
}
