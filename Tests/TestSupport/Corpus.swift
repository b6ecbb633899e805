import Foundation

/// The real data that tests run on when the variable `VIGIL_CORPUS` names its folder.
public enum Corpus {
  /// The folder, or nothing.
  public static var root: String? {
    guard let path = ProcessInfo.processInfo.environment["VIGIL_CORPUS"], !path.isEmpty else {
      return nil
    }
    return path
  }

  /// Whether the corpus is there.
  public static var isPresent: Bool { root != nil }

  /// The path of a file of the corpus. Call it only where `isPresent` holds.
  public static func path(_ relative: String) -> String { "\(root ?? "")/\(relative)" }
}
