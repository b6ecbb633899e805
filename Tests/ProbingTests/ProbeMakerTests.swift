import Inflate
import Probing
import Testing
import Timeline

/// The results of ZMap, scamper and RIPE Atlas.
struct ProbeMakerTests {
  static let zmap = """
    saddr, timestamp-str, timestamp-ts, timestamp-us, success, repeat, classification
    192.0.2.1,2019-11-16T17:00:01.250+0000,1573923601,250000,1,0,echoreply
    192.0.2.1,2019-11-16T17:00:01.350+0000,1573923601,350000,1,1,echoreply
    192.0.2.2,2019-11-16T17:00:02.000+0000,1573923602,0,0,0,unreach
    192.0.2.3,2019-11-16T17:00:02.000+0000,1573923602,0,0,0,unreach
    192.0.2.4,2019-11-16T17:00:03.999+0000,1573923603,999999,1,0,echoreply
    198.51.100.1,2019-11-16T17:00:03.999+0000,1573923603,999999,1,0,echoreply

    """

  @Test("ZMap alone gives a count of replies, and says that it is no more")
  func zmapAlone() throws {
    let reading = try ProbeReading(ProbeMakerTests.zmap, name: "scan.csv")
    #expect(reading.results.isEmpty)
    #expect(reading.counts.first?.isRepliesOnly == true)
    #expect(reading.counts.first?.format == .zmap)
    #expect(reading.counts.first?.classes == ["unreach": 2, "echoreply": 1])
    let only = try #require(reading.findings.findings.first { $0.kind == "replies-only" })
    #expect(only.count == 3)
    #expect(only.detail.contains("no belief"))
    let rows = try #require(reading.findings.findings.first { $0.kind == "zmap-not-a-reply" })
    #expect(rows.detail.contains("2 unreach, 1 echoreply"))
    let forced = try ProbeReading(
      [ProbeInput(bytes: Array(ProbeMakerTests.zmap.utf8), name: "scan.csv")],
      includesRepliesOnly: true)
    #expect(
      forced.lines(since: 1_573_923_600_000) == [
        "1250 192.0.2.1 1 scan 0", "3999 192.0.2.4 1 scan 0", "3999 198.51.100.1 1 scan 0",
      ])
  }

  @Test(
    "Its times are read under each of their names",
    arguments: ["timestamp_ts", "timestamp-ts", "timestamp_str", "timestamp-str"])
  func zmapTimes(name: String) throws {
    let time = name.hasSuffix("ts") ? "1573923601" : "2019-11-16T17:00:01.000+0000"
    let reading = try ProbeReading(
      [ProbeInput(bytes: Array("\(name),saddr\n\(time),192.0.2.1\n".utf8), name: "scan")],
      includesRepliesOnly: true)
    #expect(reading.lines(since: 1_573_923_600_000) == ["1000 192.0.2.1 1 scan 0"])
  }

  @Test("With its targets and its scan, who is silent was probed in vain, spread over the scan")
  func zmapScan() throws {
    let metadata = """
      { "probe_module": "icmp_echoscan", "send_start_time": "2019-11-16T17:00:00+0000",
        "send_end_time": "2019-11-16T17:04:59+0000", "cli_cidr_destinations": [ "a" ] }
      """
    var targets = "# targets\n2001:db8::1\n"
    for host in 0..<256 { targets += "192.0.2.\(host)\n" }
    let scan = try ZMapScan(
      targets: ProbeInput(bytes: Array((targets + targets).utf8), name: "targets"),
      metadata: ProbeInput(bytes: Array(metadata.utf8), name: "metadata.json"))
    #expect(scan.targets.count == 256)
    #expect(scan.sending == 1_573_923_600_000..<1_573_923_900_000)
    let reading = try ProbeReading(
      ProbeMakerTests.zmap, name: "scan.csv", options: ProbeInputOptions(scan: scan))
    #expect(reading.results.count == 256)
    #expect(Set(reading.results.map(\.address)).count == 256)
    #expect(reading.results.filter(\.isReply).map { $0.address & 255 } == [1, 4])
    let times = reading.results.map(\.milliseconds)
    #expect(times == times.sorted())
    let silent = reading.results.filter { !$0.isReply }.map { $0.milliseconds - 1_573_923_600_000 }
    #expect(silent.allSatisfy { (0..<300_000).contains($0) })
    #expect(silent.filter { $0 < 150_000 }.count > 100)
    #expect(silent.filter { $0 >= 150_000 }.count > 100)
    #expect(reading.findings.count(of: "reply-from-no-target") == 1)
    let packed = try ProbeReading([
      ProbeInput(
        bytes: try Gzip.compress(Array(ProbeMakerTests.zmap.utf8)), name: "scan.csv.gz",
        options: ProbeInputOptions(scan: scan))
    ])
    #expect(packed.results == reading.results)
    #expect(reading.counts.first?.isRepliesOnly == false)
  }

  @Test("Metadata without times, and files without targets, are refused")
  func zmapRefusals() {
    let targets = ProbeInput(bytes: Array("192.0.2.1\n".utf8), name: "targets")
    for text in ["{}", "[1]", "{\"send_start_time\":\"x\",\"send_end_time\":\"y\"}"] {
      #expect(throws: ProbeInputError.self) {
        _ = try ZMapScan(
          targets: targets, metadata: ProbeInput(bytes: Array(text.utf8), name: "metadata"))
      }
    }
    #expect(throws: ProbeInputError.noTargets(name: "none")) {
      _ = try ZMapScan(
        targets: ProbeInput(bytes: Array("a\n".utf8), name: "none"), start: 0, end: 1)
    }
  }

  /// What Debian's scamper writes, shortened, and with documentation addresses for others than itself.
  static let scamper = """
    {"type":"cycle-start", "list_name":"default", "id":0, "hostname":"vp7", "start_time":1795409000}
    {"type":"ping", "version":"0.4", "method":"icmp-echo", "src":"127.0.0.1", "dst":"127.0.0.1", "start":{"sec":1795409000,"usec":583886}, "ping_sent":2, "probe_size":84, "userid":0, "ttl":64, "wait":1, "timeout":1, "responses":[{"from":"127.0.0.1", "seq":0, "reply_size":84, "reply_ttl":64, "reply_proto":"icmp", "tx":{"sec":1795409000, "usec":584128}, "rx":{"sec":1795409000, "usec":584530}, "rtt":0.402, "probe_ipid":35542, "reply_ipid":64561, "icmp_type":0, "icmp_code":0},{"from":"127.0.0.1", "seq":1, "reply_size":84, "reply_ttl":64, "reply_proto":"icmp", "tx":{"sec":1795409001, "usec":584339}, "rx":{"sec":1795409001, "usec":584383}, "rtt":0.044, "probe_ipid":3969, "reply_ipid":64747, "icmp_type":0, "icmp_code":0}],"statistics":{"replies":2, "loss":0, "min":0.044, "max":0.402, "avg":0.223, "stddev":0.179}}
    {"type":"ping", "version":"0.4", "method":"icmp-echo", "src":"192.0.2.2", "dst":"198.51.100.1", "start":{"sec":1795409004,"usec":761358}, "ping_sent":2, "wait":1, "timeout":1, "responses":[{"from":"192.0.2.7", "seq":0, "tx":{"sec":1795409004, "usec":761457}, "rtt":0.328, "icmp_type":3, "icmp_code":3}],"statistics":{"replies":1, "loss":1}}
    {"type":"ping", "version":"0.4", "method":"icmp-echo", "src":"::1", "dst":"::1", "start":{"sec":1795409002,"usec":702163}, "ping_sent":2, "responses":[]}
    {"type":"trace","version":"0.1", "userid":0, "method":"udp-paris", "dst":"127.0.0.1"}
    {"type":"ping", "version":"0.4", "dst":"127.0.0.2", "start":{"sec":1795409007,"usec":1}, "ping_sent":0, "responses":[]}
    {"type":"cycle-stop", "list_name":"default", "id":0, "hostname":"vp7", "stop_time":1795409008}

    """

  @Test(
    "scamper: a reply whose packet is not told, or was not sent, is a reply",
    arguments: [
      "", "\"seq\":7,", "\"seq\":-1,",
    ])
  func scamperSequence(_ sequence: String) throws {
    let record = """
      {"type":"ping","dst":"192.0.2.9","start":{"sec":1573862400,"usec":0},"ping_sent":2,"wait":1,\
      "responses":[{"from":"192.0.2.9",\(sequence)"rtt":1.5,"icmp_type":0}]}
      """
    let reading = try ProbeReading(record, name: "out.json")
    #expect(reading.results.map(\.isReply) == [true, false])
    #expect(reading.results.first?.milliseconds == 1_573_862_400_000)
  }

  @Test("scamper: replies to packets beyond those that are looked at answer no others")
  func scamperMany() throws {
    let replies = (100..<300).map {
      "{\"from\":\"192.0.2.9\",\"seq\":\($0),\"rtt\":1.5,\"icmp_type\":0}"
    }
    let reading = try ProbeReading(
      """
      {"type":"ping","dst":"192.0.2.9","start":{"sec":1573862400,"usec":0},"ping_sent":300,\
      "wait":1,"responses":[\(replies.joined(separator: ","))]}
      """, name: "out.json")
    #expect(reading.results.count == 256)
    #expect(reading.results.prefix(100).allSatisfy { !$0.isReply })
    #expect(reading.results.dropFirst(100).allSatisfy { $0.isReply })
  }

  @Test("scamper: a packet is answered by an echo reply from its target alone")
  func scamper() throws {
    let reading = try ProbeReading(ProbeMakerTests.scamper, name: "out.json")
    #expect(
      reading.lines(since: 1_795_409_000_000) == [
        "584 127.0.0.1 1 vp7 402", "1584 127.0.0.1 1 vp7 44", "4761 198.51.100.1 0 vp7 0",
        "5761 198.51.100.1 0 vp7 0",
      ])
    let found = reading.findings.findings.map { "\($0.kind) \($0.count)" }
    #expect(
      found == ["other-record 3", "ipv6-target 1", "foreign-reply 1", "no-probe 1"])
    #expect(reading.counts.first?.format == .scamper)
    let named = try ProbeReading(
      ProbeMakerTests.scamper, options: ProbeInputOptions(prober: "mine"))
    #expect(named.lines(since: 1_795_409_000_000).first == "584 127.0.0.1 1 mine 402")
  }

  static let atlas = [
    """
    {"fw":5020,"lts":30,"dst_addr":"192.0.2.1","dst_name":"192.0.2.1","af":4,"src_addr":"10.0.0.2",\
    "proto":"ICMP","ttl":55,"size":48,"result":[{"rtt":12.345},{"x":"*"},{"rtt":13,"dup":1}],\
    "dup":1,"rcvd":1,"sent":3,"min":12.3,"msm_id":1001,"prb_id":165,"timestamp":1573923600,\
    "msm_name":"Ping","from":"198.51.100.7","type":"ping","stored_timestamp":1573923700}
    """,
    """
    {"lts":601,"dst_addr":"192.0.2.2","af":4,"result":[{"error":"Network is unreachable"},\
    {"rtt":5.5,"src_addr":"203.0.113.1"}],"prb_id":166,"timestamp":1573923601,"type":"ping"}
    """,
    """
    {"lts":-1,"dst_addr":"2001:db8::1","af":6,"result":[{"rtt":5}],"prb_id":167,\
    "timestamp":1573923602,"type":"ping"}
    """,
    """
    {"lts":1,"dst_name":"no.example","result":[{"error":"dns"}],"prb_id":167,\
    "timestamp":1573923602,"type":"ping"}
    """,
    #"{"lts":1,"dst_addr":"192.0.2.3","result":[],"prb_id":1,"timestamp":1,"type":"traceroute"}"#,
    """
    {"lts":-1,"dst_addr":"192.0.2.3","result":[{"rtt":7}],"prb_id":165,"timestamp":1573923603,\
    "type":"ping"}
    """,
  ]

  @Test("RIPE Atlas: an array, or an object a line", arguments: [true, false])
  func atlas(isArray: Bool) throws {
    let text =
      isArray
      ? "[" + ProbeMakerTests.atlas.joined(separator: ",") + "]\n"
      : ProbeMakerTests.atlas.joined(separator: "\n")
    let reading = try ProbeReading(text, name: "ping.json")
    #expect(
      reading.lines(since: 1_573_923_600_000) == [
        "0 192.0.2.1 1 165 12345", "0 192.0.2.1 0 165 0", "1000 192.0.2.2 0 166 0",
        "3000 192.0.2.3 1 165 7000",
      ])
    let found = reading.findings.findings.map { "\($0.kind) \($0.count)" }
    #expect(
      found == [
        "other-record 1", "ipv6-target 1", "foreign-reply 1", "duplicate-reply 1", "no-probe 2",
        "clock-not-in-step 2",
      ])
    #expect(reading.counts.first?.format == .atlas)
  }

  @Test("An object of an array that does not end costs no more than itself and what it swallows")
  func brokenArray() throws {
    let broken = "[{\"prb_id\":1,\"dst\": \"x\n" + ProbeMakerTests.atlas[5] + ",\n{}x]"
    let reading = try ProbeReading(broken)
    #expect(reading.lines(since: 1_573_923_600_000) == ["3000 192.0.2.3 1 165 7000"])
    #expect(reading.findings.count(of: "bad-record") == 3)
  }
}
