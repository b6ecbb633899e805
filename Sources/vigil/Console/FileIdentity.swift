import Foundation

/// Which file a path means, however it is spelt.
enum FileIdentity: Equatable {
  /// A file that is there.
  case file(device: dev_t, number: ino_t)
  /// A file that is not there yet, in a folder that is.
  case entry(device: dev_t, folder: ino_t, name: String)
  /// A file whose folder is not there either.
  case path(String)

  /// Finds the file; nothing for folders, devices and pipes, which no output replaces.
  init?(_ path: String) {
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFREG else { return nil }
      self = .file(device: status.st_dev, number: status.st_ino)
      return
    }
    guard case .file(let target, _) = OutputPlace.of(path) else { return nil }
    let folder = OutputPlace.folder(of: target)
    if stat(folder, &status) == 0 {
      let name = target.lastIndex(of: "/").map { String(target[$0...].dropFirst()) } ?? target
      self = .entry(device: status.st_dev, folder: status.st_ino, name: name)
    } else {
      self = .path(URL(fileURLWithPath: target).standardizedFileURL.path)
    }
  }
}
