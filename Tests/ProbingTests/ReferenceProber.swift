import Glibc

/// IODA's prober for one block, written from its description alone and slowly: both hypotheses carry
/// a probability, states are worked out anew each time, and budgets are counted down.
struct ReferenceProber {
  enum State { case up, uncertain, down }
  enum Kind { case periodic, adaptive, recovery }

  let answersWhenUp: Double
  /// The probabilities of the two hypotheses.
  var probabilityUp = 0.99
  var probabilityDown = 0.01
  var settled = State.up
  var roundsSinceUp = 0

  init(availability: Double) {
    answersWhenUp = availability < 0.1 ? 0.1 : availability > 0.99 ? 0.99 : availability
  }

  static func state(_ probabilityUp: Double) -> State {
    if probabilityUp > 0.9 { return .up }
    if probabilityUp < 0.1 { return .down }
    return .uncertain
  }

  /// Runs a round on replies that are asked for one by one; returns what was sent.
  mutating func round(_ isAnswered: () -> Bool) -> [Kind] {
    var adaptiveLeft = 14
    var recoveryLeft = 0
    let isDue = [0, 1, 2, 3, 4, 8].contains(roundsSinceUp) || roundsSinceUp.isMultiple(of: 16)
    if isDue {
      // The least number of probes of which at least one is answered with a probability of 0.8.
      while recoveryLeft < 15, pow(1 - answersWhenUp, Double(recoveryLeft)) > 0.2 {
        recoveryLeft += 1
      }
    }
    var sent: [Kind] = []
    var next: Kind? = .periodic
    while let kind = next {
      sent.append(kind)
      if kind == .adaptive { adaptiveLeft -= 1 }
      if kind == .recovery { recoveryLeft -= 1 }
      let oldUp = probabilityUp
      let old = ReferenceProber.state(oldUp)
      if isAnswered() {
        probabilityUp *= answersWhenUp
        probabilityDown *= (1 - 0.01) / 256
      } else {
        probabilityUp *= 1 - answersWhenUp
        probabilityDown *= 1 - (1 - 0.01) / 256
      }
      let all = probabilityUp + probabilityDown
      set(down: probabilityDown / all)
      let new = ReferenceProber.state(probabilityUp)
      let isBecomingUncertain =
        new == .uncertain || (old == .up && probabilityUp < oldUp)
        || (old == .down && probabilityUp > oldUp)
      if isBecomingUncertain, adaptiveLeft > 0 {
        next = .adaptive
      } else if isBecomingUncertain {
        if new != .uncertain { set(down: 0.5) }
        next = nil
      } else if old == .down, new == .down, recoveryLeft > 0 {
        next = .recovery
      } else {
        next = nil
      }
    }
    settled = ReferenceProber.state(probabilityUp)
    if settled == .up {
      roundsSinceUp = 0
    } else if roundsSinceUp == 255 {
      roundsSinceUp = 16
    } else {
      roundsSinceUp += 1
    }
    return sent
  }

  private mutating func set(down: Double) {
    probabilityDown = down < 0.01 ? 0.01 : down > 0.99 ? 0.99 : down
    probabilityUp = 1 - probabilityDown
  }
}
