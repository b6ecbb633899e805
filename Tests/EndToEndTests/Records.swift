import Foundation
import Testing

/// Records as the program prints them, for tests that read fields.
struct Record {
  /// The members.
  let fields: [String: Any]

  init(_ fields: [String: Any]) { self.fields = fields }

  /// Reads an object.
  init(parsing text: some StringProtocol) throws {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    fields = try #require(value as? [String: Any])
  }

  /// Reads one object a line.
  static func lines(_ text: String) throws -> [Record] {
    try text.split(separator: "\n").map { try Record(parsing: $0) }
  }

  /// Reads an array of objects.
  static func array(_ text: String) throws -> [Record] {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(value as? [[String: Any]]).map { Record($0) }
  }

  /// A text, empty when there is none.
  func text(_ name: String) -> String { fields[name] as? String ?? "" }

  /// A number, not a number when there is none.
  func number(_ name: String) -> Double { (fields[name] as? NSNumber)?.doubleValue ?? .nan }

  /// An object, empty when there is none.
  func object(_ name: String) -> Record { Record(fields[name] as? [String: Any] ?? [:]) }

  /// The objects of an array.
  func objects(_ name: String) -> [Record] {
    (fields[name] as? [[String: Any]] ?? []).map { Record($0) }
  }

  /// Whether a member is absent or null.
  func isNull(_ name: String) -> Bool { fields[name] == nil || fields[name] is NSNull }

  /// The clock time of an epoch, `16 14:05` for 16 November 2019.
  static func clock(_ seconds: Double) -> String {
    guard seconds.isFinite else { return "-" }
    let minutes = (Int(seconds) - 1_572_566_400) / 60
    let (day, rest) = (minutes / 1_440 + 1, minutes % 1_440)
    let pad = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(day) \(pad(rest / 60)):\(pad(rest % 60))"
  }
}
