public import Detection
import Foundation
import Inflate

/// The file that keeps a watch's state from run to run.
public struct StateFile: Sendable {
  private let path: String

  /// Names the file; it need not exist.
  public init(path: String) {
    self.path = path
  }

  /// Reads the state, or begins one when there is no file.
  ///
  /// Throws when the file is damaged or was written under other rules: state is never dropped
  /// silently.
  public func load(profile: Profile, profileText: String) throws(EngineError) -> WatchState {
    guard FileManager.default.fileExists(atPath: path) else {
      return try WatchState(profile: profile, sourceHealth: profile.sourceHealth)
    }
    let bytes: [UInt8]
    do {
      bytes = try ByteSource.read(path)
    } catch {
      throw .state(path: path, reason: error.description)
    }
    do {
      return try WatchState(
        decoding: bytes, profile: profile, profileText: profileText,
        sourceHealth: profile.sourceHealth)
    } catch {
      throw .state(path: path, reason: StateFile.reason(error))
    }
  }

  private static func reason(_ error: StateError) -> String {
    switch error {
    case .truncated: "the state breaks off"
    case .version(let found, let expected):
      "the state has format \(found), this program writes \(expected)"
    case .malformed(let field): "the state is damaged (\(field))"
    case .otherParameters(let what): "the state was written under another \(what)"
    }
  }

  /// Replaces the file as a whole: readers see the old state or the new one.
  ///
  /// Also removes what runs that were killed while they wrote have left beside it.
  public func replace(with bytes: [UInt8]) throws(EngineError) {
    let temporary = "\(path).\(getpid()).tmp"
    var code = StateFile.write(bytes, to: temporary)
    if code == 0, rename(temporary, path) != 0 { code = errno }
    guard code == 0 else {
      unlink(temporary)
      throw .stateNotWritten(path: path, reason: String(cString: strerror(code)))
    }
    removeLeftovers()
  }

  /// Writes a file through to the disk; returns 0, or the number of the error.
  private static func write(_ bytes: [UInt8], to path: String) -> Int32 {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    return bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = Glibc.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno != EINTR { return errno }
        rest = rest.dropFirst(max(0, count))
      }
      return fsync(descriptor) == 0 ? 0 : errno
    }
  }

  /// Removes temporary files of this state whose process has ended.
  private func removeLeftovers() {
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent()
    let prefix = "\(url.lastPathComponent)."
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names where name.hasPrefix(prefix) && name.hasSuffix(".tmp") {
      guard let process = pid_t(name.dropFirst(prefix.count).dropLast(4)), process > 0,
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      try? FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    }
  }
}
