public import Detection
import Incidents
import Timeline

extension Analysis {
  /// Puts a run's result and its inputs together.
  public init(
    _ result: RunResult, input: LoadedInput, profile: Profile, command: String
  ) {
    var thresholds: [Datasource: (warning: Double, critical: Double)] = [:]
    for datasource in input.signals.datasources {
      let rule = profile.rule(for: datasource)
      thresholds[datasource] = (rule.warning, rule.critical)
    }
    self.init(
      profile: profile.name, profileText: ProfileText.text(of: profile), thresholds: thresholds,
      events: result.events, incidents: result.incidents, anatomies: result.anatomies,
      traces: result.traces, coverage: result.coverage,
      findings: input.signals.findings.findings, membership: result.membership,
      credits: input.signals.credits, notices: input.signals.notices, inputs: input.files,
      command: command)
  }
}
