public import Timeline

/// What a reader must be told because files of some forms do not say it.
public struct SignalReadingOptions: Sendable, Equatable {
  /// The country of the input: ASN 0 of a chart CSV, and the parent of its ASNs.
  public var country: Entity?
  /// The datasource of a plain `time,value` file, or of an unknown column of a wide one.
  public var datasource: Datasource?
  /// The entity of a file that holds one entity and does not name it.
  public var entity: Entity?
  /// The form of the input; nothing lets the content decide.
  public var format: SignalFormat?
  /// Seconds east of UTC for times without a zone; nothing takes them as UTC, with a finding.
  public var zoneOffset: Int?
  /// Whether damage that could be stepped over is an error instead.
  public var strict: Bool
  /// The most bytes that a compressed input may expand to.
  public var sizeLimit: Int

  /// Creates options.
  public init(
    country: Entity? = nil, datasource: Datasource? = nil, entity: Entity? = nil,
    format: SignalFormat? = nil, zoneOffset: Int? = nil, strict: Bool = false,
    sizeLimit: Int = 1 << 32
  ) {
    self.country = country
    self.datasource = datasource
    self.entity = entity
    self.format = format
    self.zoneOffset = zoneOffset
    self.strict = strict
    self.sizeLimit = sizeLimit
  }
}
