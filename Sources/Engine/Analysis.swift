public import Incidents
public import Timeline

/// The result of a run over a bounded input: what every report is written from.
public struct Analysis: Sendable {
  /// The profile's name.
  public var profile: String
  /// The profile in full, as `vigil profiles show` prints it (TOML).
  public var profileText: String
  /// The warning and critical ratios of each datasource of the input.
  public var thresholds: [Datasource: (warning: Double, critical: Double)]
  /// All events, ordered by onset, entity, datasource.
  public var events: [Event]
  /// All incidents, ordered by onset, then entity.
  public var incidents: [Incident]
  /// One anatomy for each incident of a country that has members, in order of incidents.
  public var anatomies: [Anatomy]
  /// Each signal, bin by bin, in order of key.
  public var traces: [SignalTrace]
  /// How much could be judged.
  public var coverage: Coverage
  /// What was wrong or odd, over all inputs.
  public var findings: [Finding]
  /// Names, kinds and countries of entities.
  public var membership: Membership
  /// Who is to be credited.
  public var credits: [String]
  /// What every output must bear.
  public var notices: [String]
  /// The inputs, in the order given.
  public var inputs: [InputFile]
  /// The command that made the run, without folders of this machine.
  public var command: String

  /// Creates a result.
  public init(
    profile: String, profileText: String,
    thresholds: [Datasource: (warning: Double, critical: Double)], events: [Event],
    incidents: [Incident], anatomies: [Anatomy], traces: [SignalTrace], coverage: Coverage,
    findings: [Finding], membership: Membership, credits: [String], notices: [String],
    inputs: [InputFile], command: String
  ) {
    self.profile = profile
    self.profileText = profileText
    self.thresholds = thresholds
    self.events = events
    self.incidents = incidents
    self.anatomies = anatomies
    self.traces = traces
    self.coverage = coverage
    self.findings = findings
    self.membership = membership
    self.credits = credits
    self.notices = notices
    self.inputs = inputs
    self.command = command
  }
}
