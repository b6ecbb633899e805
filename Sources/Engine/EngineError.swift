/// Why a run cannot be made.
public enum EngineError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A profile names a detector that the registry does not hold.
  case unknownDetector(String)
  /// The input holds ASNs and several countries, and nothing says who belongs to whom.
  case membershipUnknown(countries: [String])
  /// The input holds nothing about the entity that was asked for.
  case noSignals(of: String)
  /// Saved state cannot be taken up.
  case state(path: String, reason: String)

  /// The message for people, with the remedy.
  public var description: String {
    switch self {
    case .unknownDetector(let name):
      "no detector is called '\(name)'; 'vigil profiles list' names the ones there are"
    case .membershipUnknown(let countries):
      "the input holds ASNs and several countries (\(countries.joined(separator: ", "))) and does "
        + "not say which ASN belongs to which; give --entities FILE (entity,name,parent,weight,kind), "
        + "an IODA entity look-up, signals of geoasn/N-CC, or a chart CSV with --country"
    case .noSignals(let entity):
      "the input holds no signal of \(entity) or of its members; 'vigil inspect FILE' lists what it "
        + "holds"
    case .state(let path, let reason):
      "\(path): \(reason); move it away to start afresh"
    }
  }
}
