import Timeline

/// An invented outage of an operator or a province, in the shape of the published ones.
struct AssumedCut {
  /// When the data plane falls on the 16th.
  var onset: UnixTime
  /// The share that is left during the outage.
  var floor: Double
  /// The share that is back on the evening of the 21st; nothing for none.
  var partial: Double?
  /// When most of it comes back.
  var back: UnixTime
  /// The share of the routes that is left; nothing when the routes stay.
  var routes: Double?

  /// What probing shows.
  var replies: OutageScript { dataPlane(ceiling: 1) }

  /// What the telescope shows: the same, but until most of it is back no more than a
  /// sixteenth. Small counts near a tenth or a quarter of the level cross it with every wave.
  var sources: OutageScript { dataPlane(ceiling: 0.06) }

  private func dataPlane(ceiling: Double) -> OutageScript {
    let low = min(floor, ceiling / 2)
    var points: [ScriptPoint] = [
      .jump(onset, share: 0.58), .jump(onset + 600, share: 0.22),
      .slide(onset + 1_800, share: low),
      // The return of the 17th, which the published series show too.
      .jump(17, 1430, share: low), .slide(17, 1540, share: low + 0.06),
      .slide(17, 1600, share: low + 0.02), .slide(17, 1720, share: low),
    ]
    if let partial {
      points += [
        .jump(21, 1000, share: low), .slide(21, 1700, share: min(partial, ceiling)),
        .slide(back - 600, share: min(partial + 0.04, ceiling)),
      ]
    }
    points.append(.jump(back, share: 0.62))
    if back < .november(27, 0) {
      points += [
        .slide(back + 7_200, share: 0.9), .slide(27, 600, share: 0.95), .slide(27, 900, share: 1),
      ]
    } else {
      points.append(.slide(back + 10_800, share: 1))
    }
    return OutageScript(points: points)
  }

  /// What BGP shows.
  var routing: OutageScript {
    guard let routes else { return .quiet }
    return OutageScript(points: [
      .jump(onset + 300, share: routes + (1 - routes) * 0.4), .jump(onset + 1_200, share: routes),
      .jump(back, share: 0.97), .slide(back + 10_800, share: 1),
    ])
  }
}
