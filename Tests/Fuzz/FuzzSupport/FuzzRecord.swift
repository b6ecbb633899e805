import MRT
import TestSupport

/// Turns what a fuzzer tries into MRT records and gives them to both readers and both writers.
public enum FuzzRecord {
  /// Copies the fuzzer's octets.
  public static func bytes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: start, count: count))
  }

  /// A record around a body.
  public static func record(_ type: UInt8, _ subtype: UInt8, _ body: [UInt8]) -> [UInt8] {
    let length = (0..<4).map { UInt8(truncatingIfNeeded: body.count >> (24 - 8 * $0)) }
    return [0x5F, 0x5E, 0x10, 0, 0, type, 0, subtype] + length + body
  }

  /// A table of two peers, to which entries point.
  public static let peers = record(
    13, 1,
    [192, 0, 2, 9, 0, 0, 0, 2, 2, 192, 0, 2, 1, 192, 0, 2, 1, 0, 0, 0xFB, 0xF4]
      + [3, 192, 0, 2, 2, 0x20, 1, 0x0D, 0xB8] + [UInt8](repeating: 1, count: 12)
      + [0, 0, 0xFB, 0xF6])

  /// Reads bytes as a file; ends the process where the readers disagree.
  public static func run(_ bytes: [UInt8]) {
    let agreement = Agreement(bytes)
    precondition(agreement.difference == nil, agreement.difference ?? "")
    precondition(agreement.count <= bytes.count, "more is said than the bytes can hold")
    for form in ElementForm.allCases {
      var printer = ElementPrinter(form, hasLargeCommunities: true)
      var reader = ElementReader()
      _ = reader.read(bytes.span.bytes, isComplete: true, into: &printer)
    }
  }
}
