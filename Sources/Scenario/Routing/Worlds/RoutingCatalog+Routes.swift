import Net
import Timeline

/// Worlds of routes that are out of the ordinary.
extension RoutingCatalog {
  static func lastPrefix(_ seed: UInt64) -> RoutingWorld {
    var world = base(
      "last-prefix",
      "An AS loses its last prefix, and a country with it; another AS appears for an hour.", seed)
    let (last, guest) = (ASN(64_520), ASN(64_521))
    world.addNetworks(2, of: last, country: CountryCode("IQ"))
    let prefixes = world.prefixes(of: last)
    world.addNetworks(1, of: guest, country: CountryCode("IQ"))
    world.networks[world.networks.count - 1].isAnnounced = false
    let guests = world.prefixes(of: guest)
    world.happenings += [
      .init(at: start + 4_000, .withdraw([prefixes[0]]), spread: 60),
      .init(at: start + 6_000, .withdraw([prefixes[1]]), spread: 60),
      .init(at: start + 12_000, .announce(prefixes), spread: 60),
      .init(at: start + 14_000, .announce(guests), spread: 60),
      .init(at: start + 17_600, .withdraw(guests), spread: 60),
    ]
    return world
  }

  static func moas(_ seed: UInt64) -> RoutingWorld {
    var world = base(
      "moas",
      "Prefixes with two origins, and with sets, confederations, AS 0, AS_TRANS or no path at all.",
      seed)
    let first = Prefix(ipv4: 0x0600_0000, length: 24).address
    let added = world.addNetworks(8, of: iran, start: first, country: CountryCode("IR"))
    let tails: [[RoutingWorld.Tail]] = [
      [.origin(iran), .origin(turkey)],
      [.set([iran, turkey])],
      [.confederation([ASN(65_001), ASN(65_002)])],
      [.origin(.zero)],
      [.origin(.transition)],
      [.empty],
      [.origin(iran), .set([turkey])],
      [.origin(world.sessions[0].asn), .origin(iranMobile), .origin(iranMobile)],
    ]
    let place = world.networks.count - added.count
    for (offset, tails) in tails.enumerated() { world.networks[place + offset].tails = tails }
    world.happenings += [
      // A second origin appears at one session, then at all.
      .init(
        at: start + 5_000, .announce([world.networks[0].prefix], tails: [.origin(turkey)]),
        to: .at([4])),
      .init(at: start + 6_000, .announce([world.networks[0].prefix], tails: [.origin(turkey)])),
      .init(at: start + 9_000, .announce([world.networks[0].prefix])),
      .init(at: start + 10_000, .withdraw(added), spread: 100),
      .init(at: start + 13_000, .announce(added), spread: 100),
    ]
    return world
  }

  static func ipv6(_ seed: UInt64) -> RoutingWorld {
    var world = base(
      "ipv6",
      "Both families, with default routes, 6to4, Teredo, documentation and lengths beyond /48.",
      seed)
    for index in world.sessions.indices {
      // One session of IPv4 alone, one of IPv6 alone, one of IPv6 routes over IPv4 addresses.
      world.sessions[index].families =
        index == 1 ? [.ipv4] : index == 2 ? [.ipv6] : [.ipv4, .ipv6]
      if index != 3 {
        world.sessions[index].address = RoutingWorld.address(
          of: world.sessions[index].asn, family: .ipv6)
      }
    }
    let special = ["::/0", "2002::/16", "2001::/32", "2001:db8::/32", "fc00::/7", "2000::/3"]
    let real = (0..<8).map {
      Prefix(high: 0x2A00_1000_0000_0000 | UInt64($0) << 32, length: 32, family: .ipv6)
    }
    let within = [
      "2a00:1000:1::/48", "2a00:1000:2::/48", "2a00:1000:2:4000::/52", "2a00:1001:1:1::/64",
    ]
    let default4 = [Prefix(ipv4: 0, length: 0), Prefix(ipv4: 0x0400_0000, length: 6)]
    for prefix in special.compactMap({ Prefix($0) }) + default4 {
      world.networks.append(.init(prefix, origins: [turkey]))
    }
    for (index, prefix) in (real + within.compactMap { Prefix($0) }).enumerated() {
      let isIran = index % 2 == 0
      world.networks.append(
        .init(
          prefix, origins: [isIran ? iran : turkey], country: CountryCode(isIran ? "IR" : "TR")))
    }
    world.happenings += [
      .init(at: start + 4_000, .withdraw(real), spread: 200),
      .init(at: start + 8_000, .announce(real), spread: 200),
      .init(at: start + 10_000, .reset(downFor: 600), to: .at([2])),
    ]
    world.addChurn(30, of: real)
    return world
  }

  static func addPath(_ seed: UInt64) -> RoutingWorld {
    var world = base(
      "add-path", "Sessions that tell several paths a prefix, and withdraw them one by one.", seed)
    for index in [0, 1, 6] { world.sessions[index].paths = 3 }
    for index in world.networks.indices where index % 5 == 0 {
      world.networks[index].tails = [.origin(iran), .origin(iranMobile)]
    }
    let cut = world.prefixes(of: iranMobile)
    world.happenings += [
      .init(at: start + 3_000, .withdraw(cut, path: 1)),
      .init(at: start + 4_000, .withdraw(cut, path: 2)),
      .init(at: start + 5_000, .withdraw(cut)),
      .init(at: start + 9_000, .announce(cut)),
    ]
    return world
  }

  static func as4Path(_ seed: UInt64) -> RoutingWorld {
    var world = base(
      "as4-path",
      "Peers that know ASNs of two octets only, longer ones in AS4_PATH, and tables of version 1.",
      seed)
    for index in world.sessions.indices where index % 2 == 0 { world.sessions[index].width = .two }
    world.collectors[0].tableForm = .version1
    let long = ASN(4_200_000_001)
    world.addNetworks(6, of: long, country: CountryCode("TR"))
    let cut = world.prefixes(of: long)
    world.happenings += [
      .init(at: start + 4_000, .withdraw(cut), spread: 200),
      .init(at: start + 8_000, .announce(cut), spread: 200),
    ]
    return world
  }
}
