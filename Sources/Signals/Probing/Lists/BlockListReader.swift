import Inflate
import Timeline
import Wire

/// Reads lists of probed blocks: CSV, the JSON of IODA's prober, or Vigil's cache of either; which of
/// them is found by content. Docs/Formats-Probes.md has all three.
public enum BlockListReader {
  /// Reads a list; blocks that the rule leaves out are counted, and so are damaged ones.
  ///
  /// A cache is taken as it is: the rule had its say when it was written. Throws where nothing is left.
  /// O(size), in the memory of the list and of a member of the JSON or a line at a time.
  public static func read(
    _ input: BlockListInput, rule: BlockListRule = BlockListRule()
  ) throws(BlockListError) -> BlockListReading {
    let feed = try input.open()
    let form = try form(of: feed, name: input.name)
    var findings = BlockListFindings(source: input.name)
    var builder = BlockListBuilder(rule)
    let list: BlockList
    switch form {
    case .cache: list = try cache(feed, name: input.name)
    case .json:
      try ProbeListReader.read(feed, into: &builder, &findings)
      list = builder.build()
    case .rows:
      try BlockRowReader.read(feed, name: input.name, into: &builder, &findings)
      list = builder.build()
    }
    for damage in feed.damage { findings.record(damage) }
    guard list.count > 0 else {
      throw .empty(name: input.name, excluded: builder.excluded, findings: findings.log)
    }
    findings.record("repeated-block", count: builder.repeated, "the last of each is used")
    findings.record(
      "excluded-block", count: builder.excluded,
      "fewer than \(rule.leastHosts) addresses that ever answered, or an availability below "
        + "\(rule.leastAvailability)")
    return BlockListReading(list: list, excluded: builder.excluded, findings: findings.log)
  }

  private enum Form {
    case cache
    case json
    case rows
  }

  private static func form(
    of feed: ByteFeed, name: String
  ) throws(BlockListError) -> Form {
    try fill(feed, 64)
    let first = feed.withWindow { $0.extracting(first: min(64, $0.byteCount)).octets }
    if first.starts(with: BlockListCache.magic) { return .cache }
    let text = first[...].trimmed.drop { $0 == 0x0A || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    if text.first == 0x7B { return .json }
    guard !text.isEmpty, first.allSatisfy({ $0 >= 0x20 || (0x09...0x0D).contains($0) }) else {
      throw .unknownForm(
        name: name,
        found: first.prefix(4).map { "0x" + String($0, radix: 16) }.joined(separator: " "))
    }
    return .rows
  }

  private static func cache(_ feed: ByteFeed, name: String) throws(BlockListError) -> BlockList {
    do throws(InflateError) {
      while try feed.fillMore() {}
    } catch { throw .unreadable(error) }
    return try feed.withWindow { window throws(BlockListError) in
      try BlockListCache.read(window, name: name)
    }
  }

  /// Makes the window hold so many octets, or all that are left.
  static func fill(_ feed: ByteFeed, _ count: Int) throws(BlockListError) {
    do throws(InflateError) { _ = try feed.fill(count) } catch { throw .unreadable(error) }
  }

  /// Makes the window longer; false at the end.
  static func fillMore(_ feed: ByteFeed) throws(BlockListError) -> Bool {
    do throws(InflateError) { return try feed.fillMore() } catch { throw .unreadable(error) }
  }
}
