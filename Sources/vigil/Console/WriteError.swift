import Foundation

/// Why something could not be written.
struct WriteError: Error, CustomStringConvertible {
  /// A path, or the name of a stream.
  let place: String
  let reason: String

  init(place: String, reason: String) {
    self.place = place
    self.reason = reason
  }

  /// Takes the reason from what Foundation throws, in the system's own words where there are some.
  init(place: String, _ error: any Error) {
    self.place = place
    let code: Int32? =
      switch (error as? CocoaError)?.code {
      case .fileNoSuchFile?, .fileReadNoSuchFile?: ENOENT
      case .fileWriteNoPermission?, .fileReadNoPermission?: EACCES
      case .fileWriteOutOfSpace?: ENOSPC
      case .fileWriteVolumeReadOnly?: EROFS
      case .fileWriteFileExists?: EEXIST
      default: nil
      }
    reason = code.map { String(cString: strerror($0)) } ?? error.localizedDescription
  }

  /// The message for people.
  var description: String { "\(place): cannot be written (\(reason))" }
}
