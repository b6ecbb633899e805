extension String {
  /// The text without what could steer a terminal, a page or the direction of writing.
  ///
  /// Control characters, line and paragraph separators and the bidirectional controls become spaces;
  /// names in inputs are written by others.
  var printable: String {
    let isClean = unicodeScalars.allSatisfy { !$0.steersDisplay }
    guard !isClean else { return self }
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars { text.append(scalar.steersDisplay ? " " : scalar) }
    return String(text)
  }

  /// The columns that the text takes in a terminal with a fixed-width font.
  ///
  /// East Asian wide characters and emoji take two, combining marks none (Unicode TR 11, the blocks
  /// that matter).
  var displayWidth: Int {
    reduce(0) { width, character in
      guard let first = character.unicodeScalars.first else { return width }
      return width + first.columns
    }
  }

  /// The text with spaces to a display width.
  func padded(to width: Int, right: Bool) -> String {
    let space = String(repeating: " ", count: Swift.max(0, width - displayWidth))
    return right ? space + self : self + space
  }
}

extension Unicode.Scalar {
  fileprivate var steersDisplay: Bool {
    switch value {
    case 0x00..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
      true
    default: false
    }
  }

  fileprivate var columns: Int {
    switch value {
    case 0x300...0x36F, 0x200B...0x200D, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
