import MRT
import Net
import TestSupport
import Testing
import Timeline

/// Damaged framing: what is found again behind it, and what the findings say was lost.
struct FramingTests {
  typealias M = MRTBytes

  static func announcement(_ third: UInt8, time: UInt32 = M.time) -> [UInt8] {
    M.session(4, M.update(M.plain(), [24, 198, 51, third]), time: time)
  }

  static func thirds(_ list: ElementList) -> [UInt8] {
    list.elements.compactMap { $0.prefix.map { UInt8(truncatingIfNeeded: $0.high >> 40) } }
  }

  @Test("Octets between records are passed over and counted")
  func between() {
    let list = ElementList(
      Self.announcement(1) + [UInt8](repeating: 0xEE, count: 31) + Self.announcement(2))
    #expect(Self.thirds(list) == [1, 2])
    #expect(list.found == [.framing: 1])
    #expect(list.damage.lostOctets == 31)
    let findings = list.damage.findings(source: "a.mrt")
    #expect(findings.map(\.kind) == ["mrt-framing"])
    #expect(findings.first?.place == "byte \(Self.announcement(1).count)")
    #expect(findings.first?.detail.contains("31 octets lost") == true)
  }

  @Test(
    "A length that is too long does not swallow the records behind it", arguments: [1, 300, 5_000])
  func tooLong(excess: Int) {
    var damaged = Self.announcement(2)
    let length = damaged.count - 12 + excess
    damaged.replaceSubrange(8..<12, with: M.u32(UInt32(length)))
    var bytes = Self.announcement(1) + damaged
    for third in 3...200 { bytes += Self.announcement(UInt8(third)) }
    let list = ElementList(bytes)
    #expect(Self.thirds(list) == [1] + (3...200).map { UInt8($0) })
    #expect(list.found == [.framing: 1])
    #expect(list.damage.lostOctets == UInt64(damaged.count))
  }

  @Test("A length that is too short costs its own record")
  func tooShort() {
    var damaged = Self.announcement(2)
    damaged.replaceSubrange(8..<12, with: M.u32(UInt32(damaged.count - 32)))
    let list = ElementList(Self.announcement(1) + damaged + Self.announcement(3))
    #expect(Self.thirds(list) == [1, 3])
    #expect(list.damage.count(of: .framing) == 1)
  }

  @Test("The end of a file within a record is a finding, and what came before it counts")
  func truncated() {
    let whole = Self.announcement(1) + Self.announcement(2)
    for cut in Self.announcement(1).count + 1..<whole.count {
      let list = ElementList(Array(whole[..<cut]))
      #expect(Self.thirds(list) == [1])
      #expect(list.found == [.truncated: 1])
    }
  }

  @Test("Every fixture, cut at every octet, says the same to both readers")
  func cuts() {
    let fixtures =
      ElementFormTests.tables.map { (M.peers, $0) }
      + (ElementFormTests.oldTables + ElementFormTests.sessions).map { ([], $0) }
    var differences: [String] = []
    for (head, form) in fixtures {
      let start = head.count
      let passedOver = ["13/3", "13/5", "13/9", "13/11", "16/2", "16/3", "16/6", "16/7"]
      let withGaps =
        !passedOver.contains { form.name.hasPrefix($0) } && !form.name.contains("cast")
        && !form.name.hasPrefix("16/1") && !form.name.contains("VPN")
      for cut in 0..<form.bytes.count {
        // The file ends within the record; or the record ends early, and its length knows of it.
        let truncated = head + form.bytes[..<cut]
        if let found = Agreement(truncated, withGaps: withGaps).difference {
          differences.append("\(form.name) truncated at \(cut): \(found)")
        }
        guard cut > 12 else { continue }
        var short = truncated
        short.replaceSubrange(start + 8..<start + 12, with: M.u32(UInt32(cut - 12)))
        if let found = Agreement(short, withGaps: withGaps).difference {
          differences.append("\(form.name) short by \(form.bytes.count - cut): \(found)")
        }
      }
    }
    #expect(differences == [])
  }

  @Test("Windows of any size give what one window gives", arguments: [13, 64, 200, 1000])
  func windows(size: Int) {
    var bytes: [UInt8] = M.peers
    for third in 0...60 {
      bytes += Self.announcement(UInt8(third))
      if third == 30 { bytes += [UInt8](repeating: 0xEE, count: 50) }
    }
    var reader = ElementReader()
    var list = ElementList()
    var (start, wanted) = (0, size)
    while start < bytes.count {
      let end = min(bytes.count, start + wanted)
      let piece = Array(bytes[start..<end])
      let (used, needed) = reader.read(
        piece.span.bytes, isComplete: end == bytes.count, into: &list)
      start += used
      wanted = used > 0 ? max(size, needed) : max(wanted + size, needed)
    }
    let whole = ElementList(bytes)
    #expect(list.elements == whole.elements)
    #expect(reader.damage == whole.damage)
  }
}
