/// Which entities belong to which country, and what is known of them.
public struct Membership: Sendable, Equatable {
  /// How the membership was learnt, for outputs that must say so.
  public enum Basis: String, Sendable {
    /// From the entities' own codes, an input file or an option.
    case stated
    /// Every ASN of a one-country input was taken to belong to it.
    case assumed
  }

  /// The country of each member.
  public var parents: [Entity: Entity]
  /// Names for people.
  public var names: [Entity: String]
  /// A weight an entity, in the user's own unit; shown, never used to judge.
  public var weights: [Entity: Double]
  /// What an entity is (cellular, fixed, ...); shown, never used to order or judge.
  public var kinds: [Entity: String]
  /// How the membership was learnt.
  public var basis: Basis

  /// Each ASN belongs to the country that has more than half of what the ASN has, as counted for the
  /// parts of ASNs in countries and for ASNs.
  public init(majorityOf counts: [Entity: some BinaryInteger]) {
    self.init()
    for (entity, count) in counts where entity.kind == .geoasn {
      guard let country = entity.country,
        let number = entity.code.split(separator: "-").first.flatMap({ UInt32($0) }),
        let all = counts[.asn(number)], count > all - count
      else { continue }
      parents[.asn(number)] = country
    }
  }

  /// Creates a membership.
  public init(
    parents: [Entity: Entity] = [:], names: [Entity: String] = [:],
    weights: [Entity: Double] = [:], kinds: [Entity: String] = [:], basis: Basis = .stated
  ) {
    self.parents = parents
    self.names = names
    self.weights = weights
    self.kinds = kinds
    self.basis = basis
  }

  /// The country of an entity: the stated one, else the one that its code names.
  public func country(of entity: Entity) -> Entity? {
    if entity.kind == .country { return entity }
    return parents[entity] ?? entity.country
  }

  /// The name of an entity for people: the stated one, `AS44244` for an ASN, else its code.
  public func name(of entity: Entity) -> String {
    names[entity] ?? (entity.kind == .asn ? "AS\(entity.code)" : entity.code)
  }

  /// Adds what another membership states; on conflict the other wins.
  public mutating func merge(_ other: Membership) {
    parents.merge(other.parents) { $1 }
    names.merge(other.names) { $1 }
    weights.merge(other.weights) { $1 }
    kinds.merge(other.kinds) { $1 }
  }
}
