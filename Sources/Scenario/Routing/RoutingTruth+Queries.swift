public import Net
public import Timeline

extension RoutingTruth {
  /// The routes that all before `time` leave, in order of session, prefix and path id.
  ///
  /// For the value of a bin ask for the bin's end. O(all that was told).
  public func routes(at time: UnixTime) -> [Route] {
    var held: [Key: Route] = [:]
    for route in initial { held[Key(route)] = route }
    for telling in tellings where telling.time < time {
      switch telling.kind {
      case .announced(let routes): for route in routes { held[Key(route)] = route }
      case .withdrawn(let list):
        for item in list {
          held[Key(session: telling.session, prefix: item.prefix, pathID: item.pathID)] = nil
        }
      case .ended, .began, .absent:
        held = held.filter { $0.key.session != telling.session }
      case .alive, .unreadable: break
      }
    }
    return held.sorted { $0.key < $1.key }.map(\.value)
  }

  /// How each session stands after all before `time`, in the world's order.
  public func standings(at time: UnixTime) -> [Standing] {
    var all = (0..<sessions).map {
      Standing(session: $0, isUp: true, heard: nil, began: nil, routes: 0)
    }
    for telling in tellings where telling.time < time {
      let session = telling.session
      if telling.kind != .absent { all[session].heard = telling.time }
      switch telling.kind {
      case .ended, .absent: all[session].isUp = false
      case .began:
        all[session].isUp = true
        all[session].began = telling.time
      default: break
      }
    }
    for route in routes(at: time) { all[route.session].routes += 1 }
    return all
  }

  /// The origins that each session tells of each prefix after all before `time`; none where its paths
  /// give none.
  public func origins(at time: UnixTime) -> [Int: [Prefix: Set<ASN>]] {
    var result: [Int: [Prefix: Set<ASN>]] = [:]
    for route in routes(at: time) {
      var set = result[route.session]?[route.prefix] ?? []
      if let origin = route.origin { set.insert(origin) }
      result[route.session, default: [:]][route.prefix] = set
    }
    return result
  }

  /// What names a route.
  private struct Key: Hashable, Comparable {
    var session: Int
    var prefix: Prefix
    var pathID: UInt32?

    init(session: Int, prefix: Prefix, pathID: UInt32?) {
      self.session = session
      self.prefix = prefix
      self.pathID = pathID
    }

    init(_ route: Route) {
      self.init(session: route.session, prefix: route.prefix, pathID: route.pathID)
    }

    static func < (a: Key, b: Key) -> Bool {
      if a.session != b.session { return a.session < b.session }
      return a.prefix == b.prefix ? (a.pathID ?? 0) < (b.pathID ?? 0) : a.prefix < b.prefix
    }
  }
}
