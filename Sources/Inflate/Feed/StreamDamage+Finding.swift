public import Timeline

extension StreamDamage {
  /// The damage as a finding of the named input.
  public func finding(source: String) -> Finding {
    let loss =
      compressedLoss.map { "\($0) compressed octets gave nothing" } ?? "what is lost nobody knows"
    let words =
      switch kind {
      case .truncated: "the compressed stream ends early"
      case .corrupt: "the compressed data or its checksum is wrong"
      case .trailing: "what follows the last stream is not compressed"
      case .unsupported: "the stream needs what is not done here"
      }
    return Finding(
      kind: "stream-\(kind.rawValue)", source: source, place: "compressed byte \(compressedOffset)",
      detail: "\(words); \(loss)",
      disposition: isResumed
        ? "what stands before and behind was used" : "what came before it was used")
  }
}
