import Atlas
import Capture
import Foundation
import Inflate
import Telescope
import Timeline

/// Counts a capture's sources by minute, country and ASN, and prints packets a second.
///
///     swift run -c release --package-path Benchmarks telescope-speed JOB CAPTURE [PFX2AS]
///
/// Jobs: `read` delivers packets, `filter` also judges them, `one` is the whole chain down to series
/// on one thread and `two` on two, `pairs` is both in turns beside what two cores can do. `sketch` is
/// `one` with sketches in place of sets. `hour` runs the chain once over the capture of five minutes
/// twelve times in a row, each five minutes later. Each runs five times, pairs fifteen, and the medians
/// of packets a second of CPU and of wall time are printed, with the peak of anonymous memory. Places
/// are those of Debian's tor-geoipdb.
@main
struct TelescopeSpeed {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 2 else { fail() }
    let input = CaptureInput(path: arguments[2])
    switch arguments[1] {
    case "read":
      try measure("read") {
        var sink = Counter()
        _ = try input.read(into: &sink)
        return sink.packets
      }
    case "filter":
      try measure("filter") {
        var sink = Judge()
        _ = try input.read(into: &sink)
        return sink.packets
      }
    case "one", "two", "sketch":
      let tables = try Tables(origins: arguments.dropFirst(3).first)
      let threads = arguments[1] == "two" ? 2 : 1
      let isSketch = arguments[1] == "sketch"
      try measure(arguments[1]) {
        try count(input, tables, threads: threads, isSketch: isSketch)
      }
    case "pairs":
      try pairs(input, Tables(origins: arguments.dropFirst(3).first))
    case "hour":
      let tables = try Tables(origins: arguments.dropFirst(3).first)
      print("hour: \(try Run { try hour(input, tables) })")
    default: fail()
    }
  }

  private static func fail() -> Never {
    print("usage: telescope-speed read|filter|one|two|sketch|pairs|hour CAPTURE [PFX2AS]")
    exit(2)
  }

  /// What places addresses.
  struct Tables {
    let places: PlaceTable
    let origins: [OriginTable]

    init(origins path: String?) throws {
      let before = PeakMemory.now
      let name = "/usr/share/tor/geoip"
      places = try PlaceTable(
        compiling: [AtlasSource(ByteSource.read(name), name: name, hash: "").places()])
      origins =
        try path.map {
          [try AtlasSource(ByteSource.read($0), name: $0, hash: "").origins()]
        } ?? []
      print(
        "address table: \((PeakMemory.now - before) >> 10) MiB, \(origins.first?.count ?? 0) prefixes"
      )
    }
  }

  /// Counts the capture down to series and returns its packets.
  static func count(
    _ input: CaptureInput, _ tables: Tables, threads: Int, isSketch: Bool = false
  ) throws -> Int {
    var options = TelescopeOptions()
    options.isSketch = isSketch
    let replay = try TelescopeReplay(
      [input], options: options, isForced: true, threads: threads, places: tables.places,
      origins: tables.origins)
    var recorder = TelescopeRecorder(places: tables.places, origins: tables.origins)
    recorder.take(replay.minutes, threads: threads)
    let series = recorder.segments.reduce(0) { $0 + recorder.series(of: $1).count }
    precondition(series > 0, "nothing was counted")
    return replay.totals.packets
  }

  /// Counts the capture twelve times, each five minutes later, and returns all packets.
  private static func hour(_ input: CaptureInput, _ tables: Tables) throws -> Int {
    var sink = Later(accumulator: TelescopeAccumulator())
    for part in 0..<12 {
      sink.seconds = Int64(part) * 300
      _ = try input.read(into: &sink)
      print("  \((part + 1) * 5) minutes: RssAnon \(PeakMemory.now >> 10) MiB")
    }
    var recorder = TelescopeRecorder(places: tables.places, origins: tables.origins)
    recorder.take(sink.accumulator.finish(), threads: 1)
    print("  series \(recorder.segments.reduce(0) { $0 + recorder.series(of: $1).count })")
    return sink.accumulator.totals.packets
  }

  /// Counts packets as if they had come later.
  struct Later: PacketSink {
    var accumulator: TelescopeAccumulator
    var seconds: Int64 = 0
    mutating func packet(_ packet: borrowing Packet) {
      accumulator.packet(
        Packet(
          bytes: packet.bytes, time: PacketTime(seconds: packet.time.seconds + seconds),
          originalLength: packet.originalLength, link: packet.link, network: packet.network))
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

  /// One run: millions of packets a second, and the most kibibytes of anonymous memory.
  struct Run: CustomStringConvertible {
    let cpu: Double
    let wall: Double
    let peak: Int

    init(samplesMemory: Bool = true, _ body: () throws -> Int) throws {
      let memory = PeakMemory()
      if samplesMemory { memory.start() }
      let (start, began) = (clock(), ContinuousClock.now)
      let packets = Double(try body()) / 1e6
      let time = (ContinuousClock.now - began) / .seconds(1)
      cpu = packets / (Double(clock() - start) / Double(CLOCKS_PER_SEC))
      wall = packets / time
      peak = memory.stop()
    }

    var description: String {
      String(
        format: "%.2f M packets/s of CPU, %.2f M packets/s of wall time, peak RssAnon %d MiB", cpu,
        wall, peak >> 10)
    }
  }

  /// Runs five times; prints the medians, and the greatest peak.
  private static func measure(_ name: String, _ body: () throws -> Int) throws {
    let runs = try (0..<5).map { _ in try Run(body) }
    print(
      "\(name): \(rounded(runs.map(\.cpu))) M packets/s of CPU, \(rounded(runs.map(\.wall))) "
        + "M packets/s of wall time, peak RssAnon \((runs.map(\.peak).max() ?? 0) >> 10) MiB")
  }

  static func rounded(_ values: [Double]) -> String {
    String(format: "%.2f", values.sorted()[values.count / 2])
  }
}
