import Probing
import Timeline

/// Adds up what a feed gives.
private struct Tally: ProbeSink {
  var results: [ProbeResult] = []

  mutating func take(_ result: ProbeResult) { results.append(result) }
}

/// Files of probe results and lists of blocks: a reader says no more than the octets hold, the first
/// octet chooses which; a list that is read is written and read again as the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzProbes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let choice = bytes.first else { return 0 }
  if choice % 2 == 0 { results(Array(bytes.dropFirst())) } else { list(Array(bytes.dropFirst())) }
  return 0
}

private func results(_ bytes: [UInt8]) {
  let scan = ZMapScan(
    targets: (0..<256).map { 0xC000_0200 + $0 }, start: 1_573_923_600_000, end: 1_573_924_000_000)
  let inputs = [
    ProbeInput(bytes: bytes, name: "a"),
    ProbeInput(bytes: bytes, name: "b", options: ProbeInputOptions(prober: "b", scan: scan)),
  ]
  var feed = ProbeFeed(inputs, includesRepliesOnly: true)
  var tally = Tally()
  guard (try? feed.read(into: &tally)) != nil else { return }
  let given = feed.counts.reduce(0) { $0 + $1.probes }
  precondition(given == tally.results.count, "results were lost")
  // A record of scamper gives at most 256 packets, a scan its targets.
  precondition(
    given <= 512 + feed.counts.reduce(0) { $0 + $1.records * 256 }, "more than the octets hold")
  precondition(tally.results.allSatisfy { $0.milliseconds >= 0 }, "a time before 1970")
  var history = ProbeHistory()
  for result in tally.results { history.take(result) }
  let list = history.list(rule: .all, leastProbes: 1).list
  precondition(list.count <= tally.results.count, "blocks from nowhere")
}

private func list(_ bytes: [UInt8]) {
  let input = BlockListInput(bytes: bytes, name: "list")
  guard let reading = try? BlockListReader.read(input, rule: .all) else { return }
  let cache = BlockListWriter.cache(reading.list)
  let again = try? BlockListReader.read(BlockListInput(bytes: cache, name: "cache"), rule: .all)
  precondition(again?.list == reading.list, "the cache says something else")
  let csv = BlockListWriter.csv(reading.list)
  let rows = try? BlockListReader.read(BlockListInput(bytes: csv, name: "csv"), rule: .all)
  precondition(rows?.list.blocks == reading.list.blocks, "the CSV says something else")
  precondition(rows?.list.hosts == reading.list.hosts, "the CSV says something else of hosts")
}
