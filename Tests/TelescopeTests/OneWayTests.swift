import Net
import Telescope
import TestSupport
import Testing
import Timeline

/// The check for answers finds what looking at every earlier packet finds.
struct OneWayTests {
  @Test("Answers are those of a search of all earlier packets", arguments: 0..<60)
  func reference(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    // From conversations to a telescope that a few forged sources lie in.
    let inside = 1 + random.next() % 40
    let packets = (0..<400).map { _ in
      SentPacket.tcp().with {
        $0.source = (random.next() % inside == 0 ? 0x2C01_0000 : 0x2E64_0000)
        $0.source += UInt32(random.next() % 12 << 6)
        $0.destination = 0x2C01_0000 + UInt32(random.next() % 12 << 6)
      }
    }
    var answers: [UInt32: Int] = [:]
    for (index, packet) in packets.enumerated() where packet.source != packet.destination {
      let isAnswer = packets[..<index].contains {
        $0.source == packet.destination && $0.destination == packet.source
      }
      if isAnswer { answers[packet.source >> 8, default: 0] += 1 }
    }
    var expected: Prefix?
    if answers.values.reduce(0, +) >= 10 {
      let most = answers.max { $0.value == $1.value ? $0.key > $1.key : $0.value < $1.value }
      expected = most.map { Prefix(ipv4: $0.key << 8, length: 24) }
    }
    // Once when the capture ends before the check, once when the check does.
    for limit in [400, 1_000_000] {
      var check = OneWayCheck(limit: limit)
      _ = try CaptureInput(bytes: SentPacket.file(packets), name: "capture").read(into: &check)
      #expect(check.seen == 400 && check.twoWayNetwork == expected)
    }
  }

  @Test("Minutes behind the check are marked by what it learnt, however it ended")
  func laterMinutes() throws {
    let question = MinuteTests.packet(0)
    func answers(_ seconds: Int64) -> [SentPacket] {
      (0..<20).map { _ in
        MinuteTests.packet(seconds, source: question.destination).with {
          $0.destination = question.source
        }
      }
    }
    let packets = (0..<100).map { _ in question } + answers(61) + [MinuteTests.packet(120)]
    // The check is over after a hundred packets, after the first minute, or never.
    for (limit, isEnded, marks) in [
      (100, false, true), (1_000, true, true), (1_000, false, false),
    ] {
      var sink = CheckingSink(accumulator: TelescopeAccumulator(), check: OneWayCheck(limit: limit))
      _ = try CaptureInput(bytes: SentPacket.file(Array(packets[..<100])), name: "a").read(
        into: &sink)
      if isEnded { sink.endCheck() }
      _ = try CaptureInput(bytes: SentPacket.file(Array(packets[100...])), name: "b").read(
        into: &sink)
      #expect(sink.check.seen == (marks ? 100 : 121))
      #expect((sink.check.twoWayNetwork == nil) == marks)
      let minutes = sink.accumulator.finish()
      #expect(minutes.map(\.tally.marks) == [[], marks ? .flagged : [], []])
    }
    // What the dark space says stands.
    var options = TelescopeOptions()
    options.dark = Prefix(ipv4: 0x2C01_0000, length: 16)
    var dark = TelescopeAccumulator(options)
    dark.watch(InsideNetworks())
    _ = try CaptureInput(bytes: SentPacket.file(packets), name: "c").read(into: &dark)
    #expect(dark.finish().map(\.tally.fromInside) == [0, 20, 0])
  }

  @Test("Two threads look at a long capture as one does", arguments: [700_000, 1_040_000])
  func twoThreads(_ place: Int) throws {
    let file = OneWayTests.longCapture(answersAt: place)
    let input = CaptureInput(bytes: file, name: "capture")
    func outcome(_ threads: Int, isForced: Bool) -> Result<TelescopeReplay, any Error> {
      Result { try TelescopeReplay([input], isForced: isForced, threads: threads) }
    }
    let one = outcome(1, isForced: false)
    let two = outcome(2, isForced: false)
    if place < OneWayCheck.packets {
      let network = Prefix(ipv4: 0x2C01_0000, length: 24)
      for result in [one, two] {
        do {
          _ = try result.get()
          Issue.record("the capture was not refused")
        } catch TelescopeReplay.Failure.refused(.twoWay(let found)) {
          #expect(found == network)
        }
      }
    } else {
      // Behind the first million nothing is refused, and the minute is marked.
      let minutes = try one.get().minutes
      let other = try two.get()
      #expect(other.minutes == minutes && other.parts == 2)
      #expect(minutes.map(\.tally.isTwoWay).contains(true))
    }
    let forced = try outcome(1, isForced: true).get().minutes
    let forcedOnTwo = try outcome(2, isForced: true).get().minutes
    #expect(forced == forcedOnTwo)
  }

  /// A capture of 1,100,000 packets to a network that answers 20,000 of them from some packet on.
  private static func longCapture(answersAt place: Int) -> [UInt8] {
    var file = SentPacket.file([])
    let record = Array(SentPacket.file([MinuteTests.packet(0)]).dropFirst(file.count))
    file.reserveCapacity(file.count + 1_100_000 * record.count)
    func put(_ number: UInt32, at octet: Int) {
      let place = file.count - record.count + octet
      for index in 0..<4 { file[place + index] = UInt8(number >> UInt32(24 - 8 * index) & 255) }
    }
    for index in 0..<1_100_000 {
      let isAnswer = index >= place && index < place + 20_000
      let number = UInt32(isAnswer ? index - place : index) % 50_000
      let asking = 0x2E64_0000 + number
      let asked = 0x2C01_0000 + number % 256
      file += record
      // A minute further every 55,000 packets; the addresses are in the header behind the record's.
      put(UInt32(1_573_900_000 + index / 55_000 * 60), at: 0)
      put(isAnswer ? asked : asking, at: 16 + 12)
      put(isAnswer ? asking : asked, at: 16 + 16)
    }
    return file
  }
}
