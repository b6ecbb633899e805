import Inflate
import JSON
import Wire

/// Reads the list of IODA's prober: an object with a member a block, 11 GB at full size, member by
/// member.
///
///     {"192.0.2.0/24": {"version": "…", "host_cnt": 15, "avg_resp_rate": 0.42, "meta": ["…"],
///       "hosts": [{"host_ip": "192.0.2.1", "e_b": 0.75}, …]}, …}
///
/// Source: IODA's `gen-probelist`. Unknown keys are passed over.
enum ProbeListReader {
  /// The longest member, in octets: 256 addresses take 12,000.
  private static let longestMember = 1 << 18

  /// Reads all members; a damaged one is counted, and reading goes on at the next.
  static func read(
    _ feed: ByteFeed, into builder: inout BlockListBuilder, _ findings: inout BlockListFindings
  ) throws(BlockListError) {
    // Where the octets before the window end, for places in messages.
    var hasBegun = false
    while true {
      let isComplete = feed.isComplete
      let offset = feed.offset
      let used = feed.withWindow { window in
        var index = 0
        while index < window.byteCount {
          if !hasBegun {
            hasBegun = unsafe window.octet(unchecked: index) == 0x7B
            index += 1
            continue
          }
          guard unsafe window.octet(unchecked: index) == 0x22 else {
            index += 1
            continue
          }
          switch window.member(from: index, longest: longestMember) {
          case .whole(let end):
            take(window.extracting(index..<end).octets, offset + UInt64(index), &builder, &findings)
            index = end
          case .damaged(let end):
            findings.record(
              "bad-member", place: "byte \(offset + UInt64(index))",
              "a member that is no block, or does not end")
            index = end
          case .open:
            guard isComplete else { return index }
            findings.record(
              "bad-member", place: "byte \(offset + UInt64(index))", "the list ends within it")
            return window.byteCount
          }
        }
        return index
      }
      feed.consume(used)
      if isComplete { return }
      _ = try BlockListReader.fillMore(feed)
    }
  }

  private static func take(
    _ octets: [UInt8], _ offset: UInt64, _ builder: inout BlockListBuilder,
    _ findings: inout BlockListFindings
  ) {
    do throws(JSONScanner.Failure) {
      var scanner = JSONScanner(octets)
      let key = try scanner.string()
      guard scanner.peek() == .other else { return }
      guard let block = Slash24(key),
        let member = try Member(octets, from: key.utf8.count + 2, block)
      else {
        return findings.record(
          "bad-member", place: "byte \(offset)",
          "\"\(key.prefix(40))\" is no block with its figures")
      }
      findings.record(
        "host-outside-block", count: member.strangers, place: "byte \(offset)",
        "an address of \(block) that does not lie in it")
      builder.take(
        block, member.hosts, hostCount: member.hosts.count > 0 ? member.hosts.count : member.count,
        availability: member.availability)
    } catch {
      findings.record(
        "bad-member", place: "byte \(offset + UInt64(error.offset))", "expected \(error.expected)")
    }
  }

  /// The figures of a block.
  private struct Member {
    var count = 0
    var availability = Double.nan
    var hosts = HostSet()
    var strangers = 0

    init?(_ octets: [UInt8], from start: Int, _ block: Slash24) throws(JSONScanner.Failure) {
      // Behind the key stands a colon.
      guard let colon = octets[start...].firstIndex(of: 0x3A) else { return nil }
      var scanner = JSONScanner(octets, from: colon + 1)
      guard scanner.peek() == .object else { return nil }
      try scanner.enter(0x7B)
      var isFirst = true
      while let key = try scanner.nextKey(&isFirst) {
        switch (key, scanner.peek()) {
        case ("host_cnt", .number):
          count = Int(exactly: (try scanner.number() ?? 0).rounded(.down)) ?? 0
        case ("avg_resp_rate", .number): availability = try scanner.number() ?? .nan
        case ("hosts", .array): try readHosts(&scanner, block)
        default: try scanner.skipValue()
        }
      }
      guard availability >= 0, availability <= 1 else { return nil }
      guard hosts.count > 0 || (1...256).contains(count) else { return nil }
    }

    private mutating func readHosts(
      _ scanner: inout JSONScanner, _ block: Slash24
    ) throws(JSONScanner.Failure) {
      try scanner.enter(0x5B)
      var isFirst = true
      while try scanner.nextElement(&isFirst) {
        guard scanner.peek() == .object else {
          try scanner.skipValue()
          continue
        }
        try scanner.enter(0x7B)
        var isFirstKey = true
        while let key = try scanner.nextKey(&isFirstKey) {
          guard key == "host_ip", scanner.peek() == .string else {
            try scanner.skipValue()
            continue
          }
          let range = try scanner.stringRange()
          if let address = DottedText.address(scanner.bytes[range]),
            Slash24(holding: address) == block
          {
            hosts.insert(UInt8(truncatingIfNeeded: address))
          } else {
            strangers += 1
          }
        }
      }
    }
  }
}

/// How a member of an object ends.
private enum MemberEnd {
  case whole(Int)
  /// It does not, as seen at a place.
  case damaged(Int)
  /// Behind the window.
  case open
}

extension RawSpan {
  /// Finds the end of the member whose key begins at `start`: of an object as its value. A value of
  /// another kind ends the search at its first octet.
  fileprivate func member(from start: Int, longest: Int) -> MemberEnd {
    var (index, depth) = (start, 0)
    var isString = false
    while index < byteCount {
      guard index &- start < longest, depth <= 64 else { return .damaged(index) }
      let octet = unsafe octet(unchecked: index)
      switch octet {
      case 0x22: isString.toggle()
      case 0x5C where isString: index &+= 1
      case _ where isString: break
      case 0x7B, 0x5B: depth += 1
      case 0x7D, 0x5D:
        depth -= 1
        if depth <= 0 { return depth == 0 ? .whole(index &+ 1) : .damaged(index &+ 1) }
      // Behind the key only a colon and blanks stand in front of the object.
      case 0x3A, 0x20, 0x09, 0x0A, 0x0D: break
      default: if depth == 0 { return .damaged(index &+ 1) }
      }
      index &+= 1
    }
    return .open
  }
}
