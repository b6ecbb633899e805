/// What a file of probe results does not say of itself.
public struct ProbeInputOptions: Equatable, Sendable {
  /// The name of the prober of rows that name none; the file's name up to its first full stop without
  /// it. Give it where several files come from one prober.
  public var prober: String?
  /// What a scan of ZMap was asked to do, which turns its silence into unanswered probes.
  public var scan: ZMapScan?

  /// Creates options.
  public init(prober: String? = nil, scan: ZMapScan? = nil) {
    self.prober = prober
    self.scan = scan
  }
}
