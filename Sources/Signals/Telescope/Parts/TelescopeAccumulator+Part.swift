import Net
import Timeline

extension TelescopeAccumulator {
  /// The partial result as octets, to be kept or to be merged elsewhere.
  ///
  /// Equal results of one stretch of a capture are equal octets, however they were counted; what is
  /// merged from parts that were encoded and decoded is what one run counts. Sketches name entities by
  /// their place in the tables, and a live capture's minutes are gone once they close: of neither can a
  /// part be made. O(sources); takes about four octets a source and minute.
  public mutating func encoded() throws(TelescopeError) -> [UInt8] {
    try requireParts()
    park()
    var writer = PartWriter()
    TelescopeAccumulator.write(options, to: &writer)
    totals.write(to: &writer)
    border.write(to: &writer)
    writer.write(minutes.count)
    for start in minutes.keys.sorted() {
      guard var minute = minutes[start] else { continue }
      TelescopeAccumulator.pack(&minute, scratch: &scratch, placer: &placer)
      let run = SourceRun.union(minute.runs)
      writer.write(time: start)
      minute.tally.write(to: &writer)
      writer.write(run.count)
      writer.write(octets: run.packedOctets)
    }
    return writer.sealed()
  }

  /// Creates what was encoded; the options must be those with which it was counted.
  ///
  /// Throws `invalidPart` for octets that are damaged or were counted with other options. Memory: that
  /// of the octets, whatever they hold.
  public init(
    decoding bytes: [UInt8], _ options: TelescopeOptions = TelescopeOptions()
  ) throws(TelescopeError) {
    self.init(options)
    try requireParts()
    var reader = try PartReader(bytes)
    guard try TelescopeAccumulator.fingerprint(&reader) == TelescopeAccumulator.words(of: options)
    else { throw .invalidPart("it was counted with other options") }
    totals = try TelescopeTotals(&reader)
    border = try Border(&reader)
    // A minute takes more octets than its tallies.
    let count = Int(try reader.number(to: UInt64(reader.left), "count"))
    for _ in 0..<count {
      let start = try reader.time()
      let step = TelescopeBin.seconds
      guard TelescopeAccumulator.isTime(start), start % step == 0, minutes[start] == nil else {
        throw PartReader.impossible("minute")
      }
      var minute = OpenMinute()
      minute.tally = try MinuteTally(&reader)
      let sources = Int(try reader.number(to: 1 << 32, "count"))
      let run = try SourceRun(checking: try reader.octets(), count: sources)
      if sources > 0 { minute.runs = [run] }
      minutes[start] = minute
    }
    try reader.finish()
    spill()
  }

  private func requireParts() throws(TelescopeError) {
    if options.isSketch { throw .invalidPart("parts with sketches cannot be kept") }
    if options.closingDelay != nil { throw .invalidPart("a live capture has no parts") }
  }

  /// What a part's counts depend on.
  private static func words(of options: TelescopeOptions) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: 6)
    if let dark = options.dark, dark.family == .ipv4 {
      words.replaceSubrange(0..<3, with: [1, UInt64(dark.address.ipv4), UInt64(dark.length)])
    }
    if let asOf = options.filters.asOf {
      words.replaceSubrange(3..<5, with: [1, UInt64(bitPattern: asOf.seconds)])
    }
    words[5] = UInt64(options.filters.disabled.rawValue)
    return words
  }

  private static func write(_ options: TelescopeOptions, to writer: inout PartWriter) {
    for word in words(of: options) { writer.write(word) }
  }

  private static func fingerprint(_ reader: inout PartReader) throws(TelescopeError) -> [UInt64] {
    var words: [UInt64] = []
    for _ in 0..<6 { words.append(try reader.number("option")) }
    return words
  }
}
