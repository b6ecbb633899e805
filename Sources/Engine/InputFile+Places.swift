import Atlas
import Timeline

extension InputFile {
  /// The databases that place addresses, as inputs of a run.
  static func describing(_ sources: [SourceProvenance]) -> [InputFile] {
    sources.map { source in
      let built = source.built.map { ", built \($0.date)" } ?? ""
      return InputFile(
        name: source.name, size: 0, sha256: source.hash,
        format: "\(source.kind.rawValue) (\(source.edition)\(built))", rows: source.entries,
        findings: [], credit: nil)
    }
  }
}
