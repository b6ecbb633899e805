import Inflate
import Wire

/// Reads the rows of a list of blocks: `prefix,ever_responsive,availability[,hosts][,a00…a23]`, the
/// columns in any order.
enum BlockRowReader {
  private static let longestLine = 1 << 16

  private struct Header {
    var prefix: Int?
    var count: Int?
    var availability: Int?
    var hosts: Int?
    var hours = [Int?](repeating: nil, count: 24)
    var width = 0

    init(_ line: [UInt8]) {
      let fields = RowReader.fields(line)
      width = fields.count
      for (index, field) in fields.enumerated() {
        let title = String(decoding: field, as: UTF8.self).lowercased()
        switch title {
        case "prefix": prefix = index
        case "ever_responsive": count = index
        case "availability": availability = index
        case "hosts": hosts = index
        default:
          guard title.count == 3, title.first == "a", let hour = Int(title.dropFirst()),
            hours.indices.contains(hour)
          else { continue }
          hours[hour] = index
        }
      }
    }
  }

  /// Reads all rows; throws where the header lacks what is needed.
  static func read(
    _ feed: ByteFeed, name: String, into builder: inout BlockListBuilder,
    _ findings: inout BlockListFindings
  ) throws(BlockListError) {
    var header: Header?
    var number = 1
    var isSkipping = false
    while true {
      let isComplete = feed.isComplete
      let used = try feed.withWindow { window throws(BlockListError) in
        var index = 0
        while index < window.byteCount {
          let end = window.lineEnd(from: index)
          let isLong = end - index > longestLine
          guard end < window.byteCount || isComplete || isLong else { break }
          if isLong || isSkipping {
            if !isSkipping {
              findings.record("long-line", place: "line \(number)", "over 65,536 octets")
            }
            isSkipping = end == window.byteCount
          } else {
            let line = window.extracting(index..<end).octets
            try take(line, number, name, &header, &builder, &findings)
          }
          if end < window.byteCount { number += 1 }
          index = min(end + 1, window.byteCount)
        }
        return index
      }
      feed.consume(used)
      if isComplete { break }
      _ = try BlockListReader.fillMore(feed)
    }
    guard header != nil else { throw .unknownForm(name: name, found: "") }
  }

  private static func take(
    _ line: [UInt8], _ number: Int, _ name: String, _ header: inout Header?,
    _ builder: inout BlockListBuilder, _ findings: inout BlockListFindings
  ) throws(BlockListError) {
    let isMarked = number == 1 && line.starts(with: [0xEF, 0xBB, 0xBF])
    let text = line[(isMarked ? 3 : 0)...].trimmed
    guard !text.isEmpty, text.first != 0x23 else { return }
    guard let header else {
      let found = Header(Array(text))
      guard found.prefix != nil, found.availability != nil, found.count != nil || found.hosts != nil
      else {
        throw .unknownForm(name: name, found: String(decoding: text.prefix(60), as: UTF8.self))
      }
      header = found
      return
    }
    let fields = RowReader.fields(line)
    let place = "line \(number)"
    guard fields.count == header.width else {
      return findings.record(
        "bad-row", place: place, "another number of fields than the header has")
    }
    func field(_ index: Int?) -> ArraySlice<UInt8> { index.map { fields[$0] } ?? [] }
    guard let block = DottedText.block(field(header.prefix)) else {
      return findings.record("bad-prefix", place: place, "no IPv4 prefix of length 24")
    }
    guard let availability = share(field(header.availability)) else {
      return findings.record("bad-availability", place: place, "no number from 0 to 1")
    }
    var hosts = HostSet()
    if !field(header.hosts).isEmpty {
      guard let known = HostText.hosts(field(header.hosts)) else {
        return findings.record("bad-hosts", place: place, "hosts are no 64 hexadecimal digits")
      }
      hosts = known
    }
    let stated = Int(String(decoding: field(header.count).prefix(4), as: UTF8.self))
    let count = hosts.count > 0 ? hosts.count : stated ?? 0
    guard (1...256).contains(count), stated == nil || stated == count else {
      return findings.record(
        "bad-count", place: place, "no number of addresses from 1 to 256, or not that of the hosts")
    }
    var hours = header.hours.compactMap { share(field($0)) }
    if hours.count < 24 {
      if header.hours.contains(where: { !field($0).isEmpty }) {
        findings.record(
          "bad-hours", place: place, "not 24 numbers from 0 to 1",
          disposition: "the block has its mean at all hours")
      }
      hours = []
    }
    builder.take(block, hosts, hostCount: count, availability: availability, hours: hours)
  }

  private static func share(_ field: ArraySlice<UInt8>) -> Double? {
    guard let value = Double(String(decoding: field.prefix(40), as: UTF8.self)), value >= 0,
      value <= 1
    else { return nil }
    return value
  }
}
