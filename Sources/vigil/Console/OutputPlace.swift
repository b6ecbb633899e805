import Foundation

/// Where an output goes.
enum OutputPlace {
  /// To a file that is made, or replaced as a whole; `mode` are the rights of the one that is there.
  case file(path: String, mode: mode_t?)
  /// Through to what is there and must stay: a device, a pipe, a descriptor that somebody opened.
  case stream

  /// The place that a path names; links are followed, so that they stay links.
  static func of(_ path: String) -> OutputPlace {
    var path = path
    var status = stat()
    // The system takes more links than these for a circle, and says so when the path is opened.
    for _ in 0..<40 {
      if isDescriptor(path) { return .stream }
      guard lstat(path, &status) == 0 else { return .file(path: path, mode: nil) }
      let kind = status.st_mode & S_IFMT
      if kind == S_IFREG { return .file(path: path, mode: status.st_mode & 0o777) }
      guard kind == S_IFLNK,
        let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
      else { return .stream }
      path = target.hasPrefix("/") ? target : folder(of: path) + target
    }
    return .stream
  }

  /// The folder of a path, with the stroke behind it.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
  }

  /// Whether a path names an open descriptor. The file behind it is the business of who opened it, and
  /// may hold more than this output.
  private static func isDescriptor(_ path: String) -> Bool {
    ["/dev/stdout", "/dev/stderr"].contains(path) || path.hasPrefix("/dev/fd/")
      || path.hasPrefix("/proc/")
  }
}
