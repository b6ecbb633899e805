import Timeline

/// Decides which ASNs belong to which country when the input does not say.
enum MembershipResolver {
  /// The stated membership; where nothing is stated for ASNs and the input is about one country,
  /// all of its ASNs belong to it, and the basis says so.
  static func resolve(_ signals: SignalSet) -> Membership {
    var membership = signals.membership
    let entities = signals.entities
    let orphans = entities.filter { $0.kind == .asn && membership.country(of: $0) == nil }
    let countries = Set(entities.compactMap { membership.country(of: $0) })
    guard !orphans.isEmpty, countries.count == 1, let country = countries.first else {
      return membership
    }
    for orphan in orphans { membership.parents[orphan] = country }
    membership.basis = .assumed
    return membership
  }
}
