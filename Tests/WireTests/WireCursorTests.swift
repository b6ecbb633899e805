import Testing
import Wire

/// Reads in network byte order, and errors that say where.
struct WireCursorTests {
  let bytes: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]

  @Test("Values come in network byte order")
  func values() throws {
    var cursor = WireCursor(bytes.span.bytes)
    let first = try cursor.readUInt8()
    let second = try cursor.readUInt16()
    let third = try cursor.readUInt32()
    let fourth = try cursor.readUInt64()
    let (isAtEnd, offset) = (cursor.isAtEnd, cursor.offset)
    #expect(first == 1)
    #expect(second == 0x0203)
    #expect(third == 0x0405_0607)
    #expect(fourth == 0x0809_0A0B_0C0D_0E0F)
    #expect(isAtEnd)
    #expect(offset == 15)
  }

  @Test("A read beyond the end throws and moves nothing")
  func truncation() throws {
    var cursor = WireCursor(bytes.span.bytes, base: 100)
    try cursor.skip(13)
    var caught: WireError?
    do {
      _ = try cursor.readUInt32()
    } catch {
      caught = error
    }
    let rest = try cursor.readUInt16()
    #expect(caught == .truncated(at: 113, needed: 4))
    #expect(rest == 0x0E0F)
  }

  @Test("Leading octets fill a word from the left, near the end too", arguments: 0...8)
  func leading(count: Int) throws {
    for start in [0, 15 - count] {
      var cursor = WireCursor(bytes.span.bytes)
      try cursor.skip(start)
      var expected: UInt64 = 0
      for index in 0..<count {
        expected |= UInt64(bytes[start + index]) << UInt64(56 - 8 * index)
      }
      let value = try cursor.readLeading(count)
      let offset = cursor.offset
      #expect(value == expected)
      #expect(offset == start + count)
    }
  }

  @Test("A split reads its own bytes and keeps the offsets of the whole")
  func split() throws {
    var cursor = WireCursor(bytes.span.bytes)
    try cursor.skip(2)
    var part = try cursor.split(3)
    let (partCount, first, offset) = (part.remaining, try part.readUInt8(), part.offset)
    let partRest = part.copyRest()
    let next = try cursor.readUInt8()
    let rest = cursor.splitRest()
    let (restCount, isAtEnd) = (rest.remaining, cursor.isAtEnd)
    #expect(partCount == 3)
    #expect(first == 3)
    #expect(offset == 3)
    #expect(partRest == [4, 5])
    #expect(next == 6)
    #expect(restCount == 9)
    #expect(isAtEnd)
  }
}
