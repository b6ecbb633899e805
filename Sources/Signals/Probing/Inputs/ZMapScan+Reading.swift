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

  /// The IPv4 addresses that stand at the start of lines.
  static func addresses(_ input: ProbeInput) throws(ProbeInputError) -> [UInt32] {
    let feed = try input.open(chunk: 1 << 20)
    var targets: [UInt32] = []
    do throws(InflateError) {
      while true {
        let isComplete = feed.isComplete
        let used = feed.withWindow { window in
          let end =
            isComplete || window.byteCount > ProbeReader.longestLine && window.endOfLines == 0
            ? window.byteCount : window.endOfLines
          var index = 0
          while index < end {
            if let address = RowReader.address(window, &index, end),
              unsafe index == end || window.octet(unchecked: index) <= 0x2C
            {
              targets.append(address)
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
    guard !targets.isEmpty else { throw .noTargets(name: input.name) }
    return targets
  }
}
