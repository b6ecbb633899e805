import Net
import Timeline

extension ArchiveRecording {
  /// The sessions of all collectors, with the routes that each peer tells.
  static func peers(
    plan: RoutePlan, scheme: ArchiveScheme, chance: ArchiveChance
  ) -> [ArchivePeer] {
    let sessions = scheme.collectors.flatMap(\.sessions).filter { !$0.isPartial }
    let lost = Set(sessions.filter { $0.loss != nil }.map(\.asn)).sorted()
    let staying = Set(sessions.map(\.asn)).subtracting(lost).sorted()
    let lacking = plan.addresses.holdings.indices.map { index in
      plan.isThin[index]
        ? thinly(index, lost: lost, staying: staying)
        : Set(lacks(index, of: staying + lost, chance: chance))
    }
    let first = (scheme.lossFrom - plan.start) / RoutePlan.step
    let end = (scheme.lossUntil - plan.start) / RoutePlan.step
    var peers: [ArchivePeer] = []
    for (place, collector) in scheme.collectors.enumerated() {
      for session in collector.sessions {
        let carries = plan.addresses.holdings.indices.map { index in
          session.isPartial
            ? (index + peers.count) % 7 == 0 : !lacking[index].contains(session.asn)
        }
        peers.append(
          ArchivePeer(
            session, of: collector, at: place, lost: first..<end, carries: carries,
            since: plan.start - 86_400 * 9 - peers.count * 613, upstreams: scheme.transits))
      }
    }
    return peers
  }

  /// Who lacks a prefix that just over half of the peers carry: most of those that are never lost,
  /// so that less than half are left of it when the others are.
  private static func thinly(_ index: Int, lost: [ASN], staying: [ASN]) -> Set<ASN> {
    let carriers = (lost.count + staying.count) / 2 + 1 - lost.count
    let turn = index % staying.count
    let turned = staying[turn...] + staying[..<turn]
    return Set(turned.dropFirst(max(0, carriers)))
  }

  /// Most prefixes are carried by all peers, some are not by one or two.
  private static func lacks(_ index: Int, of peers: [ASN], chance: ArchiveChance) -> [ASN] {
    let lot = chance.draw(.carrier, index, 0, below: 20)
    let count = lot == 0 ? 2 : lot <= 3 ? 1 : 0
    return (0..<count).map { peers[chance.draw(.carrier, index, $0 + 1, below: peers.count)] }
  }
}
