import Net
import Timeline

/// Worlds whose archives have gaps and damage.
extension RoutingCatalog {
  static func lateTable(_ seed: UInt64) -> RoutingWorld {
    var world = base(
      "late-rib", "A table is taken twenty minutes late, another is missing.", seed)
    let cut = world.prefixes(of: iran)
    world.faults = [
      .lateTable(collector: "rrc00", file: start + 7_200, by: 1_200),
      .missingTable(collector: "route-views2", file: start + 14_400),
    ]
    world.happenings += [
      .init(at: start + 7_500, .withdraw(cut), spread: 30),
      .init(at: start + 8_700, .announce(cut), spread: 30),
      .init(at: start + 2_000, .silence, to: .at([1, 9])),
    ]
    return world
  }

  static func missingFile(_ seed: UInt64) -> RoutingWorld {
    var world = base(
      "missing-file",
      "Update files are missing while routes are withdrawn; the other collector has them all.", seed
    )
    let (cut, mobile) = (world.prefixes(of: iran), world.prefixes(of: iranMobile))
    world.faults = [
      .missingUpdates(collector: "rrc00", from: start + 3_600, until: start + 4_500),
      .missingUpdates(collector: "route-views2", from: start + 15_300, until: start + 16_200),
    ]
    world.happenings += [
      .init(at: start + 3_900, .withdraw(cut), spread: 120),
      .init(at: start + 9_000, .announce(cut), spread: 120),
      .init(at: start + 15_500, .withdraw(mobile), spread: 120),
      .init(at: start + 18_000, .announce(mobile), spread: 120),
    ]
    return world
  }

  static func partialTable(_ seed: UInt64) -> RoutingWorld {
    var world = base(
      "partial-rib", "Tables that end within a record: one early, one within its last tenth.", seed)
    world.faults = [
      .truncatedTable(collector: "rrc00", file: start + 7_200, keeping: 0.5),
      .truncatedTable(collector: "route-views2", file: start + 14_400, keeping: 0.93),
    ]
    world.happenings += [
      .init(at: start + 3_000, .silence, to: .at([0])),
      .init(at: start + 9_000, .withdraw(world.prefixes(of: iran)), spread: 60),
    ]
    return world
  }

  static func damage(_ seed: UInt64) -> RoutingWorld {
    var world = base(
      "damage",
      "Bytes that are no record, a prefix that no address has, files cut short, malformed updates.",
      seed)
    world.faults = [
      .garbage(collector: "rrc00", at: start + 2_000, octets: 137),
      .unreadable(session: 3, at: start + 4_000),
      .truncatedUpdates(collector: "route-views2", file: start + 9_000, keeping: 0.4),
      .brokenDownload(collector: "rrc00", file: start + 15_000, keeping: 0.6),
    ]
    world.happenings += [
      .init(at: start + 5_000, .malformed(world.prefixes(of: iranMobile)), to: .at([0, 1, 8])),
      .init(at: start + 5_500, .announce(world.prefixes(of: iranMobile)), to: .at([0, 1, 8])),
      .init(at: start + 9_200, .withdraw(world.prefixes(of: turkey)), spread: 400),
      .init(at: start + 12_000, .announce(world.prefixes(of: turkey)), spread: 400),
    ]
    return world
  }

  static func mixedCadence(_ seed: UInt64) -> RoutingWorld {
    var world = base(
      "mixed-cadence", "Collectors with files of 5 minutes, 15 minutes and an hour; plain files.",
      seed)
    world.collectors.append(.init("rrc21", tableCadence: 10_800, updateCadence: 3_600))
    world.collectors[2].isCompressed = false
    world.addFullFeeds(4, at: "rrc21", first: 64_631)
    world.addChurn(30)
    let cut = world.prefixes(of: iran)
    world.faults = [.missingUpdates(collector: "rrc21", from: start + 7_200, until: start + 10_800)]
    world.happenings += [
      .init(at: start + 6_000, .withdraw(cut), spread: 300),
      .init(at: start + 16_000, .announce(cut), spread: 300),
    ]
    return world
  }
}
