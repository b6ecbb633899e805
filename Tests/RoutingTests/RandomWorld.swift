import Foundation
import MRT
import Net
import Scenario
import TestSupport
import Timeline

/// A routing world in which chance decides what befalls sessions and files.
enum RandomWorld {
  /// The seeds of the worlds that are compared: those given as `VIGIL_WORLD_SEEDS=13-300`, else a few.
  static var seeds: [UInt64] {
    let given = ProcessInfo.processInfo.environment["VIGIL_WORLD_SEEDS"] ?? ""
    let ends = given.split(separator: "-").compactMap { UInt64($0) }
    if ends.count == 2, ends[0] <= ends[1] { return Array(ends[0]...ends[1]) }
    return Array(1...40) + [47, 56, 61, 79, 84]
  }

  static func world(_ seed: UInt64) -> RoutingWorld? {
    guard var world = RoutingCatalog.named("mixed-cadence", seed: seed) else { return nil }
    var random = SeededRandom(seed: seed)
    let length = UInt64(world.until - world.from)
    func moment() -> UnixTime { world.from + Int(random.next() % length) }
    func some(_ share: Double) -> RoutingWorld.Selection {
      .at(world.sessions.indices.filter { _ in random.unit() < share })
    }
    let churn = world.happenings.filter { $0.spread == 20 }
    world.happenings = churn
    world.faults = []
    for index in world.sessions.indices {
      // Fewer prefixes than make a full feed, two paths, or ASNs of two octets.
      if random.next() % 6 == 0 { world.sessions[index].feed = .share(0.4) }
      if random.next() % 6 == 0 { world.sessions[index].paths = 2 }
      if random.next() % 6 == 0 { world.sessions[index].width = .two }
    }
    let signs: [RoutingWorld.Happening.Sign] = [.states, .notification, .open]
    for _ in 0..<6 {
      let prefixes = world.networks.map(\.prefix).filter { _ in random.next() % 3 == 0 }
      world.happenings.append(
        .init(at: moment(), .withdraw(prefixes), to: some(0.7), spread: 400))
      world.happenings.append(
        .init(at: moment(), .announce(prefixes), to: some(0.7), spread: 400))
      let sign = signs[Int(random.next() % 3)]
      world.happenings.append(
        .init(
          at: moment(), .reset(downFor: Int(random.next() % 5_000), sign: sign), to: some(0.15),
          spread: 100))
    }
    for _ in 0..<3 {
      let sessions = some(0.12)
      world.happenings.append(.init(at: moment(), .silence, to: sessions, spread: 300))
      world.happenings.append(
        .init(at: moment(), .resume(sign: signs[Int(random.next() % 3)]), to: sessions))
    }
    for collector in world.collectors {
      let tables = Int(length) / collector.tableCadence
      let updates = Int(length) / collector.updateCadence
      func file() -> UnixTime {
        world.from + Int(random.next() % UInt64(updates)) * collector.updateCadence
      }
      let name = collector.name
      // The first table is there, and in time.
      let table =
        world.from + (1 + Int(random.next() % UInt64(max(1, tables - 1))))
        * collector.tableCadence
      switch random.next() % 6 {
      case 0: world.faults.append(.missingTable(collector: name, file: table))
      case 1:
        let delay = 60 + Int(random.next() % 3_000)
        world.faults.append(.lateTable(collector: name, file: table, by: delay))
      case 2:
        // The first file tells how far apart files are when there are few.
        let from = max(file(), world.from + collector.updateCadence)
        world.faults.append(
          .missingUpdates(collector: name, from: from, until: from + collector.updateCadence))
      case 3:
        world.faults.append(
          .truncatedUpdates(collector: name, file: file(), keeping: random.unit()))
      case 4: world.faults.append(.garbage(collector: name, at: moment(), octets: 60))
      default:
        let sessions = world.indices(.with(name))
        world.faults.append(
          .unreadable(session: sessions[Int(random.next() % UInt64(sessions.count))], at: moment()))
      }
    }
    return world
  }
}
