import Foundation
import Testing

/// `vigil signal telescope` and `vigil telescope explain` on small captures.
struct TelescopeCommandTests {
  let folder: TemporaryFolder
  let vigil: VigilProgram

  init() throws {
    folder = try TemporaryFolder()
    vigil = VigilProgram(in: folder)
    try folder.write("start,end,country,region\n11.0.0.0,11.255.255.255,IR,\n", to: "places.csv")
  }

  /// A pcap file of raw IPv4: each packet a TCP SYN between two addresses at a second.
  private static func pcap(_ packets: [(second: UInt32, from: UInt32, to: UInt32)]) -> [UInt8] {
    var bytes: [UInt8] = [0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0] + [UInt8](repeating: 0, count: 8)
    bytes += little(65_535) + little(101)
    for packet in packets {
      bytes += little(packet.second) + little(0) + little(40) + little(40)
      bytes += [0x45, 0, 0, 40, 0, 0, 0, 0, 64, 6, 0, 0] + big(packet.from) + big(packet.to)
      bytes += [0x30, 0x39, 0, 22, 0, 0, 0, 1, 0, 0, 0, 0, 0x50, 2, 4, 0, 0, 0, 0, 0]
    }
    return bytes
  }

  private static func little(_ value: UInt32) -> [UInt8] { big(value).reversed() }

