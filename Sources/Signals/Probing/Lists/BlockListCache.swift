import Inflate

/// The cache of a list of blocks: its columns as they stand in memory, least octet first.
///
/// A header of 40 octets: `VIGLBLKS`, the version and the flags of four octets each, the number of
/// blocks, the checksum of what follows, and the number of its octets, of eight each. Then the blocks of
/// 4 octets, the sets of 32, their numbers less one of 1, the availabilities in 65,535ths of 2, and with
/// the first flag 24 of 1 by hour.
enum BlockListCache {
  static let magic = Array("VIGLBLKS".utf8)
  private static let version: UInt32 = 1
  private static let header = 40

  /// The cache of a list. O(size).
  static func bytes(of list: BlockList) -> [UInt8] {
    let columns = list.columns
    var body: [UInt8] = []
    body.reserveCapacity(list.count * (columns.hourly.isEmpty ? 39 : 63) + header)
    var bytes = magic
    for block in columns.blocks { append(block.rawValue, to: &body) }
    for hosts in columns.hosts {
      for word in 0..<4 { append(hosts.word(UInt8(word)), to: &body) }
    }
    body += columns.hostCounts
    for availability in columns.availabilities { append(availability, to: &body) }
    body += columns.hourly
    append(version, to: &bytes)
    append(UInt32(columns.hourly.isEmpty ? 0 : 1), to: &bytes)
    append(UInt64(list.count), to: &bytes)
    append(unsafe checksum(body.span.bytes), to: &bytes)
    append(UInt64(body.count), to: &bytes)
    return bytes + body
  }

  /// Reads a cache; throws what is wrong with it. O(size).
  static func read(_ bytes: RawSpan, name: String) throws(BlockListError) -> BlockList {
    func refuse(_ reason: String) -> BlockListError { .badCache(name: name, reason: reason) }
    guard bytes.byteCount >= header else { throw refuse("it ends within its header") }
    let found = number(bytes, 8, of: UInt32.self)
    guard found == version else { throw refuse("it is of version \(found), not \(version)") }
    let flags = number(bytes, 12, of: UInt32.self)
    let count = number(bytes, 16, of: UInt64.self)
    let size: UInt64 = flags & 1 == 1 ? 63 : 39
    guard flags <= 1, count <= 1 << 24, number(bytes, 32, of: UInt64.self) == count * size,
      UInt64(bytes.byteCount - header) == count * size
    else { throw refuse("its size is not what it says") }
    let body = bytes.extracting(droppingFirst: header)
    guard checksum(body) == number(bytes, 24, of: UInt64.self) else {
      throw refuse("its checksum is wrong")
    }
    var columns = BlockColumns()
    let blocks = Int(count)
    for index in 0..<blocks {
      let raw = number(body, index * 4, of: UInt32.self)
      guard raw < 1 << 24, columns.blocks.last.map({ $0.rawValue < raw }) ?? true else {
        throw refuse("its blocks are not in order")
      }
      columns.blocks.append(Slash24(rawValue: raw))
    }
    columns.hosts.reserveCapacity(blocks)
    for index in 0..<blocks {
      let start = blocks * 4 + index * 32
      let hosts = HostSet(
        words: (
          number(body, start, of: UInt64.self), number(body, start + 8, of: UInt64.self),
          number(body, start + 16, of: UInt64.self), number(body, start + 24, of: UInt64.self)
        ))
      let listed = number(body, blocks * 36 + index, of: UInt8.self)
      guard hosts.count == 0 || hosts.count == Int(listed) + 1 else {
        throw refuse("a number of addresses differs from the addresses")
      }
      columns.hosts.append(hosts)
      columns.hostCounts.append(listed)
      columns.availabilities.append(number(body, blocks * 37 + index * 2, of: UInt16.self))
    }
    if flags & 1 == 1 { columns.hourly = body.extracting(droppingFirst: blocks * 39).octets }
    return BlockList(columns)
  }

  private static func append<Number: FixedWidthInteger>(_ number: Number, to bytes: inout [UInt8]) {
    for shift in stride(from: 0, to: Number.bitWidth, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> Number(shift)))
    }
  }

  /// A number within the bytes; whoever asks knows that it lies there.
  private static func number<Number: FixedWidthInteger & BitwiseCopyable>(
    _ bytes: RawSpan, _ offset: Int, of type: Number.Type
  ) -> Number {
    Number(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: type))
  }

  /// Notices accidents: half-written files, flipped bits.
  private static func checksum(_ bytes: RawSpan) -> UInt64 {
    let prime: UInt64 = 0x9E37_79B1_85EB_CA87
    var sum = UInt64(bytes.byteCount) &* prime
    var offset = 0
    while offset + 8 <= bytes.byteCount {
      let product = (sum ^ number(bytes, offset, of: UInt64.self)) &* prime
      sum = product << 31 | product >> 33
      offset += 8
    }
    while offset < bytes.byteCount {
      let product = (sum ^ UInt64(number(bytes, offset, of: UInt8.self))) &* prime
      sum = product << 31 | product >> 33
      offset += 1
    }
    return sum ^ sum >> 32
  }
}
