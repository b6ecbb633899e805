extension MRTHeader {
  /// Reads the header with which bytes begin; nothing where they are too few.
  public init?(bytes: RawSpan) {
    guard bytes.byteCount >= MRTHeader.size else { return nil }
    self.init(unchecked: bytes, at: 0)
  }
}
