import Timeline

extension SignalEncoder {
  func appendLong(_ signals: SignalSet, to bytes: inout [UInt8]) {
    let writer = LongTableWriter(
      hasMarks: signals.series.contains { $0.quality.contains { !$0.isEmpty } },
      hasRebases: signals.series.contains { !$0.rebases.isEmpty })
    Self.appendComments(signals, to: &bytes)
    bytes.append(contentsOf: writer.header.utf8)
    for series in signals.series { writer.append(series, to: &bytes) }
  }

  func appendChart(_ signals: SignalSet, to bytes: inout [UInt8]) throws(SignalFileError) {
    let countries = Set(signals.entities.filter { $0.kind == .country })
    let others = signals.entities.filter { $0.kind != .country && $0.kind != .asn }
    guard countries.count <= 1, others.isEmpty else {
      let example = others.first ?? countries.max() ?? .asn(0)
      throw Self.cannotHold(
        .chartCSV, "it holds one country and its ASNs, not \(example)",
        "write long-csv, or choose one country and its ASNs")
    }
    let stray = signals.entities.first { entity in
      guard let parent = signals.membership.parents[entity] else { return false }
      return !countries.contains(parent) && !countries.isEmpty
    }
    if let stray {
      throw Self.cannotHold(
        .chartCSV, "\(stray) belongs to another country than the one in the set",
        "write long-csv, or choose one country and its ASNs")
    }
    Self.appendComments(signals, to: &bytes)
    bytes.append(contentsOf: "datasource,value,asn,as_name,datetime\n".utf8)
    for series in signals.series {
      var prefix: [UInt8] = []
      prefix.appendField(series.datasource.id)
      prefix.append(0x2C)
      let isCountry = series.entity.kind == .country
      var suffix: [UInt8] = Array(",\(isCountry ? "0" : series.entity.code),".utf8)
      suffix.appendField(
        isCountry ? "Country wide" : signals.membership.names[series.entity] ?? "")
      suffix.append(0x2C)
      for index in series.values.indices {
        bytes.append(contentsOf: prefix)
        bytes.appendCell(series.values[index])
        bytes.append(contentsOf: suffix)
        bytes.appendUTC(series.time(at: index))
        bytes.append(contentsOf: "+00:00\n".utf8)
      }
    }
  }

  func appendWide(_ signals: SignalSet, to bytes: inout [UInt8]) throws(SignalFileError) {
    guard signals.entities.count <= 1 else {
      throw Self.cannotHold(
        .wideCSV, "it holds one entity, and the set has \(signals.entities.count)",
        "choose one entity, or write long-csv")
    }
    if let unknown = signals.datasources.first(where: { !$0.isKnown }) {
      throw Self.cannotHold(
        .wideCSV, "its columns are known datasources, which \(unknown) is not", "write long-csv")
    }
    Self.appendComments(signals, to: &bytes)
    let normalised = signals.series.contains { $0.unit == SignalReader.normalisedUnit }
    bytes.append(contentsOf: "timestamp".utf8)
    for series in signals.series {
      bytes.append(0x2C)
      bytes.appendField(normalised ? "\(series.datasource.id) (normalised)" : series.datasource.id)
    }
    bytes.append(0x0A)
    // The rows are the starts of all bins; each series goes along as they pass its own.
    var next = [Int](repeating: 0, count: signals.series.count)
    while true {
      var time: UnixTime?
      for (index, series) in signals.series.enumerated() where next[index] < series.count {
        let start = series.time(at: next[index])
        time = time.map { min($0, start) } ?? start
      }
      guard let time else { return }
      bytes.appendInteger(time.seconds)
      for (index, series) in signals.series.enumerated() {
        bytes.append(0x2C)
        guard next[index] < series.count, series.time(at: next[index]) == time else { continue }
        bytes.appendCell(series.values[next[index]])
        next[index] += 1
      }
      bytes.append(0x0A)
    }
  }

  func appendValues(_ signals: SignalSet, to bytes: inout [UInt8]) throws(SignalFileError) {
    guard signals.series.count <= 1 else {
      throw Self.cannotHold(
        .valueCSV, "it holds one signal, and the set has \(signals.series.count)",
        "choose one datasource and one entity, or write long-csv")
    }
    Self.appendComments(signals, to: &bytes)
    bytes.append(contentsOf: "time,value\n".utf8)
    for series in signals.series {
      for index in series.values.indices {
        bytes.appendInteger(series.time(at: index).seconds)
        bytes.append(0x2C)
        bytes.appendCell(series.values[index])
        bytes.append(0x0A)
      }
    }
  }

  /// Writes what concerns the whole file before its first row.
  static func appendComments(_ signals: SignalSet, to bytes: inout [UInt8]) {
    for comment in comments(signals) { bytes.append(contentsOf: "# \(comment)\n".utf8) }
  }
}
