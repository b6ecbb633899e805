import Atlas
import Capture
import Foundation
import Inflate
import Telescope
import Timeline

/// Counts a capture's sources by minute, country and ASN, and prints packets a CPU second.
///
///     swift run -c release --package-path Benchmarks telescope-speed CAPTURE [PFX2AS]
///
/// Rows: `read` delivers packets, `filter` also judges them, `full` is the whole chain down to series,
/// with one thread and with two. Places are those of Debian's tor-geoipdb.
@main
struct TelescopeSpeed {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 1 else {
      print("usage: telescope-speed CAPTURE [PFX2AS]")
      return
    }
    let input = CaptureInput(path: arguments[1])
    let place = "/usr/share/tor/geoip"
    let table = try PlaceTable(
      compiling: [AtlasSource(ByteSource.read(place), name: place, hash: "").places()])
    var origins: [OriginTable] = []
    if arguments.count > 2 {
      origins = [
        try AtlasSource(ByteSource.read(arguments[2]), name: arguments[2], hash: "").origins()
      ]
    }
    print("address table: \(table.size >> 20) MiB, \(origins.first?.count ?? 0) prefixes")
    try measure("read") {
      var sink = Counter()
      _ = try input.read(into: &sink)
      return sink.packets
    }
    try measure("filter") {
      var sink = Judge()
      _ = try input.read(into: &sink)
      return sink.packets
    }
    for threads in [1, 2] {
      try measure("full, \(threads) thread\(threads == 1 ? "" : "s")") {
        let replay = try TelescopeReplay([input], isForced: true, threads: threads)
        var recorder = TelescopeRecorder(places: table, origins: origins)
        recorder.take(replay.minutes, threads: threads)
        var series = 0
        for segment in recorder.segments { series += recorder.series(of: segment).count }
        print(
          "  passed \(replay.totals.passed), sources \(recorder.sourceCounts), series \(series)")
        return replay.totals.packets
      }
    }
  }

  /// Delivers and counts.
  struct Counter: PacketSink {
    var packets = 0
    mutating func packet(_ packet: borrowing Packet) { packets += 1 }
  }

  /// Delivers and judges.
  struct Judge: PacketSink {
    var packets = 0
    var passed = 0
    mutating func packet(_ packet: borrowing Packet) {
      packets += 1
      if case .ipv4(let ip) = packet.network, FilterSet(matching: packet, ip).isEmpty {
        passed += 1
      }
    }
  }

  /// Runs five times; prints the median of packets a second of CPU and of wall time.
  private static func measure(_ name: String, _ body: () throws -> Int) throws {
    var cpu: [Double] = []
    var wall: [Double] = []
    let memory = PeakMemory()
    memory.start()
    for _ in 0..<5 {
      let start = clock()
      let began = ContinuousClock.now
      let packets = Double(try body())
      cpu.append(packets / (Double(clock() - start) / Double(CLOCKS_PER_SEC)) / 1e6)
      let time = (ContinuousClock.now - began).components
      wall.append(packets / (Double(time.seconds) + Double(time.attoseconds) / 1e18) / 1e6)
    }
    let peak = memory.stop()
    print(
      "\(name): \(rounded(cpu)) M packets/s of CPU, \(rounded(wall)) M packets/s of wall time, "
        + "peak RssAnon \(peak >> 10) MiB")
  }

  private static func rounded(_ values: [Double]) -> Double {
    (values.sorted()[values.count / 2] * 100).rounded() / 100
  }
}
