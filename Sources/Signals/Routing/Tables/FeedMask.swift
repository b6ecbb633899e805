/// The full-feed sessions of a bin as bits, and how their peers count: each ASN once.
struct FeedMask: Sendable, Equatable {
  /// The columns of F(b).
  private(set) var mask: [UInt64]
  /// The columns whose ASN has no other session in F(b).
  private(set) var singles: [UInt64]
  /// The words of the other ASNs' columns, ASN by ASN.
  private(set) var shared: [SharedWord] = []
  /// The number of ASNs.
  private(set) var peers = 0

  /// The columns of one ASN within one word.
  struct SharedWord: Sendable, Equatable {
    let word: Int
    let bits: UInt64
    let isLastOfPeer: Bool
  }

  /// Creates a mask over rows of `words` words from the columns and the ASNs of F(b).
  init(words: Int, members: [(column: Int, asn: UInt32)]) {
    mask = [UInt64](repeating: 0, count: words)
    singles = mask
    var byPeer: [UInt32: [Int]] = [:]
    for member in members {
      mask[member.column >> 6] |= 1 << UInt64(member.column & 63)
      byPeer[member.asn, default: []].append(member.column)
    }
    peers = byPeer.count
    for (_, columns) in byPeer.sorted(by: { $0.key < $1.key }) {
      if columns.count == 1 {
        singles[columns[0] >> 6] |= 1 << UInt64(columns[0] & 63)
        continue
      }
      let words = Set(columns.map { $0 >> 6 }).sorted()
      for word in words {
        let bits = columns.reduce(UInt64(0)) {
          $0 | ($1 >> 6 == word ? 1 << UInt64($1 & 63) : 0)
        }
        shared.append(SharedWord(word: word, bits: bits, isLastOfPeer: word == words.last))
      }
    }
  }

  /// Whether nobody is in F(b).
  var isEmpty: Bool { peers == 0 }

  /// The same sessions over longer rows.
  mutating func widen(to words: Int) {
    while mask.count < words {
      mask.append(0)
      singles.append(0)
    }
  }

  /// Whether at least half of the ASNs have a bit in `row`, a function from word to bits.
  @inline(__always)
  func isSeenByHalf(_ row: (Int) -> UInt64) -> Bool {
    var seen = 0
    for word in 0..<mask.count { seen &+= (row(word) & singles[word]).nonzeroBitCount }
    if seen &* 2 >= peers { return peers > 0 }
    var hasPeer = false
    for part in shared {
      if row(part.word) & part.bits != 0 { hasPeer = true }
      guard part.isLastOfPeer else { continue }
      if hasPeer {
        seen &+= 1
        if seen &* 2 >= peers { return true }
      }
      hasPeer = false
    }
    return false
  }
}
