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
  public func replace(with bytes: [UInt8]) throws(EngineError) {
    let temporary = "\(path).\(getpid()).tmp"
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: temporary))
      let handle = try FileHandle(forUpdating: URL(fileURLWithPath: temporary))
      try handle.synchronize()
      try handle.close()
    } catch {
      try? FileManager.default.removeItem(atPath: temporary)
      throw .state(path: path, reason: "cannot be written: \(error.localizedDescription)")
    }
    guard rename(temporary, path) == 0 else {
      throw .state(path: path, reason: "cannot be replaced (error \(errno))")
    }
  }
}
