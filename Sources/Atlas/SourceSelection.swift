import Net
public import Timeline

/// Picks among several editions of one database.
public enum SourceSelection {
  /// Keeps one of the sources that are editions of the same thing: same form, product and family.
  ///
  /// With `asOf` that is the one built last at or before it, else the one built first after it, which
  /// is a finding; without, the newest. Sources without a date give way to those with one; of equals
  /// the first stays. Tables of ranges that state no edition are never alike. The order is kept.
  public static func choose(
    _ sources: [AtlasSource], asOf: UnixTime?
  ) -> (chosen: [AtlasSource], findings: FindingLog) {
    var findings = FindingLog()
    var best: [String: Int] = [:]
    for (index, source) in sources.enumerated() {
      let group = group(of: source.provenance)
      if let other = best[group],
        !isNearer(source.provenance.built, sources[other].provenance.built, asOf: asOf)
      {
        continue
      }
      best[group] = index
    }
    for (index, source) in sources.enumerated() {
      let chosen = best[group(of: source.provenance)]
      if let chosen, chosen != index {
        findings.record(
          Finding(
            kind: "other-edition", source: source.provenance.name,
            detail: "\(source.provenance.edition) built \(text(source.provenance.built))",
            disposition: "left out for \(sources[chosen].provenance.name), built "
              + text(sources[chosen].provenance.built)))
      } else if let asOf, let built = source.provenance.built, built > asOf {
        findings.record(
          Finding(
            kind: "built-after", source: source.provenance.name,
            detail: "built \(built.date), after \(asOf.date), and no older one was named",
            disposition: "used"))
      }
    }
    return (sources.indices.filter { best.values.contains($0) }.map { sources[$0] }, findings)
  }

  private static func text(_ time: UnixTime?) -> String { time?.date ?? "at an unknown time" }

  private static func group(of source: SourceProvenance) -> String {
    let families = source.families.map(\.rawValue).sorted().map { "\($0)" }.joined(separator: "+")
    let edition =
      source.edition == RangeTableReader.unnamedEdition ? source.name : source.edition
    return "\(source.kind.rawValue) \(edition) \(families)"
  }

  /// Whether the first date is to be preferred.
  private static func isNearer(_ a: UnixTime?, _ b: UnixTime?, asOf: UnixTime?) -> Bool {
    guard let a else { return false }
    guard let b else { return true }
    guard let asOf else { return a > b }
    if (a <= asOf) != (b <= asOf) { return a <= asOf }
    return a <= asOf ? a > b : a < b
  }
}
