import ArgumentParser

extension Output {
  /// Refuses an output that is another one or an input, which it would destroy.
  ///
  /// Names are those of options, or what else people call the files. Devices and pipes may repeat.
  static func requireDistinct(
    outputs: [(name: String, path: String?)], inputs: [(name: String, paths: [String])]
  ) throws {
    var taken: [(name: String, file: FileIdentity)] = []
    for (name, paths) in inputs {
      for path in paths {
        guard let file = FileIdentity(path == "-" ? "/dev/stdin" : path) else { continue }
        taken.append((name: name, file: file))
      }
    }
    for (name, path) in outputs {
      guard let path, let file = FileIdentity(path) else { continue }
      if let other = taken.first(where: { $0.file == file }) {
        throw ValidationError("\(name): \(path) is also \(other.name); name another file")
      }
      taken.append((name: name, file: file))
    }
  }
}
