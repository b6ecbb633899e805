import Timeline

/// Plans as files, written in pieces of about 64 KiB so that none stands in memory.
extension RoundPlan {
  private static let piece = 65_536

  /// Writes the addresses of a prober, one a line, shuffled over its blocks.
  public func writeTargets(of prober: Int, _ write: ([UInt8]) throws -> Void) rethrows {
    var bytes: [UInt8] = []
    try forEachTarget(of: prober) { address in
      bytes.append(address: address)
      bytes.append(0x0A)
      guard bytes.count >= RoundPlan.piece else { return }
      try write(bytes)
      bytes.removeAll(keepingCapacity: true)
    }
    if !bytes.isEmpty { try write(bytes) }
  }

  /// Writes a line of JSON a block, in ascending order; of one prober, or of all.
  ///
  ///     {"round":1573891200,"wave":1,"block":"5.160.0.0/24","prober":"a","kind":"periodic",
  ///      "addresses":["5.160.0.7"],"stop":{"when":"up","probes":1,"belief":0.99,"availability":0.42}}
  public func writeLines(
    of prober: Int? = nil, _ write: ([UInt8]) throws -> Void
  ) rethrows {
    let names = loads.map { RoundPlan.json($0.prober.name) }
    var bytes: [UInt8] = []
    try forEachBlock(of: prober) { plan in
      bytes += "{\"round\":\(plan.round.seconds),\"wave\":\(plan.wave),\"block\":\"".utf8
      bytes.append(address: plan.block.first)
      bytes += "/24\",\"prober\":\(names[plan.prober]),\"kind\":\"\(plan.kind.rawValue)\"".utf8
      bytes += ",\"addresses\":[".utf8
      for (place, address) in plan.addresses.enumerated() {
        if place > 0 { bytes.append(0x2C) }
        bytes.append(0x22)
        bytes.append(address: address)
        bytes.append(0x22)
      }
      let stop = plan.stop
      bytes += "],\"stop\":{\"when\":\"\(stop.condition.rawValue)\",\"probes\":\(stop.probes)".utf8
      bytes += ",\"belief\":\(RoundPlan.decimal(stop.belief))".utf8
      bytes += ",\"availability\":\(RoundPlan.decimal(stop.availability))}}\n".utf8
      guard bytes.count >= RoundPlan.piece else { return }
      try write(bytes)
      bytes.removeAll(keepingCapacity: true)
    }
    if !bytes.isEmpty { try write(bytes) }
  }

  /// A probability with six digits behind the point.
  private static func decimal(_ value: Double) -> String {
    let millionths = Int((min(max(0, value), 1) * 1_000_000).rounded())
    let digits = String(millionths % 1_000_000)
    return "\(millionths / 1_000_000)." + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// A name as a string of JSON (RFC 8259, 7).
  private static func json(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22, 0x5C: result += "\\\(scalar)"
      case ..<0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension [UInt8] {
  /// Appends an IPv4 address in dotted decimal.
  fileprivate mutating func append(address: UInt32) {
    for shift: UInt32 in [24, 16, 8, 0] {
      let octet = UInt8(truncatingIfNeeded: address >> shift)
      if octet >= 100 { append(0x30 + octet / 100) }
      if octet >= 10 { append(0x30 + octet / 10 % 10) }
      append(0x30 + octet % 10)
      if shift > 0 { append(0x2E) }
    }
  }
}
