import Wire

extension NetworkLayer {
  /// Finds the outermost IP header of captured bytes that begin as `link` says.
  ///
  /// O(1): tags, labels and extension headers are followed up to a bound.
  @inline(__always)
  public init(_ bytes: RawSpan, link: LinkType) {
    if link == .ethernet {
      // Most packets of a telescope: Ethernet without tags, or IPv4 by itself.
      if bytes.byteCount >= 34, unsafe bytes.uint16(unchecked: 12) == EtherType.ipv4,
        let header = IPv4Header(bytes, at: 14)
      {
        self = .ipv4(header)
        return
      }
    } else if link == .raw, let header = IPv4Header(bytes, at: 0) {
      self = .ipv4(header)
      return
    }
    self = LinkWalk.network(bytes, link: link)
  }
}
