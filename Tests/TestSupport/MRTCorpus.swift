import Foundation

/// The MRT files of the corpus.
public enum MRTCorpus {
  /// Their paths below the corpus, in order; none without a corpus.
  public static let files: [String] = {
    guard let root = Corpus.root,
      let walk = FileManager.default.enumerator(atPath: "\(root)/mrt")
    else { return [] }
    return walk.compactMap { $0 as? String }.filter { path in
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(
        atPath: "\(root)/mrt/\(path)", isDirectory: &isFolder)
      return exists && !isFolder.boolValue && !path.hasSuffix(".md")
        && !path.contains("test_expect")
    }.map { "mrt/\($0)" }.sorted()
  }()
}