  private static func big(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// Sources of 11.0.1.0/24 that send to one address, a packet a second.
  private static let packets = (0..<200 as Range<UInt32>).map {
    (second: 1_573_900_020 + $0, from: 0x0B00_0170 + $0, to: 0x2C01_0203 as UInt32)
  }
  private static let oneWay = pcap(packets)
  /// The same, of which every fourth packet is an answer to the one before.
  private static let twoWay = pcap(
    (0..<200 as Range<UInt32>).map { number in
      let source = 0x0B00_0101 + number / 4
      let isAnswer = number % 4 == 3
      return (
        1_573_900_020 + number, isAnswer ? 0x2C01_0203 : source, isAnswer ? source : 0x2C01_0203
      )
    })

  @Test("The explanation accounts for every packet")
  func explain() throws {
    try folder.write(Self.oneWay, to: "a.pcap")
    let run = try vigil.run(["telescope", "explain", "a.pcap", "--format", "json"])
    try #require(run.status == 0)
    let report = try #require(try Record.lines(run.output).first)
    #expect(report.text("schema") == "vigil.telescope.explain/1")
    let removed = report.object("removed").fields.values.reduce(0.0) {
      $0 + (($1 as? NSNumber)?.doubleValue ?? .nan)
    }
    #expect(report.object("removed").fields.count == 25)
    #expect(
      report.number("packets") == report.number("notIPv4") + report.number("passed") + removed)
    #expect(report.number("packets") == 200)
    // Sources that end in 0 or 255 are taken to be forged.
    #expect(report.object("removed").number("last-byte-src-255") == 1)
    #expect(
      report.object("examples").object("last-byte-src-255").text("src") == "11.0.1.255")
  }

  @Test("A pipe by any name gives what the file gives")
  func pipes() throws {
    try folder.write(Self.oneWay, to: "a.pcap")
    let options = "--geo places.csv"
    let file = try vigil.shell("vigil signal telescope a.pcap \(options)")
    try #require(file.status == 0, "\(file.message)")
    #expect(file.lines.contains("telescope,country/IR,1573900080,60,"))
    for line in [
      "cat a.pcap | vigil signal telescope - \(options)",
      "cat a.pcap | vigil signal telescope /dev/stdin \(options)",
      "vigil signal telescope <(cat a.pcap) \(options)",
      "mkfifo pipe; cat a.pcap > pipe & vigil signal telescope pipe \(options)",
    ] {
      #expect(try vigil.shell(line).output == file.output, "\(line)")
    }
  }

  @Test("A capture of both directions is refused before anything is written")
  func twoWay() throws {
    try folder.write(Self.twoWay, to: "two.pcap")
    try folder.write(Self.oneWay, to: "one.pcap")
    for line in [
      "vigil signal telescope two.pcap --geo places.csv",
      "vigil signal telescope two.pcap - --geo places.csv < one.pcap",
      "vigil signal telescope - --geo places.csv < two.pcap",
    ] {
      let run = try vigil.shell(line)
      #expect(run.status == 1 && run.output == "", "\(line)")
      #expect(run.message.contains("two-way traffic to 44.1.2.0/24: not a telescope"))
    }
    let forced = try vigil.run([
      "signal", "telescope", "two.pcap", "--force", "--geo", "places.csv",
    ])
    #expect(forced.status == 0 && forced.lines.count > 3)
  }

  @Test("What is no capture, and what holds no packet, ends with an error that says so")
  func noPackets() throws {
    try folder.write("# a page\n", to: "page.pcap")
    try folder.write(Self.pcap([]), to: "empty.pcap")
    for name in ["page.pcap", "empty.pcap"] {
      let run = try vigil.run(["signal", "telescope", name, "--geo", "places.csv"])
      #expect(run.status == 1 && run.output == "")
      #expect(run.message.contains("no packet was read"), "\(run.message)")
      #expect(run.message.contains(name))
    }
  }

  @Test("A folder where a file is to be written is refused before anything is read")
  func folderForFile() throws {
    try folder.write(Self.oneWay, to: "a.pcap")
    try folder.write("", to: "taken/file")
    for line in [
      "signal telescope a.pcap --geo places.csv --out taken",
      "signal telescope --interface absent0 --geo places.csv --out taken",
      "signal bgp absent.mrt --geo places.csv --out taken",
      "signal bgp absent.mrt --geo places.csv --peers taken",
    ] {
      let run = try vigil.run(line.split(separator: " ").map(String.init))
      #expect(run.status == 1 && run.output == "", "\(line)")
      #expect(
        run.message
          == "error: taken: cannot be written (it is a folder; name a file in it)\n", "\(line)")
    }
  }

  /// The packets of `oneWay` from a number on as flow records.
  private static func flows(from first: UInt32, asLines: Bool) -> String {
    let names =
      ["time", "src_ip", "dst_ip", "src_port", "dst_port", "protocol", "ttl"]
      + ["tcp_flags", "ip_len", "tcp_synlen", "tcp_synwinlen", "packet_cnt", "is_spoofed"]
    let rows = (first..<200).map { number in
      let octet = 0x70 + number
      return ["\(1_573_900_020 + number)", "11.0.\(1 + octet / 256).\(octet % 256)"]
        + ["44.1.2.3", "12345", "22", "6", "64", "2", "40", "20", "1024", "1", "0"]
    }
    guard asLines else {
      return ([names] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
    }
    return rows.map { row in
      let members = zip(names, row).map { name, value in
        name.hasSuffix("_ip") ? "\"\(name)\": \"\(value)\"" : "\"\(name)\": \(value)"
      }
      return "{\(members.joined(separator: ", "))}\n"
    }.joined()
  }

  @Test("Flow records count as their packets, alone and behind a capture, by any way in")
  func flows() throws {
    try folder.write(Self.oneWay, to: "a.pcap")
    try folder.write(Self.pcap(Array(Self.packets.prefix(90))), to: "days/1.pcap")
    try folder.write(Self.flows(from: 90, asLines: false), to: "days/2.csv")
    try folder.write("name,note\na,b\n", to: "days/3.csv")
    try folder.write(Self.flows(from: 0, asLines: false), to: "rows.csv")
    try folder.write(Self.flows(from: 0, asLines: true), to: "rows.txt")
    let options = "--geo places.csv"
    let expected = try vigil.shell("vigil signal telescope a.pcap \(options)")
    try #require(expected.status == 0, "\(expected.message)")
    for line in [
      "vigil signal telescope rows.csv \(options)",
      "vigil signal telescope rows.txt \(options)",
      "cat rows.txt | vigil signal telescope - \(options)",
      "gzip -k rows.csv; vigil signal telescope rows.csv.gz \(options)",
      "vigil signal telescope days \(options)",
      "vigil signal telescope days/1.pcap days/2.csv \(options)",
    ] {
      let run = try vigil.shell(line)
      #expect(run.status == 0 && run.output == expected.output, "\(line): \(run.message)")
      #expect(run.message.contains("flows-unchecked"), "\(line): \(run.message)")
    }
    let checked = try vigil.shell("vigil signal telescope rows.csv --dark 44.1.2.0/24 \(options)")
    #expect(checked.output == expected.output && !checked.message.contains("flows-unchecked"))
    for source in ["rows.csv", "-"] {
      let refused = try vigil.shell(
        "vigil signal telescope \(source) --dark 11.0.0.0/8 \(options) < rows.csv")
      #expect(refused.status == 1 && refused.output == "")
      #expect(refused.message.contains("two-way traffic to 11.0.0.0/8: not a telescope"))
    }
  }

  @Test("The explanation of flow records is that of their packets")
  func explainFlows() throws {
    try folder.write(Self.oneWay, to: "a.pcap")
    try folder.write(Self.flows(from: 0, asLines: false), to: "rows.csv")
    let reports = try ["a.pcap", "rows.csv"].map { name in
      let run = try vigil.run(["telescope", "explain", name, "--format", "json"])
      try #require(run.status == 0, "\(run.message)")
      return run.output.replacing("rows.csv", with: "a.pcap").replacing(
        /"time":"([^".]*)(\.0+)?Z"/
      ) { "\"time\":\"\($0.1)Z\"" }
    }
    #expect(reports[0] == reports[1])
  }

  @Test("Flow records are read by a source of captures")
  func flowSource() throws {
    try folder.write(Self.flows(from: 0, asLines: true), to: "rows.ndjson")
    try folder.write(
      """
      [[source]]
      kind = "pcap"
      path = ["rows.ndjson"]
      datasource = "telescope"
      geo = ["places.csv"]

      """, to: "vigil.toml")
    let run = try vigil.run(["detect", "--config", "vigil.toml"])
    #expect(run.status == 0, "\(run.message)")
    #expect(run.message.contains("200 packets, of which 198 passed"), "\(run.message)")
  }

  @Test("What comes by a pipe behind the check is marked as it is of a file")
  func lateAnswers() throws {
    var packets: [(second: UInt32, from: UInt32, to: UInt32)] = []
    for number in 0..<1_000_000 as Range<UInt32> {
      let second = 1_573_900_020 + number / 10_000
      packets.append((second, 0x0B00_0001 + number % 200, 0x2C01_0200 + number % 256))
    }
    for number in 0..<400 as Range<UInt32> {
      let (source, target) = (0x0B00_0001 + number % 200, 0x2C01_0201 as UInt32)
      let isAnswer = number % 4 == 3
      packets.append((1_573_900_200, isAnswer ? target : source, isAnswer ? source : target))
    }
    try folder.write(Self.pcap(packets), to: "big.pcap")
    let options = "--geo places.csv --kind country"
    let file = try vigil.shell("vigil signal telescope big.pcap \(options)")
    try #require(file.status == 0, "\(file.message)")
    #expect(file.output.contains(",1573900200,"))
    #expect(file.lines.last?.contains("flagged") == true, "\(file.output)")
    let pipe = try vigil.shell("cat big.pcap | vigil signal telescope - \(options)")
    #expect(pipe.output == file.output)
  }

  @Test("A name that would be judged by the generic rule is refused")
  func names() throws {
    try folder.write(Self.oneWay, to: "a.pcap")
    for arguments in [
      ["--datasource", "mine"], ["--kind", "continent"], ["--dark", "0.0.0.0/0"],
    ] {
      let run = try vigil.run(["signal", "telescope", "a.pcap"] + arguments)
      #expect(run.status == 2 && run.output == "", "\(arguments)")
    }
  }
}
