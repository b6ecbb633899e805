import Foundation
import TestSupport
import Testing
import Timeline

/// `vigil signal probing --replies` on the pings of Bago, which list replies only.
struct ReplyCountTests {
  private static let zone = 23_400

  /// The bins of which detection reads: full local hours, empty ones zero because it is said so.
  private static func arguments(_ path: String) -> [String] {
    [
      "signal", "probing", path, "--replies", "--columns", "time=time_local_str,address=ip_hash",
      "--utc-offset", "+06:30", "--bin", "1h", "--bin-offset", "30m", "--empty", "zero",
      "--entity", "region/MM-02",
    ]
  }

  private static func time(_ local: String) throws -> UnixTime {
    try #require(UnixTime.reading(local)).time - zone
  }

  @Test(
    "The nights without a reply in Bago are each one critical event",
    .enabled(if: Corpus.isPresent))
  func nights() throws {
    let path = Corpus.path("probing/mmr-2021-04-09_Bago.csv")
    let folder = try TemporaryFolder()
    let vigil = VigilProgram(in: folder)
    let counted = try vigil.run(Self.arguments(path) + ["--out", "replies.csv"])
    try #require(counted.status == 0, "\(counted.message)")
    #expect(counted.message.contains("empty-bin"))
    let judged = try vigil.run(["detect", "replies.csv", "--format", "ndjson"])
    let events = try Record.lines(judged.output).filter { $0.text("level") == "critical" }
    let onsets = events.compactMap { event in
      event.objects("levels").first { $0.text("level") == "critical" }
        .map { UnixTime(Int64($0.object("onset").number("by"))) }
    }
    #expect(onsets.count == events.count)

    // The times of the file, read without the program: field 8 of rows whose owner may be quoted.
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let replies = try text.split(whereSeparator: \.isNewline).dropFirst().map { row in
      try Self.time(String(row.split(separator: ",").dropLast(2).last ?? ""))
    }
    #expect(replies.count == 12_239)
    var (nights, found, matched) = (0, 0, 0)
    let first = try Self.time("2021-02-15 00:00:00")
    for day in 0..<72 {
      let midnight = first + day * 86_400
      let silence = midnight + 4_200..<midnight + 21_600
      guard !replies.contains(where: { silence.contains($0) }) else { continue }
      nights += 1
      let own = onsets.count { $0 >= midnight && $0 <= midnight + 7_200 }
      matched += own
      if own == 1 { found += 1 }
    }
    #expect(nights == 68)
    #expect(found >= 65, "\(found)")
    #expect(onsets.count - matched <= 8, "\(onsets.count - matched)")
  }

  @Test("What the files cannot say must be said")
  func usage() throws {
    let folder = try TemporaryFolder()
    let vigil = VigilProgram(in: folder)
    try folder.write("time,address\n1613700000,1\n1613707200,1\n", to: "r.csv")
    let without = try vigil.run(["signal", "probing", "r.csv"])
    #expect(without.status == 2 && without.message.contains("--list"))
    let nobody = try vigil.run(["signal", "probing", "r.csv", "--replies"])
    #expect(nobody.status == 2 && nobody.message.contains("--entity"))
    let counted = try vigil.run([
      "signal", "probing", "r.csv", "--replies", "--entity", "region/MM-02",
    ])
    #expect(counted.status == 0)
    #expect(
      counted.output == """
        # origin: vigil
        datasource,entity,time,value
        probing.replies,region/MM-02,1613700000,1
        probing.replies,region/MM-02,1613703600,
        probing.replies,region/MM-02,1613707200,1

        """)
    #expect(counted.message.contains("--empty zero"))
  }
}
