/// Takes what a file says, fully decoded, in the file's order.
public protocol ElementSink {
  /// A record begins. Its announcements share time, peer and attributes.
  mutating func record(_ header: MRTHeader)

  /// A table dump names its peers.
  mutating func peerTable(_ peers: [RoutePeer])

  /// The record says something.
  mutating func element(_ element: borrowing MRTElement)

  /// Something of the record could not be read; what its peer holds is unknown.
  mutating func unreadable()
}

extension ElementSink {
  /// Passes over the record's header.
  public mutating func record(_ header: MRTHeader) {}
  /// Passes over the peers.
  public mutating func peerTable(_ peers: [RoutePeer]) {}
  /// Passes over the gap; the reader has counted it.
  public mutating func unreadable() {}
}
