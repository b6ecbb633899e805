import Timeline

extension ScenarioWorld {
  /// What the description of the sample says of its probe results; empty for a world without them.
  var probeRows: String {
    guard let probes else { return "" }
    let folder = ProbeArchive.folder
    let spans = probes.windows.map { "\($0.lowerBound) to \($0.upperBound)" }
      .joined(separator: ", ")
    let places = probes.countries.map(\.code).joined(separator: ", ")
    return """
      | `\(folder)/results.csv.gz` | results of probes of /24 blocks: `time,address,replied` |
      | `\(folder)/blocks.csv.gz` | the blocks: addresses that ever answered, and availability |
      | `\(folder)/places.csv`, `\(folder)/origins.pfx2as` | where the blocks lie, and whose they are |
      | `\(ProbeArchive.configurationName)` | the configuration that reads them |

      The probes cover \(spans), the countries \(places) and their networks. As many blocks are up in
      each round as `\(probes.datasource).json.gz` has, of the country and of each network; which
      blocks, their addresses, and how these answer is *assumed*. One prober asks each block every ten
      minutes, and more often where an answer surprises it: it asks by Vigil's own rule until that rule says
      what the series holds, no answer is lost, and 14 to 16 of the 16 addresses of a block answer. So the
      probes test how results are read, judged and counted, and nothing about how well the rule infers, which
      the simulations of Docs/Evaluation.md do. Blocks of an operator that its country's
      value has no room for lie at an unknown place. All other hours, the provinces and the other
      countries have the ready-made series alone.

      """
  }
}
