/// Why a run cannot be made.
public enum EngineError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A profile names a detector that the registry does not hold.
  case unknownDetector(String)
  /// The input holds ASNs and several countries, and nothing says who belongs to whom.
  case membershipUnknown(countries: [String])
  /// The input holds several countries, and none was asked for.
  case severalCountries([String])
  /// The input holds no country, and nothing says to which its ASNs belong.
  case noCountry
  /// The input holds nothing about the entity that was asked for.
  case noSignals(of: String)
  /// Saved state cannot be taken up.
  case state(path: String, reason: String)
  /// State cannot be saved.
  case stateNotWritten(path: String, reason: String)

  /// The message for people, with the remedy.
  public var description: String {
    switch self {
    case .unknownDetector(let name):
      "no detector is called '\(name)'; 'vigil profiles list' names the ones there are"
    case .membershipUnknown(let countries):
      "the input holds ASNs and several countries (\(countries.joined(separator: ", "))) and does "
        + "not say which ASN belongs to which; give --entities FILE (entity,name,parent,weight,kind), "
        + "an IODA entity look-up, signals of geoasn/N-CC, or a chart CSV with --country"
    case .severalCountries(let countries):
      "the input holds several countries (\(countries.joined(separator: ", "))); name one with "
        + "--country"
    case .noCountry:
      "the input holds no country; give --country CC, or --entities FILE "
        + "(entity,name,parent,weight,kind) that says to which its ASNs belong"
    case .noSignals(let entity):
      "the input holds no signal of \(entity) or of its members; 'vigil inspect FILE' lists what it "
        + "holds"
    case .state(let path, let reason):
      "\(path): \(reason); move it away to start afresh"
    case .stateNotWritten(let path, let reason):
      "\(path): the state cannot be written (\(reason)); what was printed will be printed again"
    }
  }
}
