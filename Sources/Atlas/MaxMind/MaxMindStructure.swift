/// Checks the structure of a MaxMind DB, so that what reads it later finds nothing it cannot bear.
///
/// Follows the format's specification, version 2.0: data types, sizes, pointers and UTF-8. What
/// pointers lead to is checked once. Nesting ends at `depthLimit`, so that no reader's stack does.
struct MaxMindStructure {
  /// Deeper than any database nests, and far below what a stack bears.
  static let depthLimit = 64
  /// Stands before the metadata.
  static let marker: [UInt8] = [0xAB, 0xCD, 0xEF] + Array("MaxMind.com".utf8)

  /// What is wrong, and where in the file.
  struct Damage: Error {
    let text: String
    let offset: Int
  }

  private let bytes: [UInt8]
  /// The section that offsets and pointers count from, and where it ends.
  private let section: Range<Int>
  /// How deep the values nest that have been checked; nothing while the check is under way.
  private var heights: [Int: Int?] = [:]

  init(_ bytes: [UInt8], section: Range<Int>) {
    self.bytes = bytes
    self.section = section
  }

  /// The last marker's end, searched in the last 128 KiB as the specification says.
  static func metadataStart(_ bytes: [UInt8]) -> Int? {
    var start = bytes.count - marker.count
    let end = max(0, bytes.count - (128 << 10))
    while start >= end {
      if bytes[start] == 0xAB, bytes[start..<start + marker.count].elementsEqual(marker) {
        return start + marker.count
      }
      start -= 1
    }
    return nil
  }

  /// Checks the value at an offset of the section. O(size of the value).
  mutating func check(_ offset: Int) throws(Damage) {
    guard offset >= 0, offset < section.count else {
      throw Damage(text: "a record outside of the data", offset: section.lowerBound)
    }
    _ = try target(section.lowerBound + offset, depth: 0)
  }

  /// Checks what a record or a pointer leads to, once, and says how deep it nests.
  private mutating func target(_ start: Int, depth: Int) throws(Damage) -> Int {
    if let known = heights[start] {
      guard let height = known else { throw Damage(text: "a cycle of pointers", offset: start) }
      guard depth + height <= MaxMindStructure.depthLimit else {
        throw Damage(text: "nested too deeply", offset: start)
      }
      return height
    }
    heights[start] = .some(nil)
    var position = start
    let height = try value(&position, depth: depth)
    heights[start] = height
    return height
  }

  /// Checks one value, passes over it, and says how deep it nests.
  private mutating func value(_ position: inout Int, depth: Int) throws(Damage) -> Int {
    guard depth < MaxMindStructure.depthLimit else {
      throw Damage(text: "nested too deeply", offset: position)
    }
    let start = position
    let head = try head(&position)
    switch head.type {
    case 1:
      guard head.size < section.count else {
        throw Damage(text: "a pointer out of the data", offset: start)
      }
      let place = section.lowerBound + head.size
      guard bytes[place] >> 5 != 1 else {
        throw Damage(text: "a pointer to a pointer", offset: start)
      }
      return try target(place, depth: depth + 1) + 1
    case 2:
      try text(&position, head.size, start)
      return 0
    case 7, 11:
      // Each element takes a byte at least.
      guard head.size <= section.upperBound - position else {
        throw Damage(text: "more elements than bytes", offset: start)
      }
      var height = 0
      for _ in 0..<head.size {
        if head.type == 7 { try key(&position, depth: depth + 1) }
        height = max(height, try value(&position, depth: depth + 1))
      }
      return height + 1
    case 3 where head.size == 8, 15 where head.size == 4, 4,
      5 where head.size <= 2,
      6 where head.size <= 4, 8 where head.size <= 4, 9 where head.size <= 8,
      10 where head.size <= 16:
      try skip(&position, head.size, start)
      return 0
    case 14 where head.size <= 1: return 0
    default:
      throw Damage(text: "type \(head.type) of \(head.size) bytes", offset: start)
    }
  }

  /// A key is a text, or a pointer to one.
  private mutating func key(_ position: inout Int, depth: Int) throws(Damage) {
    let start = position
    guard position < section.upperBound else { throw Damage(text: "cut off", offset: start) }
    var place = position
    var head = try head(&place)
    if head.type == 1, head.size < section.count {
      var target = section.lowerBound + head.size
      head = try self.head(&target)
    }
    guard head.type == 2 else { throw Damage(text: "a key that is no text", offset: start) }
    _ = try value(&position, depth: depth)
  }

  /// Reads a control byte with what belongs to it. Of a pointer the size is its target.
  private func head(_ position: inout Int) throws(Damage) -> (type: Int, size: Int) {
    let start = position
    let control = try byte(&position, start)
    var type = Int(control >> 5)
    if type == 1 {
      let count = Int(control >> 3 & 3) + 1
      var target = count == 4 ? 0 : Int(control & 7)
      for _ in 0..<count { target = target << 8 | Int(try byte(&position, start)) }
      return (1, target + [0, 2048, 526_336, 0][count - 1])
    }
    if type == 0 {
      type = Int(try byte(&position, start)) + 7
      guard type > 7 else { throw Damage(text: "type \(type) out of place", offset: start) }
    }
    var size = Int(control & 31)
    if size >= 29 {
      let count = size - 28
      var more = 0
      for _ in 0..<count { more = more << 8 | Int(try byte(&position, start)) }
      size = more + [29, 285, 65_821][count - 1]
    }
    return (type, size)
  }

  private func byte(_ position: inout Int, _ start: Int) throws(Damage) -> UInt8 {
    guard position < section.upperBound else { throw Damage(text: "cut off", offset: start) }
    defer { position += 1 }
    return bytes[position]
  }

  private func skip(_ position: inout Int, _ size: Int, _ start: Int) throws(Damage) {
    guard size <= section.upperBound - position else {
      throw Damage(text: "cut off", offset: start)
    }
    position += size
  }

  private func text(_ position: inout Int, _ size: Int, _ start: Int) throws(Damage) {
    let begin = position
    try skip(&position, size, start)
    guard String(validating: bytes[begin..<position], as: UTF8.self) != nil else {
      throw Damage(text: "a text that is not UTF-8", offset: start)
    }
  }

  /// The unsigned number under a key of the map at the start of the section, which must have been
  /// checked.
  func number(_ name: String) -> UInt64? {
    var position = section.lowerBound
    guard let map = try? head(&position), map.type == 7 else { return nil }
    for _ in 0..<map.size {
      var keyPosition = position
      guard var key = try? head(&keyPosition) else { return nil }
      position = keyPosition
      if key.type == 1 {
        keyPosition = section.lowerBound + key.size
        guard let target = try? head(&keyPosition) else { return nil }
        key = target
      } else {
        position += key.size
      }
      guard key.size <= section.upperBound - keyPosition else { return nil }
      if bytes[keyPosition..<keyPosition + key.size].elementsEqual(name.utf8) {
        return unsigned(at: position)
      }
      var copy = self
      guard (try? copy.value(&position, depth: 0)) != nil else { return nil }
    }
    return nil
  }

  private func unsigned(at start: Int) -> UInt64? {
    var position = start
    guard var head = try? head(&position) else { return nil }
    if head.type == 1 {
      position = section.lowerBound + head.size
      guard let target = try? self.head(&position) else { return nil }
      head = target
    }
    guard [5, 6, 9].contains(head.type), head.size <= 8,
      head.size <= section.upperBound - position
    else { return nil }
    return bytes[position..<position + head.size].reduce(0) { $0 << 8 | UInt64($1) }
  }
}
