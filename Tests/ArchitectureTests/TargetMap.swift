/// The table of targets in `Docs/Architecture.md`, which decides who may import whom.
struct TargetMap {
  /// Where a target belongs.
  enum Layer: String {
    case library = "C library"
    case core
    case around
    case program

    /// The modules of the toolchain that every target of the layer may import.
    var toolchainModules: Set<String> {
      switch self {
      case .library: []
      case .core: ["Synchronization", "Glibc", "Musl"]
      case .around, .program:
        ["Synchronization", "Glibc", "Musl", "Dispatch", "Foundation", "FoundationEssentials"]
      }
    }
  }

  /// A row of the table.
  struct Row {
    let target: String
    let layer: Layer
    /// Modules of other packages that this target may import.
    let others: Set<String>
  }

  /// The rows from top to bottom.
  let rows: [Row]

  init(document: String) {
    rows = document.split(separator: "\n").compactMap { line in
      guard line.hasPrefix("|") else { return nil }
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().map {
        $0.drop(while: \.isWhitespace)
      }
      guard cells.count >= 3, let name = TargetMap.quoted(cells[0]).first,
        let layer = Layer(rawValue: TargetMap.trimmed(cells[1]))
      else { return nil }
      return Row(target: name, layer: layer, others: Set(TargetMap.quoted(cells[2])))
    }
  }

  /// The row of a target and how far down it stands.
  func position(of target: String) -> Int? { rows.firstIndex { $0.target == target } }

  private static func quoted(_ cell: Substring) -> [String] {
    cell.matches(of: /`([^`]+)`/).map { String($0.1) }
  }

  private static func trimmed(_ cell: Substring) -> String {
    String(cell.reversed().drop(while: \.isWhitespace).reversed())
  }
}
