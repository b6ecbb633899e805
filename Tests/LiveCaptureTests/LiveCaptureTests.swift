import Capture
import LiveCapture
import TestSupport
import Testing

/// Capture from an interface.
struct LiveCaptureTests {
  struct Counter: PacketSink, Sendable {
    var lengths: [Int] = []
    var sources: [UInt32] = []
    var isEthernet = true

    mutating func packet(_ packet: borrowing Packet) {
      lengths.append(packet.bytes.byteCount)
      isEthernet = isEthernet && packet.link == .ethernet
      if case .ipv4(let header) = packet.network { sources.append(header.source) }
    }
  }

  /// An Ethernet frame with a TCP segment from 11.0.0.0 + `number`.
  static func frame(_ number: UInt32) -> [UInt8] {
    var frame: [UInt8] = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0]
    frame += [0x45, 0, 0, 40, 0, 0, 0, 0, 64, 6, 0, 0, 11]
    frame += [UInt8(number >> 16 & 255), UInt8(number >> 8 & 255), UInt8(number & 255)]
    frame += [192, 0, 2, 1] + [0x30, 0x39, 0, 22] + [0, 0, 0, 1, 0, 0, 0, 0]
    return frame + [0x50, 2, 4, 0, 0, 0, 0, 0]
  }

  @Test("Every frame that was sent arrives", .enabled(if: VethPair.isPossible))
  func everyFrame() throws {
    let total: UInt32 = 20_000
    let (sink, counts, refused) = try VethPair.run { pair in
      let capture = try LiveCapture(LiveCaptureOptions(interface: pair.receiving))
      var sink = Counter()
      var refused = 0
      for first in stride(from: 0, to: total, by: 1_000) {
        // As a program does that reads while others send.
        for number in first..<first + 1_000 where !pair.send(Self.frame(number)) { refused += 1 }
        _ = try capture.read(limit: 500, waiting: 200, into: &sink)
      }
      while try capture.read(limit: 10_000, waiting: 500, into: &sink) > 0 {}
      capture.updateCounts()
      return (sink, capture.counts, refused)
    }
    let hasAll = sink.sources == (0..<total).map { 0x0b00_0000 + $0 }
    #expect(hasAll)
    #expect(refused == 0)
    #expect(sink.isEthernet)
    #expect(Set(sink.lengths) == [54])
    #expect(counts.received == Int(total))
    #expect(counts.dropped == 0)
  }

  @Test(
    "A filter passes what it names, and one that is wrong says so",
    .enabled(if: VethPair.isPossible))
  func filter() throws {
    let (sink, message) = try VethPair.run { pair in
      var options = LiveCaptureOptions(interface: pair.receiving, filter: "src host 11.0.0.7")
      let capture = try LiveCapture(options)
      for number in 0..<20 as Range<UInt32> { _ = pair.send(Self.frame(number)) }
      var sink = Counter()
      while try capture.read(limit: 100, waiting: 500, into: &sink) > 0 {}
      options.filter = "no such thing"
      do {
        _ = try LiveCapture(options)
        return (sink, "")
      } catch {
        return (sink, "\(error)")
      }
    }
    #expect(sink.sources == [0x0b00_0007])
    #expect(message.hasPrefix("--filter 'no such thing': "))
  }

  @Test("An interface that is not there is an error that names it")
  func absent() {
    do {
      _ = try LiveCapture(LiveCaptureOptions(interface: "absent0"))
      Issue.record("opened")
    } catch {
      #expect("\(error)".hasPrefix("absent0: "))
    }
  }
}
