import Inflate
import MRT

/// Whole records from anywhere in an MRT file, behind the peers that its tables point to.
public struct MRTExcerpts: Sendable {
  /// The plain bytes of the file.
  private let bytes: [UInt8]
  /// Where records begin, and the end of the last.
  private let places: [Int]
  /// The record that names the peers, or nothing.
  private let peers: [UInt8]

  /// Reads a file, compressed or not.
  public init(path: String) throws {
    let feed = try ByteFeed(path: path)
    while try feed.fillMore() {}
    let bytes = feed.withWindow { window in window.withUnsafeBytes { Array($0) } }
    var places: [Int] = []
    var peers: [UInt8] = []
    var framer = RecordFramer()
    var offset = 0
    loop: while true {
      switch framer.frame(bytes.span.bytes, at: offset, isComplete: true) {
      case .record(let header, let body):
        places.append(offset)
        let end = body + Int(header.length)
        if header.type == .tableDumpV2, header.subtype == 1 { peers = Array(bytes[offset..<end]) }
        offset = end
      case .damaged(let count): offset += count
      case .truncated, .incomplete, .end: break loop
      }
    }
    self.bytes = bytes
    self.places = places + [offset]
    self.peers = peers
  }

  /// Draws an excerpt of at most `limit` octets besides the peers; all the bytes where the file holds
  /// no record.
  public func draw(limit: Int, using random: inout SeededRandom) -> [UInt8] {
    guard places.count > 1 else { return Array(bytes.prefix(limit)) }
    let first = Int.random(in: 0..<places.count - 1, using: &random)
    var last = first + 1
    while last + 1 < places.count, places[last + 1] - places[first] <= limit { last += 1 }
    return peers + bytes[places[first]..<places[last]].prefix(limit)
  }
}
