/// A tally of findings: one entry for each kind and source, with its first example and a count.
public struct FindingLog: Sendable, Equatable {
  /// The findings in the order in which their kinds were first met.
  public private(set) var findings: [Finding] = []
  private var positions: [Key: Int] = [:]

  private struct Key: Hashable, Sendable {
    let kind: String
    let source: String
  }

  /// Creates an empty log.
  public init() {}

  /// Whether nothing was found.
  public var isEmpty: Bool { findings.isEmpty }

  /// Counts a finding; the first of its kind and source keeps its place and words. O(1).
  public mutating func record(_ finding: Finding) {
    let key = Key(kind: finding.kind, source: finding.source)
    if let position = positions[key] {
      findings[position].count += finding.count
    } else {
      positions[key] = findings.count
      findings.append(finding)
    }
  }

  /// Counts all that another log holds.
  public mutating func merge(_ other: FindingLog) {
    for finding in other.findings { record(finding) }
  }

  /// How often a kind was found, over all sources.
  public func count(of kind: String) -> Int {
    findings.reduce(0) { $0 + ($1.kind == kind ? $1.count : 0) }
  }
}
