/// Hands on bytes that are not compressed: a pipe that is read ahead of the consumer.
final class PlainDecoder: StreamDecoder, @unchecked Sendable {
  private let input: InputReader

  init(_ input: InputReader) { self.input = input }

  func fill(_ buffer: FeedBuffer) throws(InflateError) -> Bool {
    let got = unsafe try input.read(into: buffer.free)
    buffer.advance(got)
    return got > 0
  }
}
