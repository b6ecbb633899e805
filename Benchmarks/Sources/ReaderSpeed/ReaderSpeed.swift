import Foundation
import Inflate
import SignalFiles
import Timeline

/// Reads files again and again, in memory, and prints CPU nanoseconds a point.
///
///     swift run -c release --package-path Benchmarks reader-speed FILE... [--country IR]
///
/// Without a file it reads the sample in every form that can hold one signal of it.
@main
struct ReaderSpeed {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let country = Entity(kind: .country, code: "IR")
    var options = SignalReadingOptions(country: country)
    options.entity = country
    options.datasource = .bgp
    if arguments.isEmpty {
      try measureForms(options)
    } else {
      for path in arguments { try measure(try ByteSource.read(path), path, options) }
    }
  }

  /// Writes one month of one signal in each form and reads it back.
  private static func measureForms(_ options: SignalReadingOptions) throws {
    guard let entity = options.entity else { return }
    let values = (0..<8_640).map { Double(46_000 + $0 * 7_919 % 301) }
    let set = SignalSet(series: [
      Series(
        entity: entity, datasource: .bgp, start: UnixTime(1_573_257_600), step: 300,
        values: values)
    ])
    for format in SignalFormat.allCases {
      try measure(try SignalEncoder().encode(set, as: format), format.rawValue, options)
    }
  }

  private static func measure(
    _ bytes: [UInt8], _ name: String, _ options: SignalReadingOptions
  ) throws {
    let reader = SignalReader(options)
    var best = Double.infinity
    var rows = 0
    for _ in 0..<7 {
      let start = clock()
      rows = try reader.read(bytes, name: name).rows
      best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC))
    }
    let perPoint = best / Double(max(1, rows)) * 1e9
    let rate = Double(bytes.count) / best / 1e6
    print("\(name): \(rows) points, \(Int(perPoint)) ns a point, \(Int(rate)) MB/s")
  }
}
