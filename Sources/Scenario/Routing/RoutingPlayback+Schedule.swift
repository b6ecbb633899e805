import Timeline

extension RoutingPlayback {
  /// What is due at some time.
  enum Action {
    case table(collector: Int, file: UnixTime)
    case happening(Int, session: Int)
    case begin(session: Int, sign: RoutingWorld.Happening.Sign)
    case chatter(session: Int)
    case garbage(collector: Int, octets: Int)
    case unreadable(session: Int)
  }

  /// An action and its time.
  struct Item {
    var time: UnixTime
    var action: Action

    /// A table holds what was told before its time, so it comes first.
    var rank: Int {
      if case .table = action { return 0 }
      return 1
    }
  }

  /// All that is due, in order of time; what is due at one time in the order of the description.
  func schedule() -> [Item] {
    var items: [Item] = []
    for (index, files) in collectors.enumerated() {
      let cadence = max(1, files.collector.tableCadence)
      for file in stride(from: world.from.seconds, to: world.until.seconds, by: cadence) {
        let file = UnixTime(file)
        items.append(
          Item(
            time: file + files.table(at: file).delay, action: .table(collector: index, file: file)))
      }
    }
    for (place, happening) in world.happenings.enumerated() {
      for session in world.indices(happening.sessions) {
        let time = happening.time + delay(of: happening, at: place, for: session)
        items.append(Item(time: time, action: .happening(place, session: session)))
        if case .reset(let down, let sign) = happening.kind {
          items.append(
            Item(time: time + max(0, down), action: .begin(session: session, sign: sign)))
        }
      }
    }
    for session in world.sessions.indices { items += chatter(of: session) }
    for fault in world.faults {
      switch fault {
      case .garbage(let name, let time, let octets):
        if let index = world.collectors.firstIndex(where: { $0.name == name }) {
          items.append(Item(time: time, action: .garbage(collector: index, octets: octets)))
        }
      case .unreadable(let session, let time) where world.sessions.indices.contains(session):
        items.append(Item(time: time, action: .unreadable(session: session)))
      default: break
      }
    }
    return items.enumerated().filter { $1.time >= world.from && $1.time < world.until }.sorted {
      ($0.element.time, $0.element.rank, $0.offset) < ($1.element.time, $1.element.rank, $1.offset)
    }.map(\.element)
  }

  private func chatter(of session: Int) -> [Item] {
    guard let collector = collectorOfSession[session] else { return [] }
    let cadence = world.collectors[collector].chatter
    guard cadence > 0 else { return [] }
    let label = "chatter \(world.sessions[session].collector) \(world.sessions[session].address)"
    let phase = NoiseStream(seed: world.seed, label: label).bits(0) % UInt64(cadence)
    return stride(
      from: world.from.seconds + Int64(phase), to: world.until.seconds, by: cadence
    ).map { Item(time: UnixTime($0), action: .chatter(session: session)) }
  }

  private func delay(
    of happening: RoutingWorld.Happening, at place: Int, for session: Int
  ) -> Int {
    guard happening.spread > 0 else { return 0 }
    let who = world.sessions[session]
    let label = "spread \(place) \(who.collector) \(who.address)"
    let draw = NoiseStream(seed: world.seed, label: label).bits(0)
    return Int(draw % UInt64(happening.spread + 1))
  }
}
