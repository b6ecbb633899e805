import Foundation
import Scenario
import Timeline

/// Writes the capture that is measured: always the same, never committed.
///
///     swift run -c release --package-path Benchmarks make-pcap-inputs FOLDER [SCALE]
///
/// `telescope.pcap` holds 10 million packets in five minutes, or a part of them, from 735,000 sources
/// a minute; `pfx2as.txt` and `ranges.csv` say whose and where they are.
@main
struct MakePcapInputs {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let folder = arguments.first else {
      print("make-pcap-inputs FOLDER [SCALE]")
      exit(2)
    }
    let start = clock()
    let scale = arguments.dropFirst().compactMap { Double($0) }.first ?? 1
    let capture = SyntheticCapture(.fiveMinutes(scale: scale))
    let output = try OutputFile("\(folder)/telescope.pcap")
    let counts = try capture.write { try output.write($0) }
    let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
    try SyntheticInternet(.oneCollector).writeAddressTables(to: folder)
    print("octets \(counts.octets), packets \(counts.packets), passing \(counts.passed)")
    print("sources a minute \(capture.shape.sources)")
    print("cpu \(String(format: "%.1f", seconds)) s")
  }
}
