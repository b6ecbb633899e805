/// The worlds that can be asked for by name.
public enum ScenarioCatalog {
  /// The names, in order.
  public static let names = ["iran-2019"]

  /// The world of a name, with the seed of the committed sample or another; nothing for a name that
  /// is not known.
  public static func named(_ name: some StringProtocol, seed: UInt64? = nil) -> ScenarioWorld? {
    switch name {
    case "iran-2019": Iran2019.world(seed: seed ?? 20_191_116)
    default: nil
    }
  }
}
