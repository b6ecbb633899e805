/// Whether a source can say of an operator that it did not step in a window of judgement.
enum Testimony: Equatable {
  /// It has verdicts in at least half of the window, and something left to lose.
  case speaks
  /// Its data end within the window, so many seconds after its start.
  case undecided(seconds: Int)
  /// It had lost more than half of its level before the window.
  case spent
  /// It has no verdicts to speak of, for a reason in words.
  case silent(String)

  /// Why the source cannot speak; nothing when it can.
  var reason: String? {
    switch self {
    case .speaks: nil
    case .undecided(let seconds): "its data end \(seconds / 60) min into the window of judgement"
    case .spent: "it had lost more than half before"
    case .silent(let reason): reason
    }
  }
}
