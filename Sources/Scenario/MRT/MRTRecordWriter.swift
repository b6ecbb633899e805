public import Timeline

/// Appends MRT records (RFC 6396, RFC 8050) to an array of bytes.
///
/// The functions are named after what they write; times beyond 32 bits wrap as the format does.
///
///     var file = MRTRecordWriter()
///     file.peerIndexTable(at: time, peers: [peer])
///     file.rib(at: time, sequence: 0, prefix: prefix, entries: [entry])
public struct MRTRecordWriter: Sendable {
  /// What has been written.
  public private(set) var bytes: [UInt8] = []

  /// Creates an empty writer with room for `capacity` octets.
  public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// Forgets what has been written, so that a long file can be written in pieces.
  public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Appends a record of any type around a body; with microseconds where the type has them (`_ET`).
  public mutating func record(
    at time: UnixTime, microseconds: UInt32? = nil, type: UInt16, subtype: UInt16,
    body: (inout [UInt8]) -> Void
  ) {
    bytes.append32(UInt32(truncatingIfNeeded: time.seconds))
    bytes.append16(type)
    bytes.append16(subtype)
    let start = bytes.count
    bytes.append32(0)
    if let microseconds { bytes.append32(microseconds) }
    body(&bytes)
    bytes.put32(bytes.count - start - 4, at: start)
  }

  /// Appends bytes as they are: damage, for instance.
  public mutating func append(_ raw: some Sequence<UInt8>) { bytes.append(contentsOf: raw) }
}
