import Timeline

/// What the path of an archived file says.
struct ArchiveName: Equatable {
  var collector: String
  var kind: ArchiveFile.Kind?
  var time: UnixTime?

  init(path: String) {
    let components = path.split(separator: "/").map(String.init)
    let name = components.last ?? ""
    let parts = name.split(separator: ".").map(String.init)
    for (position, part) in parts.enumerated() {
      switch part {
      case "bview", "rib", "ribs": kind = .table
      case "updates": kind = .updates
      default: continue
      }
      time = ArchiveName.time(parts[(position + 1)...])
      break
    }
    collector =
      ArchiveName.collector(in: components.dropLast(), name: parts)
      ?? ArchiveName.folder(components.dropLast(), isAbsolute: path.hasPrefix("/"))
  }

  /// `20191116.1720`, or seconds since 1970.
  private static func time(_ parts: ArraySlice<String>) -> UnixTime? {
    guard let first = parts.first, first.utf8.allSatisfy(isDigit) else { return nil }
    if first.utf8.count == 8, let clock = parts.dropFirst().first, clock.utf8.count == 4,
      clock.utf8.allSatisfy(isDigit)
    {
      let text =
        "\(first.prefix(4))-\(first.dropFirst(4).prefix(2))-\(first.suffix(2))"
        + "T\(clock.prefix(2)):\(clock.suffix(2)):00Z"
      return UnixTime(rfc3339: text)
    }
    return (9...10).contains(first.utf8.count) ? Int64(first).map { UnixTime($0) } : nil
  }

  private static func isDigit(_ octet: UInt8) -> Bool { (0x30...0x39).contains(octet) }

  private static func isRIS(_ part: String) -> Bool {
    part.utf8.count == 5 && part.hasPrefix("rrc") && part.utf8.suffix(2).allSatisfy(isDigit)
  }

  /// The first collector that the folders or the name's parts name.
  private static func collector(in folders: ArraySlice<String>, name: [String]) -> String? {
    for folder in folders where isRIS(folder) || folder.hasPrefix("route-views") { return folder }
    for (position, part) in name.enumerated() {
      if isRIS(part) { return part }
      guard part.hasPrefix("route-views") else { continue }
      // `route-views.jinx.ribs`: what stands before the type belongs to the collector.
      let next = name.dropFirst(position + 1).first
      guard let next, !["bview", "rib", "ribs", "updates"].contains(next),
        !next.utf8.allSatisfy(isDigit)
      else { return part }
      return "\(part).\(next)"
    }
    return nil
  }

  /// The folder, without those that archives put within a collector's.
  private static func folder(_ folders: ArraySlice<String>, isAbsolute: Bool) -> String {
    var folders = folders
    while let last = folders.last {
      let isMonth = last.utf8.count == 7 && last.utf8.allSatisfy { isDigit($0) || $0 == 0x2E }
      guard isMonth || ["RIBS", "UPDATES", "bgpdata"].contains(last) else { break }
      folders.removeLast()
    }
    let path = folders.joined(separator: "/")
    return path.isEmpty ? (isAbsolute ? "/" : ".") : path
  }
}
