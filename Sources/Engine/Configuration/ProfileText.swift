public import Detection
import Timeline

/// A profile as TOML, in full: what `vigil profiles show` prints and manifests keep.
public enum ProfileText {
  /// Writes a profile; reading the text back gives an equal profile.
  public static func text(of profile: Profile) -> String {
    var lines = [
      "name = \(quoted(profile.name))",
      "summary = \(quoted(profile.summary))",
      "detector = \(quoted(profile.detector))",
      "source-health = \(profile.sourceHealth)",
    ]
    for family in DatasourceFamily.allCases {
      guard let rule = profile.families[family] else { continue }
      lines += ["", "[family.\(family.rawValue)]"] + self.lines(of: rule)
    }
    for (datasource, rule) in profile.datasources.sorted(by: { $0.key < $1.key }) {
      lines += ["", "[datasource.\(quoted(datasource.id))]"] + self.lines(of: rule)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(of rule: SignalRule) -> [String] {
    let inpainting: String =
      switch rule.inpainting {
      case .off: "off"
      case .unlimited: "unlimited"
      case .capped(let seconds): DurationText.text(seconds)
      }
    return [
      "window = \(quoted(DurationText.text(rule.window)))",
      "warm-up = \(quoted(DurationText.text(rule.warmUp)))",
      "warning = \(rule.warning)",
      "critical = \(rule.critical)",
      "floor = \(rule.floor.plainText)",
      "inpainting = \(quoted(inpainting))",
      "open-bins = \(rule.openBins)",
      "close-bins = \(rule.closeBins)",
      "level-shift-mark = \(quoted(rule.levelShiftMark.map(DurationText.text) ?? "never"))",
      "level-shift-close = \(quoted(rule.levelShiftClose.map(DurationText.text) ?? "never"))",
    ]
  }

  private static func quoted(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "\"": escaped += "\\\(scalar)"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        escaped += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return "\"\(escaped)\""
  }
}
