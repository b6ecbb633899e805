import Wire

/// The least that any reader of an MRT file must do: follow every length to the end.
struct RecordWalk {
  var elements = 0
  var checksum: UInt64 = 0

  /// Walks all records; the file is taken to be sound.
  mutating func walk(_ bytes: RawSpan) {
    var position = 0
    while bytes.byteCount &- position >= 12 {
      let type = unsafe bytes.uint16(unchecked: position &+ 4)
      let subtype = unsafe bytes.uint16(unchecked: position &+ 6)
      let body = position &+ 12
      let end = body &+ Int(unsafe bytes.uint32(unchecked: position &+ 8))
      guard end <= bytes.byteCount else { return }
      if type == 13, subtype == 2 || subtype == 4 {
        walkEntries(bytes, from: body &+ 4, until: end)
      } else if type == 16 || type == 17 {
        let start = type == 17 ? body &+ 4 : body
        if subtype == 1 || subtype == 4 {
          walkMessage(bytes, from: start, until: end, width: subtype == 4 ? 4 : 2)
        }
      }
      position = end
    }
  }

  private mutating func walkEntries(_ bytes: RawSpan, from start: Int, until end: Int) {
    let octets = (Int(unsafe bytes.octet(unchecked: start)) &+ 7) / 8
    var position = start &+ 1 &+ octets
    let count = Int(unsafe bytes.uint16(unchecked: position))
    position &+= 2
    for _ in 0..<count {
      guard end &- position >= 8 else { return }
      checksum &+= UInt64(unsafe bytes.uint16(unchecked: position))
      position &+= 8 &+ Int(unsafe bytes.uint16(unchecked: position &+ 6))
      elements &+= 1
    }
  }

  private mutating func walkMessage(
    _ bytes: RawSpan, from start: Int, until end: Int, width: Int
  ) {
    guard end &- start >= 2 &* width &+ 4 else { return }
    let afi = unsafe bytes.uint16(unchecked: start &+ 2 &* width &+ 2)
    let message = start &+ 2 &* width &+ 4 &+ (afi == 1 ? 8 : 32)
    guard end &- message >= 23, unsafe bytes.octet(unchecked: message &+ 18) == 2 else { return }
    let withdrawn = message &+ 21
    let list = withdrawn &+ Int(unsafe bytes.uint16(unchecked: message &+ 19))
    guard end &- list >= 2 else { return }
    walkPrefixes(bytes, from: withdrawn, until: list)
    let listEnd = list &+ 2 &+ Int(unsafe bytes.uint16(unchecked: list))
    guard listEnd <= end else { return }
    var position = list &+ 2
    while listEnd &- position >= 4 {
      let flags = unsafe bytes.octet(unchecked: position)
      let isLong = flags & 0x10 != 0
      let length =
        isLong
        ? Int(unsafe bytes.uint16(unchecked: position &+ 2))
        : Int(unsafe bytes.octet(unchecked: position &+ 2))
      let value = position &+ (isLong ? 4 : 3)
      let type = unsafe bytes.octet(unchecked: position &+ 1)
      if type == 14, listEnd &- value >= 5 {
        let nextHop = Int(unsafe bytes.octet(unchecked: value &+ 3))
        walkPrefixes(bytes, from: value &+ 5 &+ nextHop, until: value &+ length)
      } else if type == 15 {
        walkPrefixes(bytes, from: value &+ 3, until: value &+ length)
      }
      position = value &+ length
    }
    walkPrefixes(bytes, from: listEnd, until: end)
  }

  private mutating func walkPrefixes(_ bytes: RawSpan, from start: Int, until end: Int) {
    var position = start
    while position < end, end <= bytes.byteCount {
      let length = unsafe bytes.octet(unchecked: position)
      checksum &+= UInt64(length)
      position &+= 1 &+ (Int(length) &+ 7) / 8
      elements &+= 1
    }
  }
}
