/// Gets a text back out of the last column of its sorted rotations (the Burrows-Wheeler transform).
///
/// Each place of the sorted rotations has a byte of the text and a link to the place of the next
/// one. Following the links from the origin gives the text, but each link is a cache miss that
/// waits for the one before. So many places are chosen as starts, eight walks go on at once, each
/// from a start to whatever start it meets, and the pieces are put in order afterwards.
@safe final class InverseTransform {
  private static let lanes = 8
  private static let mostStarts = 1_024
  /// Marks a link that leads to a start; the number of the start stands in its lower bits.
  private static let mark: UInt32 = 1 << 31

  /// A piece of the text: where it lies, and the start behind it.
  struct Piece {
    var start = 0
    var count = 0
    var follower = 0
  }

  private static let stride = BlockDecoder.largestBlock + 64

  private let links = UnsafeMutablePointer<UInt32>.allocate(
    capacity: BlockDecoder.largestBlock + 1)
  /// What the walks found, each in a row of its own.
  let text = UnsafeMutablePointer<UInt8>.allocate(
    capacity: InverseTransform.lanes * InverseTransform.stride)
  /// The pieces by the number of their start; the text begins with that of number 0.
  private(set) var pieces: [Piece] = []

  deinit {
    unsafe links.deallocate()
    unsafe text.deallocate()
  }

  /// Finds the pieces of the text of a column of `length` bytes, at least one; `origin` is within.
  func run(_ column: UnsafePointer<UInt8>, length: Int, counts: [Int], origin: Int) {
    unsafe link(column, length: length, counts: counts)
    // The entries of the starts, which the marks replace.
    var entries: [UInt32] = []
    let wanted = min(Self.mostStarts, length / 64)
    entries.reserveCapacity(wanted + 1)
    unsafe entries.append(links[origin])
    unsafe links[origin] = Self.mark
    for index in 0..<wanted {
      let place = index * length / wanted
      if place == origin { continue }
      unsafe entries.append(links[place])
      unsafe links[place] = Self.mark | UInt32(entries.count - 1)
    }
    // Where a walk rests that has nothing left to do.
    unsafe links[length] = UInt32(length) << 8
    pieces = [Piece](repeating: Piece(), count: entries.count)
    unsafe walk(entries, rest: links[length])
  }

  /// Links each place of the sorted rotations to that of the next byte of the text, and puts the
  /// place's own byte beside the link.
  private func link(_ column: UnsafePointer<UInt8>, length: Int, counts: [Int]) {
    var nexts = [UInt32](repeating: 0, count: 256)
    var sum = 0
    for (byte, count) in counts.enumerated() {
      nexts[byte] = UInt32(sum)
      sum += count
    }
    unsafe nexts.withUnsafeMutableBufferPointer { nexts in
      for place in 0..<length {
        let byte = unsafe column[place]
        let next = unsafe nexts[Int(byte)]
        unsafe nexts[Int(byte)] = next &+ 1
        unsafe links[Int(next)] = UInt32(truncatingIfNeeded: place) << 8 | UInt32(byte)
      }
    }
  }

  /// Walks from all starts, eight at a time.
  private func walk(_ entries: [UInt32], rest: UInt32) {
    var state = InlineArray<8, UInt32>(repeating: rest)
    // For each walk, the number of its start, none when at rest, and where its piece began.
    var owner = InlineArray<8, Int>(repeating: -1)
    var begin = InlineArray<8, Int>(repeating: 0)
    var started = 0
    var active = 0
    for lane in 0..<Self.lanes where started < entries.count {
      state[lane] = entries[started]
      owner[lane] = started
      started += 1
      active += 1
    }
    var column = 0
    while active > 0 {
      column = advance(&state, from: column)
      for lane in 0..<Self.lanes where state[lane] & Self.mark != 0 {
        let number = owner[lane]
        pieces[number] = Piece(
          start: lane * Self.stride + begin[lane], count: column - begin[lane],
          follower: Int(state[lane] & ~Self.mark))
        if started < entries.count {
          state[lane] = entries[started]
          owner[lane] = started
          begin[lane] = column
          started += 1
        } else {
          state[lane] = rest
          owner[lane] = -1
          active -= 1
        }
      }
    }
  }

  /// Lets all walks go on until one of them meets a start.
  private func advance(_ state: inout InlineArray<8, UInt32>, from first: Int) -> Int {
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    let links = unsafe self.links
    var out = unsafe text + first
    let stride = Self.stride
    repeat {
      unsafe out[0] = UInt8(truncatingIfNeeded: a)
      unsafe out[stride] = UInt8(truncatingIfNeeded: b)
      unsafe out[2 &* stride] = UInt8(truncatingIfNeeded: c)
      unsafe out[3 &* stride] = UInt8(truncatingIfNeeded: d)
      unsafe out[4 &* stride] = UInt8(truncatingIfNeeded: e)
      unsafe out[5 &* stride] = UInt8(truncatingIfNeeded: f)
      unsafe out[6 &* stride] = UInt8(truncatingIfNeeded: g)
      unsafe out[7 &* stride] = UInt8(truncatingIfNeeded: h)
      unsafe out += 1
      a = unsafe links[Int(a >> 8)]
      b = unsafe links[Int(b >> 8)]
      c = unsafe links[Int(c >> 8)]
      d = unsafe links[Int(d >> 8)]
      e = unsafe links[Int(e >> 8)]
      f = unsafe links[Int(f >> 8)]
      g = unsafe links[Int(g >> 8)]
      h = unsafe links[Int(h >> 8)]
    } while (a | b | c | d | e | f | g | h) & Self.mark == 0
    state = [a, b, c, d, e, f, g, h]
    return unsafe out - text
  }
}
