/// What takes the results that a reader finds, in the order of the file.
public protocol ProbeSink {
  /// Takes a result.
  mutating func take(_ result: ProbeResult)
}
