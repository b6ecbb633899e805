import Timeline

extension RouteArchive {
  /// The configuration with which the archive is read, its paths relative to it.
  var configurationText: String {
    let paths = scheme.collectors.map { "\"\($0.name)\"" }.joined(separator: ", ")
    return """
      # \(headline)
      [[source]]
      kind = "mrt"
      notice = "\(world.notice)"
      path = [\(paths)]
      cadence = 3600
      full-feed = 500
      geo = ["places.csv"]
      # Which province a prefix is in was dealt out: signals of "region" would move with the deal.
      kinds = ["country", "asn"]

      """ + telescopeSourceText
  }

  /// The networks that the world does not name, as `--entities` takes them.
  var networksText: String {
    var csv = CSVText(header: "entity,name,parent,weight,kind")
    for network in plan.networks {
      csv.append([
        "asn/\(network.asn)", "Other network \(network.number) of \(network.country.code)",
        network.country.description, String(network.blocks), "other",
      ])
    }
    return csv.text
  }

  private var headline: String {
    "Reconstructed, not measured: \(world.name), seed \(world.seed)"
  }

  /// The description of the archive in Markdown; `size` is that of the files before it.
  func readme(
    _ counts: ArchiveRecording.Counts, packets: BackgroundRadiation.Counts?, size: Size
  ) -> String {
    """
    # \(world.name), as routes

    **Reconstructed, not measured.** No collector recorded these tables and updates: they were
    computed from the world `\(world.name)`. To make them again, byte for byte:

    ```
    vigil scenario \(world.name) --seed \(world.seed) --archive FOLDER
    ```

    Seed \(world.seed); from \(world.from) to \(world.until); \(counts.prefixes) prefixes,
    \(counts.tableRoutes) routes in tables, \(counts.messages) messages with \(counts.announcements)
    announced and \(counts.withdrawals) withdrawn routes; \(size.files) files of \(size.bytes) octets
    beside this one.

    | path | content |
    |---|---|
    \((scheme.collectors.map(collectorRow) + telescopeRows).joined(separator: "\n"))
    | `places.csv` | where the prefixes lie, country and region; `??` is an unknown place |
    | `origins.pfx2as` | who announces each prefix |
    | `entities.csv` | names of the networks that the world does not name |
    | `vigil.toml` | the source of a run over this folder |

    At the end of every bin of five minutes the /24s of prefixes that at least half of the full-feed
    peers carry are the world's `bgp` value, of each country and of each network that it names; only
    while sessions are lost they are fewer.

    ## What is assumed

    * Addresses, paths, peers, and the second at which a route comes or goes are invented. The
      prefixes are not those of the operators, peers bear documentation ASNs (RFC 5398), further
      networks private ones (RFC 6996).
    * What a country has beyond its named operators is announced by further networks:
      \(scheme.steadyNetworks) a country that never change, and small ones, of less than 20 /24s each,
      that take up every difference between the country's value and its operators'. So few /24s are
      too few for a verdict.
    * The operators' values add up to more than the country's in some bins. Part of the space of
      some lies at an unknown place, and is the last that they withdraw (below).
    * Provinces follow the operators: each holds its share of the country's prefixes, the largest
      dealt out first. Their values are not those of the ready-made series.
    * The ready-made series lose peers from \(scheme.lossFrom) to \(scheme.lossUntil);
      here \(lostCount) sessions are lost then (below).
      About a fiftieth of each network with \(scheme.thinFrom ?? 0) /24s or more is carried by just
      over half of the peers, and is not visible meanwhile; all else stays.
    * Bins that the published series lack have values here: no collector missed them.

    | lost session | collector | how |
    |---|---|---|
    \(lossRows.joined(separator: "\n"))

    | operator | /24s at an unknown place |
    |---|---|
    \(elsewhereRows.joined(separator: "\n"))
    \(packets.map(telescopeText) ?? "")
    """
  }

  private func collectorRow(_ collector: ArchiveScheme.Collector) -> String {
    let full = collector.sessions.filter { !$0.isPartial }.count
    let form = collector.style == .ris ? "BGP4MP_ET" : "BGP4MP"
    return "| `\(collector.name)/` | \(full) full-feed peers and "
      + "\(collector.sessions.count - full) with a part of the routes; a table a day, updates by "
      + "the hour (\(form)) |"
  }

  private var elsewhereRows: [String] {
    scheme.elsewhere.sorted { $0.key < $1.key }.map { "| \($0.key) | \($0.value) |" }
  }

  private var lossRows: [String] {
    scheme.collectors.flatMap { collector in
      collector.sessions.compactMap { session in
        session.loss.map {
          "| AS\(session.asn) \(session.address) | \(collector.name) | "
            + ($0 == .reset ? "reset, as the collector records" : "nothing is heard") + " |"
        }
      }
    }
  }

  private var lostCount: Int { lossRows.count }
}
