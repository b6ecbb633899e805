public import Timeline

/// More addresses of an entity that fell silent from one round to the next than chance explains.
public struct AddressDropout: Equatable, Sendable {
  /// The round in which they did not answer any more.
  public var round: UnixTime
  /// Whose addresses they are.
  public var entity: Entity
  /// The addresses that answered in the round before and were asked again.
  public var asked: Int
  /// Those of them that did not answer.
  public var silent: Int
  /// The least number that chance does not explain, at the false rate of the test.
  public var threshold: Int
  /// The probability that an address which answered does not in the next round.
  public var dropout: Double
  /// The other addresses of the input that answered in the round before and were asked again.
  public var othersAsked: Int
  /// How many of the other addresses did not answer.
  public var othersSilent: Int
  /// Whether the prober may be the cause: no other address was compared, or more of the others fell
  /// silent than chance explains too.
  public var isInstrumentNotExcluded: Bool
  /// The round in which about as many answered again; nothing where none did within a day, or another
  /// number did.
  public var end: UnixTime?
}
