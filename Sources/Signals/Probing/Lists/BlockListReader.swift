/// Reads lists of probed blocks: CSV, the JSON of IODA's prober, or Vigil's cache of either; which of
/// them is found by content. Docs/Formats-Probes.md has all three.
public enum BlockListReader {
  /// Reads a list; blocks outside the rule are left out and counted.
  public static func read(
    _ input: BlockListInput, rule: BlockListRule = BlockListRule()
  ) throws(BlockListError) -> BlockListReading {
    throw .unknownForm(name: input.name, found: "")
  }
}
