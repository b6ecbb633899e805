import Foundation
import TestSupport
import Testing

/// `vigil signal telescope --interface` on a veth pair.
struct LiveTelescopeTests {
  /// An Ethernet frame with a TCP segment from 11.0.`number` to a telescope.
  private static func frame(_ number: Int) -> [UInt8] {
    var frame: [UInt8] = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0]
    frame += [0x45, 0, 0, 40, 0, 0, 0, 0, 64, 6, 0, 0, 11, 0]
    frame += [UInt8(number / 100), UInt8(number % 100 + 1), 192, 0, 2, 1]
    frame += [0x30, 0x39, 0, 22] + [0, 0, 0, 1, 0, 0, 0, 0] + [0x50, 2, 4, 0, 0, 0, 0, 0]
    return frame
  }

  /// Runs the program on a pair, sends frames once it listens, and perhaps interrupts it.
  private func capture(
    frames: Int, arguments: String, interrupting: Bool
  ) throws -> (rows: [[Substring]], status: Int32, message: String) {
    let folder = try TemporaryFolder()
    try folder.write("start,end,country,region\n11.0.0.0,11.255.255.255,IR,\n", to: "places.csv")
    let path = folder.url.path
    let line =
      "cd '\(path)' && exec '\(VigilProgram.path)' signal telescope --geo places.csv "
      + "--dark 192.0.2.0/24 \(arguments) >out 2>err --interface "
    let status = try VethPair.run { pair -> Int32 in
      guard let process = pair.start(line + pair.receiving) else { return -1 }
      for _ in 0..<200 where !Self.text("\(path)/err").contains("capturing from") {
        Thread.sleep(forTimeInterval: 0.05)
      }
      for number in 0..<frames { _ = pair.send(Self.frame(number)) }
      if interrupting {
        // The kernel hands packets over after a tenth of a second at the latest.
        Thread.sleep(forTimeInterval: 1)
        kill(process, SIGINT)
      }
      return pair.wait(for: process)
    }
    let rows = Self.text("\(path)/out").split(separator: "\n").dropFirst(2).map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    return (rows, status, Self.text("\(path)/err"))
  }

  private static func text(_ path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }

  @Test("Every frame that was sent is counted", .enabled(if: VethPair.isPossible))
  func count() throws {
    let (rows, status, message) = try capture(
      frames: 2_000,
      arguments: "--count 2000 --measure sources --measure packets",
      interrupting: false)
    #expect(status == 0)
    #expect(message.contains("2000 packets, of which 2000 passed"))
    for datasource in ["telescope", "telescope.packets"] {
      let counts = rows.filter { $0[0] == datasource && $0[1] == "country/IR" }.map {
        Int($0[3]) ?? 0
      }
      #expect(counts.reduce(0, +) == 2_000)
    }
    #expect(rows.first?.last == "partial")
    #expect(rows.last?.last == "partial")
  }

  @Test("Control-C writes the last minute as partial", .enabled(if: VethPair.isPossible))
  func interrupt() throws {
    let (rows, status, message) = try capture(frames: 300, arguments: "", interrupting: true)
    #expect(status == 0)
    #expect(message.contains("300 packets, of which 300 passed"))
    #expect(rows.map { Int($0[3]) ?? 0 }.reduce(0, +) == 300)
    #expect(rows.last?.last == "partial")
  }

  /// A frame with the answer to `frame`.
  private static func answer(_ number: Int) -> [UInt8] {
    var frame = frame(number)
    frame.replaceSubrange(26..<34, with: Array(frame[30..<34]) + Array(frame[26..<30]))
    return frame
  }

  @Test(
    "Answers that come behind the check flag their minute", .enabled(if: VethPair.isPossible))
  func lateAnswers() throws {
    let folder = try TemporaryFolder()
    try folder.write("start,end,country,region\n11.0.0.0,11.255.255.255,IR,\n", to: "places.csv")
    let path = folder.url.path
    let line =
      "cd '\(path)' && exec '\(VigilProgram.path)' signal telescope --geo places.csv "
      + ">out 2>err --interface "
    let status = try VethPair.run { pair -> Int32 in
      guard let process = pair.start(line + pair.receiving) else { return -1 }
      for _ in 0..<200 where !Self.text("\(path)/err").contains("capturing from") {
        Thread.sleep(forTimeInterval: 0.05)
      }
      // The check looks at a million packets; a few more in case that some are dropped, and with
      // pauses, so that the kernel's buffer holds them. Answers are a twentieth of all.
      for number in 0..<1_200_000 {
        _ = pair.send(Self.frame(number % 5_000))
        if number % 20_000 == 0 { Thread.sleep(forTimeInterval: 0.02) }
      }
      for number in 0..<60_000 { _ = pair.send(Self.answer(number % 5_000)) }
      Thread.sleep(forTimeInterval: 1)
      kill(process, SIGINT)
      return pair.wait(for: process)
    }
    #expect(status == 0, "\(Self.text("\(path)/err"))")
    #expect(Self.text("\(path)/out").contains("flagged"), "\(Self.text("\(path)/err"))")
  }

  @Test("An interface that is not there is an error that names it")
  func absent() throws {
    let run = try VigilProgram(in: TemporaryFolder()).run([
      "signal", "telescope", "--interface", "absent0",
    ])
    #expect(run.status == 1)
    #expect(run.message.hasPrefix("error: absent0: "))
    #expect(run.output == "")
  }
}
