import Inflate
public import SignalFiles

/// Why the inputs of a run cannot be had.
public enum InputError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A file cannot be read from disk.
  case unreadable(String)
  /// A file's content cannot be used.
  case content(SignalFileError)
  /// A folder holds nothing that can be read.
  case emptyFolder(String)
  /// Standard input was named twice.
  case repeatedStandardInput

  /// The message for people, with the remedy.
  public var description: String {
    switch self {
    case .unreadable(let text): text
    case .content(let error): error.description
    case .emptyFolder(let path):
      "\(path): holds no .json, .csv, .ndjson, .txt or .tsv file (or .gz of one); name the files"
    case .repeatedStandardInput: "standard input can be read once; name - once"
    }
  }
}
