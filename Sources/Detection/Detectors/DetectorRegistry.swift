/// The detectors that a profile can name. Add a new one to the list below.
public enum DetectorRegistry {
  /// Every detector, in the order in which they are listed.
  public static let all: [any Detector.Type] = [
    MedianRatioDetector.self,
    NullDetector.self,
  ]

  /// The detector of a name, or nothing.
  public static func named(_ name: String) -> (any Detector.Type)? {
    all.first { $0.descriptor.name == name }
  }
}
