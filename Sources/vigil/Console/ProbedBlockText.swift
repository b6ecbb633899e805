import Atlas
import Engine
import Net
import Probing
import Timeline

/// The history of a block as text: its changes, and the probes behind each.
struct ProbedBlockText {
  /// What was odd in the inputs.
  private(set) var findings = FindingLog()

  private let block: Slash24
  private let isAll: Bool
  private var feed: ProbeFeed
  private var sink: Sink

  /// Collects the rounds in which the block is watched.
  private struct Sink: ProbeSink {
    var probing: ProbingAccumulator
    let isAll: Bool
    var outcomes: [RoundOutcome] = []

    mutating func take(_ result: ProbeResult) {
      probing.take(result)
      keep(probing.takeOutcomes())
    }

    mutating func keep(_ list: [RoundOutcome]) {
      outcomes += list.filter { outcome in
        outcome.watched.contains { $0.before != $0.after || (isAll && !$0.probes.isEmpty) }
      }
    }
  }

  /// Reads the list; a block that is not on it is an error that says so.
  init(_ block: Slash24, files: [String], settings: ProbingSettings, isAll: Bool) throws {
    self.block = block
    self.isAll = isAll
    // All blocks are judged, because the probers are judged by all.
    let reading = try BlockListLoader(folder: settings.placing.atlas.cacheFolder).read(
      settings.list)
    guard reading.list.index(of: block) != nil else {
      let excluded = reading.excluded
      throw InputError.unreadable(
        "\(settings.list): does not list \(block)"
          + (excluded > 0 ? "; \(excluded) of its blocks answer too little and are left out" : ""))
    }
    findings = reading.findings
    let atlas = try settings.placing.load()
    var options = settings.options
    options.watched = [block]
    options.keepsChanges = true
    feed = ProbeFeed(
      try settings.scan.inputs(files, prober: settings.prober),
      settle: settings.settle)
    sink = Sink(
      probing: ProbingAccumulator(
        reading.list, options: options, places: atlas.places, origins: atlas.origins),
      isAll: isAll)
  }

  /// Reads all results and writes the history.
  mutating func read() throws -> String {
    try feed.read(into: &sink)
    sink.keep(sink.probing.finish())
    findings.merge(feed.findings)
    findings.merge(sink.probing.totals.findings(source: Datasource.probing.id))
    let list = sink.probing.list
    guard let index = list.index(of: block) else { return "" }
    let places = sink.probing.entities.entities(at: index).map(\.description)
    var text = "\(block): \(list.hostCount(at: index)) addresses, availability "
    text += "\(ProbedBlockText.thousandths(list.availability(at: index)))"
    text += places.isEmpty ? "\n" : ", of \(places.joined(separator: ", "))\n"
    for outcome in sink.outcomes {
      for round in outcome.watched where round.block == block {
        text += line(round, in: outcome)
        for probe in round.probes { text += "  \(line(probe))\n" }
      }
    }
    if sink.outcomes.isEmpty { text += "no change in \(sink.probing.totals.rounds) rounds\n" }
    return text
  }

  private func line(_ round: WatchedRound, in outcome: RoundOutcome) -> String {
    var text = "\(outcome.start)  \(round.before)"
    if round.after != round.before { text += " -> \(round.after)" }
    text += ", belief \(ProbedBlockText.thousandths(round.belief))"
    if let change = outcome.changes.first(where: { $0.block == block }) {
      let bracket = change.transition.bracket
      text += bracket.after.map { ", between \($0) and \(bracket.by)" } ?? ", by \(bracket.by)"
    }
    return text + "\n"
  }

  private func line(_ probe: WatchedRound.Probe) -> String {
    let time = UnixTime(probe.milliseconds / 1_000)
    let address = IPAddress(ipv4: block.first | UInt32(probe.host))
    let names = feed.probers.names
    let prober =
      Int(probe.prober) < names.count ? names[Int(probe.prober)] : "prober \(probe.prober)"
    let words = probe.isReply ? "answered" : "no answer"
    return "\(time)  \(address)  \(words)  \(prober)" + (probe.isValid ? "" : "  not believed")
  }

  private static func thousandths(_ value: Double) -> String {
    let number = Int((min(max(value, 0), 1) * 1_000).rounded())
    let digits = String(number % 1_000)
    return "\(number / 1_000).\(String(repeating: "0", count: 3 - digits.count))\(digits)"
  }
}
