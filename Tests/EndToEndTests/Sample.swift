import Foundation

/// The committed sample, and the arguments that make its report.
enum Sample {
  /// The folder of the sample.
  static let folder: String = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.appendingPathComponent("SampleData/iran-2019").path
  }()

  /// What every output made from it must bear.
  static let notice = "Reconstructed series, not measured"

  /// The demo's arguments, for a report in `out`.
  static func replay(to out: String) -> [String] {
    [
      "replay", folder, "--country", "IR", "--entities", "\(folder)/entities.csv",
      "--annotations", "\(folder)/annotations.csv", "--out", out,
    ]
  }
}
