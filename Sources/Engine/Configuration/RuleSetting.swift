import Detection

/// The keys of a rule, and how each takes a value from text.
enum RuleSetting: String, CaseIterable {
  case window
  case warmUp = "warm-up"
  case warning
  case critical
  case floor
  case inpainting
  case openBins = "open-bins"
  case closeBins = "close-bins"
  case levelShiftMark = "level-shift-mark"
  case levelShiftClose = "level-shift-close"

  /// What the key takes, in words.
  var expected: String {
    switch self {
    case .window: "a duration of at least a minute such as \"24h\" or \"7d\""
    case .warmUp: "a duration such as \"1h\""
    case .warning, .critical: "a number above 0 and below 1"
    case .floor: "a number of at least 0"
    case .inpainting: "\"off\", \"unlimited\" or a duration such as \"7d\""
    case .openBins, .closeBins: "a whole number from 1 to 100"
    case .levelShiftMark, .levelShiftClose: "a duration such as \"28d\", or \"never\""
    }
  }

  /// Sets the value in a rule; false when the text is not what is expected.
  func apply(_ text: String, to rule: inout SignalRule) -> Bool {
    switch self {
    case .window:
      guard let seconds = DurationText.seconds(text), (60...400 * 86_400).contains(seconds) else {
        return false
      }
      rule.window = seconds
    case .warmUp:
      guard let seconds = DurationText.seconds(text) else { return false }
      rule.warmUp = seconds
    case .warning, .critical:
      guard let ratio = Double(text), ratio > 0, ratio < 1 else { return false }
      if self == .warning { rule.warning = ratio } else { rule.critical = ratio }
    case .floor:
      guard let floor = Double(text), floor >= 0, floor.isFinite else { return false }
      rule.floor = floor
    case .inpainting:
      switch text {
      case "off": rule.inpainting = .off
      case "unlimited", "on": rule.inpainting = .unlimited
      default:
        guard let seconds = DurationText.seconds(text), seconds > 0 else { return false }
        rule.inpainting = .capped(seconds: seconds)
      }
    case .openBins, .closeBins:
      guard let count = Int(text), (1...100).contains(count) else { return false }
      if self == .openBins { rule.openBins = count } else { rule.closeBins = count }
    case .levelShiftMark, .levelShiftClose:
      let seconds = DurationText.seconds(text)
      guard text == "never" || (seconds ?? 0) > 0 else { return false }
      if self == .levelShiftMark {
        rule.levelShiftMark = seconds
      } else {
        rule.levelShiftClose = seconds
      }
    }
    return true
  }
}
