import Inflate
import Timeline

/// Reads signals from bytes of any known form, compressed or not.
public struct SignalReader: Sendable {
  /// The unit of values that are a percentage of the window's maximum.
  public static let normalisedUnit = "% of the window's maximum"

  /// What the caller said about the inputs.
  public var options: SignalReadingOptions

  /// Creates a reader.
  public init(_ options: SignalReadingOptions = SignalReadingOptions()) {
    self.options = options
  }

  /// Reads one input.
  ///
  /// The form is found by content unless the options name it, and gzip is undone by its magic
  /// number. What is damaged is stepped over and counted in the findings; an input of which nothing
  /// can be read, or that needs an option, throws. O(size), and memory in proportion to it.
  public func read(_ bytes: [UInt8], name: String) throws(SignalFileError) -> SignalFile {
    guard Gzip.isGzip(bytes) else {
      return try read(plain: bytes, name: name, size: bytes.count, damage: nil)
    }
    let output: Gzip.Output
    do {
      output = try Gzip.decompress(bytes, limit: options.sizeLimit)
    } catch {
      let isLimit = error == .tooLarge(limit: options.sizeLimit)
      throw SignalFileError(
        kind: isLimit ? .tooLarge : .badGzip, source: name,
        detail: isLimit
          ? "expands to more than \(options.sizeLimit) bytes" : "the gzip data are damaged",
        remedy: isLimit ? "split the input or raise the limit" : "fetch the file again")
    }
    var plain = output.bytes
    if let damage = output.damage, damage.kind != .trailing,
      let last = plain.lastIndex(of: 0x0A)
    {
      // A line cut in a number would read as another number.
      plain.removeSubrange((last + 1)...)
    }
    return try read(plain: plain, name: name, size: bytes.count, damage: output.damage)
  }

  private func read(
    plain bytes: [UInt8], name: String, size: Int, damage: Gzip.Damage?
  ) throws(SignalFileError) -> SignalFile {
    var input = SignalInput(name: name, bytes: bytes, options: options)
    if let damage { SignalReader.record(damage, &input.parser.findings) }
    let start = try contentStart(bytes, name: name)
    let kind = options.format ?? SignalReader.streamFormat(bytes, from: start)
    let format: SignalFormat
    switch kind {
    case .iodaAPI:
      try input.readIODA(from: start)
      format = .iodaAPI
    case .ndjson:
      input.readNDJSON(from: start)
      format = .ndjson
    case .graphite:
      input.readGraphite(from: start)
      format = .graphite
    default: format = try input.readTable(from: start, format: kind)
    }
    let rows = input.rows
    return SignalFile(
      name: name, format: format, size: size, rows: rows, signals: try input.signals())
  }

  /// Where the content begins after a mark of byte order and white space.
  private func contentStart(_ bytes: [UInt8], name: String) throws(SignalFileError) -> Int {
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    let head = bytes.prefix(64)
    if isWide || head.count(where: { $0 == 0 }) * 4 > head.count {
      throw SignalFileError(
        kind: .notUTF8, source: name, detail: "the text is not UTF-8 (UTF-16, or no text at all)",
        remedy: "save it as UTF-8, for example with iconv -f UTF-16 -t UTF-8")
    }
    while start < bytes.count, [0x20, 0x0A, 0x0D].contains(bytes[start]) { start += 1 }
    guard start < bytes.count else {
      throw SignalFileError(
        kind: .emptyInput, source: name, detail: "holds no data", remedy: "fetch the file again")
    }
    return start
  }

  /// The form of a stream that is no table, by its first line; nothing for a table.
  static func streamFormat(_ bytes: [UInt8], from start: Int) -> SignalFormat? {
    var index = start
    while index < bytes.count {
      let first = index
      while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
      let line = bytes[first..<index]
      index += 1
      guard let byte = line.first(where: { $0 != 0x20 && $0 != 0x09 }), byte != 0x23 else {
        continue
      }
      if byte == 0x7B { return .iodaAPI }
      if byte == 0x5B { return arrayFormat(bytes, from: first) }
      let isGraphite =
        line.contains(0x2E)
        && !line.contains { $0 == 0x2C || $0 == 0x3B || $0 == 0x22 }
        && line.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 }).count == 3
        && line.last.map { $0 &- 0x30 < 10 || $0 == 0x20 } ?? false
      return isGraphite ? .graphite : nil
    }
    return nil
  }

  /// The form of what begins with `[`: the bare `data` of an envelope holds arrays or objects,
  /// a point does not.
  private static func arrayFormat(_ bytes: [UInt8], from start: Int) -> SignalFormat {
    var brackets = 0
    for byte in bytes[start...] {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: continue
      case 0x5B where brackets == 0: brackets += 1
      case 0x5B, 0x7B: return .iodaAPI
      default: return .ndjson
      }
    }
    return .ndjson
  }

  private static func record(_ damage: Gzip.Damage, _ findings: inout FindingRecorder) {
    switch damage.kind {
    case .trailing:
      findings.record(
        .trailingBytes, place: "byte \(damage.offset)",
        "\(damage.unused) bytes that are not gzip follow the stream", "ignored")
    case .truncated, .corrupt:
      let what = damage.kind == .truncated ? "breaks off" : "is damaged"
      findings.record(
        .truncatedGzip, place: "byte \(damage.offset)",
        "the compressed stream \(what); \(damage.unused) compressed bytes gave nothing",
        "the whole lines before it were kept")
    }
  }
}
