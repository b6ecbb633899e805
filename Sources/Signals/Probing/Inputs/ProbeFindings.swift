import Timeline

/// The tally of what was odd in one input of probe results: counted without making text.
struct ProbeFindings {
  /// What can be odd.
  enum Kind: UInt8, CaseIterable {
    case badTime
    case badAddress
    case badReply
    case badRoundTrip
    case badProber
    case badRow
    case badRecord
    case longLine
    case otherRecord
    case ipv6
    case notReply
    case repliesOnly
    case incompleteScan
    case otherScan
    case cutReplies
    case notTarget
    case outsideScan
    case foreignReply
    case duplicateReply
    case noProbe
    case clock
    case manyPackets
    case backwards

    /// Its name.
    var name: String {
      switch self {
      case .badTime: "bad-time"
      case .badAddress: "bad-address"
      case .badReply: "bad-reply"
      case .badRoundTrip: "bad-round-trip"
      case .badProber: "bad-prober"
      case .badRow: "bad-row"
      case .badRecord: "bad-record"
      case .longLine: "long-line"
      case .otherRecord: "other-record"
      case .ipv6: "ipv6-target"
      case .notReply: "zmap-not-a-reply"
      case .repliesOnly: "replies-only"
      case .incompleteScan: "scan-incomplete"
      case .otherScan: "scan-of-others"
      case .cutReplies: "scan-replies-cut"
      case .notTarget: "reply-from-no-target"
      case .outsideScan: "reply-outside-scan"
      case .foreignReply: "foreign-reply"
      case .duplicateReply: "duplicate-reply"
      case .noProbe: "no-probe"
      case .clock: "clock-not-in-step"
      case .manyPackets: "many-packets"
      case .backwards: "time-goes-back"
      }
    }

    var words: (detail: String, disposition: String) {
      switch self {
      case .badTime: ("a time that is none from 1970 to 2105, or without a zone", "left out")
      case .badAddress: ("an address that is none", "left out")
      case .badReply: ("replied is neither 1, 0, true nor false", "left out")
      case .badRoundTrip: ("a round-trip time that is none", "the probe counts without it")
      case .badProber: ("a prober's name over 255 octets, or the 65,536th prober", "left out")
      case .badRow: ("another number of fields than the header has", "left out")
      case .badRecord: ("not JSON, or a record that lacks what it needs", "left out")
      case .longLine: ("a line or record that is too long", "left out")
      case .otherRecord: ("a record that is no ping", "left out")
      case .ipv6: ("an IPv6 target", "left out: blocks are of IPv4")
      case .notReply: ("a row of ZMap that is no first reply", "left out")
      case .repliesOnly:
        (
          "replies without what was asked: a count of replies and no belief",
          "name the file of targets and the scan's start and end, or its metadata file"
        )
      case .incompleteScan:
        (
          "a scan that sent fewer packets than it has targets, or for over seven days: nobody knows "
            + "who was asked, or when",
          "a count of replies and no belief"
        )
      case .otherScan:
        (
          "too many replies are of no target or outside the scan: its targets or time are another's",
          "a count of replies and no belief"
        )
      case .cutReplies:
        (
          "a file of a scan's replies that cannot be read whole: nobody knows who else answered",
          "a count of replies and no belief"
        )
      case .notTarget: ("a reply from an address that is no target of the scan", "left out")
      case .outsideScan:
        (
          "a reply over ten minutes outside the scan",
          "left out, and nothing is said of who sent it"
        )
      case .foreignReply: ("an answer from another address, or no echo reply", "unanswered")
      case .duplicateReply: ("the second reply to one packet", "left out")
      case .noProbe: ("a packet that was not sent, or of which nothing is said", "left out")
      case .clock:
        ("a probe whose clock is over 600 s without a check, or was never checked", "used")
      case .manyPackets: ("over 256 packets to an address", "the first 256 count")
      case .backwards: ("a time that lies further back than results may be late", "passed on")
      }
    }
  }

  private struct Entry {
    var count = 0
    var place: String?
    var example = ""
  }

  private var entries = [Entry](repeating: Entry(), count: Kind.allCases.count)

  /// Counts a finding; the words are made for the first of its kind alone.
  mutating func record(
    _ kind: Kind, count: Int = 1, place: @autoclosure () -> String? = nil,
    _ example: @autoclosure () -> String = ""
  ) {
    guard count > 0 else { return }
    let index = Int(kind.rawValue)
    if entries[index].count == 0 {
      entries[index].place = place()
      entries[index].example = example()
    }
    entries[index].count += count
  }

  /// Counts all that another tally of the same input holds.
  mutating func merge(_ other: ProbeFindings) {
    for index in entries.indices where other.entries[index].count > 0 {
      if entries[index].count == 0 {
        entries[index] = other.entries[index]
      } else {
        entries[index].count += other.entries[index].count
      }
    }
  }

  /// Replaces the example of a kind that was found.
  mutating func describe(_ kind: Kind, _ example: String) {
    entries[Int(kind.rawValue)].example = example
  }

  /// How often a kind was found.
  func count(of kind: Kind) -> Int { entries[Int(kind.rawValue)].count }

  /// All that was found, in a fixed order.
  func findings(source: String) -> [Finding] {
    Kind.allCases.compactMap { kind in
      let entry = entries[Int(kind.rawValue)]
      guard entry.count > 0 else { return nil }
      let (detail, disposition) = kind.words
      return Finding(
        kind: kind.name, source: source, place: entry.place,
        detail: entry.example.isEmpty ? detail : "\(detail): \(entry.example)",
        disposition: disposition, count: entry.count)
    }
  }
}
