/// Who is to carry out a plan.
public enum PlanFormat: String, CaseIterable, Sendable {
  /// ZMap, which sends all of a file in one go: waves.
  case zmap
  /// scamper with a file of addresses, which does the same: waves.
  case scamper
  /// A prober that reads the plan and applies the stop rules itself: the whole round at once.
  case ndjson

  /// The addresses of a block in a wave unless another number is asked for; nothing without waves.
  public var waveSize: Int? { self == .ndjson ? nil : 5 }

  /// The greatest rate that the tool takes, in packets a second.
  public var greatestRate: Int? { self == .scamper ? 10_000 : nil }
}
