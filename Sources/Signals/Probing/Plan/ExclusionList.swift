public import Net

/// The prefixes of a file that asks for addresses to be left alone: one a line, `#` begins a remark.
public struct ExclusionList: Equatable, Sendable {
  /// Why a list cannot be used.
  public struct Failure: Error, Equatable, Sendable, CustomStringConvertible {
    /// The line, 1 the first.
    public var line: Int
    /// What stands there.
    public var entry: String

    /// The error for people.
    public var description: String { "line \(line): \(ExclusionList.complaint(about: entry))" }
  }

  /// The prefixes in the order of the file.
  public let prefixes: [Prefix]

  /// Reads a text whose lines end in any of the usual ways.
  ///
  /// A line that is no prefix throws, because what is behind it may be an address that must not be asked.
  public init(_ text: String) throws(Failure) {
    var prefixes: [Prefix] = []
    // CR LF is one `Character`: a split at "\n" would not see it.
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (number, line) in lines.enumerated() {
      var entry = line.unicodeScalars.prefix { $0 != "#" }[...]
      while let first = entry.first, first.properties.isWhitespace || first == "\u{FEFF}" {
        entry.removeFirst()
      }
      while let last = entry.last, last.properties.isWhitespace { entry.removeLast() }
      guard !entry.isEmpty else { continue }
      let word = String(entry)
      guard let prefix = Prefix(word) else { throw Failure(line: number + 1, entry: word) }
      prefixes.append(prefix)
    }
    self.prefixes = prefixes
  }

  /// What is wrong with a word that is no prefix.
  public static func complaint(about word: String) -> String {
    if let prefix = masked(word) {
      return "\(word) has bits set behind its length; \(prefix) is the prefix that holds it"
    }
    return "\(word) is no prefix"
  }

  /// The prefix of a word such as `192.0.2.1/24`, in which bits behind the length are set; nothing for
  /// other words.
  public static func masked(_ word: String) -> Prefix? {
    let parts = word.split(separator: "/", omittingEmptySubsequences: false)
    guard Prefix(word) == nil, parts.count == 2, let address = IPAddress(parts[0]),
      let length = UInt8(parts[1]), length <= address.family.bits
    else { return nil }
    return Prefix(
      high: address.high, low: address.low, length: length, family: address.family)
  }
}
