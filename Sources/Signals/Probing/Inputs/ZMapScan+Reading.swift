import Inflate
import JSON
import Net
import Wire

extension ZMapScan {
  /// When ZMap sent, and how much, from the file that its option `--metadata-file` writes.
  ///
  /// ZMap lists all its targets in it, behind what is looked for here: only a MiB is read.
  static func sending(
    _ input: ProbeInput
  ) throws(ProbeInputError) -> (sending: Range<Int64>, sent: Int?) {
    let feed = try input.open()
    do throws(InflateError) {
      while feed.windowCount < ProbeReader.longestLine, try feed.fillMore() {}
    } catch { throw .unreadable(error) }
    var scanner = JSONScanner(feed.withWindow { $0.octets })
    var (start, end, sent) = (Int64?.none, Int64?.none, Int?.none)
    do throws(JSONScanner.Failure) {
      try scanner.enter(0x7B)
      var isFirst = true
      while start == nil || end == nil || sent == nil,
        let key = try scanner.nextKey(&isFirst)
      {
        switch key.filter({ $0 != "-" && $0 != "_" }) {
        case "sendstarttime", "starttime":
          start = try scanner.optionalString().flatMap { ProbeTime.milliseconds(Array($0.utf8)) }
        case "sendendtime", "endtime":
          end = try scanner.optionalString().flatMap { ProbeTime.milliseconds(Array($0.utf8)) }
        case "totalsent": sent = try scanner.optionalString().flatMap { Int($0) }
        default: try scanner.skipValue()
        }
      }
    } catch {
      throw .badMetadata(
        name: input.name,
        reason: feed.isComplete
          ? "no JSON at byte \(error.offset)"
          : "no send_start_time, send_end_time and total_sent in its first MiB")
    }
    guard let start, let end, start <= end else {
      throw .badMetadata(
        name: input.name, reason: "no send_start_time and send_end_time in order of time")
    }
    // Both are whole seconds: the last one counts in full.
    return (start..<end + 1_000, sent)
  }

  /// The most addresses that a file of targets may name: all of a quarter of IPv4 would take 4 GiB.
  private static let mostTargets = 1 << 26

  /// The IPv4 addresses, and all those of the prefixes, that stand at the start of lines.
  static func addresses(_ input: ProbeInput) throws(ProbeInputError) -> [UInt32] {
    let feed = try input.open(chunk: 1 << 20)
    var targets: [UInt32] = []
    var isOver = false
    do throws(InflateError) {
      while !isOver {
        let isComplete = feed.isComplete
        let used = feed.withWindow { window in
          let end =
            isComplete || window.byteCount > ProbeReader.longestLine && window.endOfLines == 0
            ? window.byteCount : window.endOfLines
          var index = 0
          while index < end {
            if let address = RowReader.address(window, &index, end) {
              let length = length(window, &index, end)
              let size = length.map { 1 << (32 - $0) } ?? 0
              isOver = isOver || targets.count + size > mostTargets
              guard !isOver else { return end }
              let first = address & (UInt32.max << UInt32(32 - (length ?? 0)))
              for offset in 0..<UInt32(size) { targets.append(first | offset) }
            }
            index = window.lineEnd(from: index) + 1
          }
          return end
        }
        feed.consume(used)
        if isComplete { break }
        _ = try feed.fillMore()
      }
    } catch { throw .unreadable(error) }
    guard !isOver else { throw .tooManyTargets(name: input.name, most: mostTargets) }
    guard !targets.isEmpty else { throw .noTargets(name: input.name) }
    return targets
  }

  /// The length of the prefix whose address ends at `index`, 32 without one; nothing where something
  /// else follows.
  private static func length(_ window: RawSpan, _ index: inout Int, _ end: Int) -> Int? {
    var length = 32
    if index < end, unsafe window.octet(unchecked: index) == 0x2F {
      index += 1
      let start = index
      length = 0
      while index < end, index - start < 2 {
        let digit = Int(unsafe window.octet(unchecked: index)) - 0x30
        guard (0...9).contains(digit) else { break }
        length = length * 10 + digit
        index += 1
      }
      guard index > start, length <= 32 else { return nil }
    }
    return unsafe index == end || window.octet(unchecked: index) <= 0x2C ? length : nil
  }
}
