import Net
import Timeline

/// Worlds in which sessions come and go.
extension RoutingCatalog {
  static func silentReset(_ seed: UInt64) -> RoutingWorld {
    var world = base(
      "silent-reset",
      "Two sessions die without a word: one for good, one comes back; a cut meanwhile.", seed,
      tableCadence: 14_400)
    world.happenings += [
      .init(at: start + 2_400, .silence, to: .at([2])),
      .init(at: start + 1_900, .silence, to: .at([8])),
      .init(at: start + 9_030, .resume(), to: .at([8])),
      .init(at: start + 10_000, .withdraw(world.prefixes(of: iran)), spread: 240),
      .init(at: start + 17_000, .announce(world.prefixes(of: iran)), spread: 240),
    ]
    return world
  }

  static func announcedReset(_ seed: UInt64) -> RoutingWorld {
    var world = base(
      "announced-reset",
      "Three sessions end and begin anew: by states, by NOTIFICATION and OPEN, by OPEN alone.", seed
    )
    world.happenings += [
      .init(at: start + 3_100, .reset(downFor: 700), to: .at([0])),
      .init(at: start + 5_000, .reset(downFor: 40, sign: .notification), to: .at([3])),
      .init(at: start + 9_000, .reset(downFor: 400, sign: .open), to: .at([7])),
      .init(at: start + 12_345, .reset(downFor: 1_500), to: .with("route-views2"), spread: 30),
      .init(at: start + 5_010, .withdraw(world.prefixes(of: iranMobile)), spread: 60),
      .init(at: start + 15_000, .announce(world.prefixes(of: iranMobile)), spread: 60),
    ]
    return world
  }

  static func flap(_ seed: UInt64) -> RoutingWorld {
    var world = base(
      "flap", "Full feeds vanish and return, some of them with fewer prefixes than make one.", seed)
    let most = Array(world.networks.map(\.prefix).dropFirst(10))
    world.happenings += [
      .init(at: start + 2_000, .reset(downFor: 1_000), to: .at([0, 1, 2])),
      .init(at: start + 6_000, .withdraw(most), to: .at([4, 5]), spread: 100),
      .init(at: start + 8_000, .announce(most), to: .at([4, 5]), spread: 100),
      .init(at: start + 12_000, .reset(downFor: 2_000, sign: .notification), to: .with("rrc00")),
      .init(at: start + 12_100, .withdraw(world.prefixes(of: turkey)), spread: 50),
      .init(at: start + 18_000, .announce(world.prefixes(of: turkey)), spread: 50),
    ]
    return world
  }

  static func threeCollectors(_ seed: UInt64) -> RoutingWorld {
    var world = RoutingWorld(
      name: "three-collectors",
      summary: "Twelve full-feed ASNs at three collectors, one of them at all three.", seed: seed,
      from: start, until: start + 14_400)
    world.fullFeed = 20
    for (index, name) in ["rrc00", "rrc03", "route-views2"].enumerated() {
      world.collectors.append(.init(name, tableCadence: 7_200))
      // The same address and ASN: three sessions, one ASN.
      world.addFullFeeds(1, at: name)
      world.addFullFeeds(index == 2 ? 3 : 4, at: name, first: 64_610 + UInt32(index) * 10)
    }
    world.sessions.append(
      .init(
        collector: "rrc03", address: IPAddress(ipv4: 0xC000_0201), asn: ASN(64_700),
        feed: .share(0.3)))
    addOperators(to: &world)
    world.addChurn(60)
    let (cut, mobile) = (world.prefixes(of: iran), world.prefixes(of: iranMobile))
    world.happenings += [
      .init(at: start + 4_000, .withdraw(cut), to: .at([0, 5, 6, 7, 8, 9])),
      .init(at: start + 5_000, .withdraw(cut), to: .at([1])),
      .init(at: start + 8_000, .announce(cut), to: .all, spread: 200),
      .init(at: start + 9_000, .withdraw(mobile), to: .all, spread: 300),
      .init(at: start + 10_000, .announce(mobile), to: .all, spread: 300),
      .init(at: start + 11_000, .reset(downFor: 300), to: .at([5])),
    ]
    return world
  }
}
