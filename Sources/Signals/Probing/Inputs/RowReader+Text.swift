import Net
import Wire

extension RowReader {
  /// Reads a row in whatever form: quotes, blanks, times as text. `line` is without its end.
  mutating func anyRow(
    _ line: [UInt8], _ probers: inout ProberTable
  ) -> Result<(row: Row, roundTripIsBad: Bool, classification: String), RowError> {
    let fields = RowReader.fields(line)
    guard fields.count == header.columns.count else { return .failure(RowError(.badRow)) }
    var row = Row(prober: prober)
    var roundTripIsBad = false
    var classification = ""
    for (column, field) in zip(header.columns, fields) {
      switch column {
      case .other: break
      case .time:
        guard let time = ProbeTime.milliseconds(field) else { return .failure(RowError(.badTime)) }
        row.milliseconds = time
      case .microseconds:
        guard let value = RowReader.number(field, below: 1_000_000) else {
          return .failure(RowError(.badTime))
        }
        row.microseconds = value
      case .address:
        guard let address = IPAddress(String(decoding: field, as: UTF8.self)) else {
          return .failure(RowError(.badAddress))
        }
        guard address.family == .ipv4 else { return .failure(RowError(.ipv6)) }
        row.address = address.ipv4
      case .replied, .success, .isRepeat:
        guard let flag = RowReader.flag(field) else { return .failure(RowError(.badReply)) }
        switch column {
        case .replied: row.isReply = flag
        case .success: row.isSuccess = flag
        default: row.isRepeat = flag
        }
      case .roundTrip:
        if field.isEmpty { break }
        let value = Double(String(decoding: field.prefix(40), as: UTF8.self)) ?? -1
        if value >= 0, value < 4_000_000 {
          row.roundTrip = UInt32(value * 1_000)
        } else {
          roundTripIsBad = true
        }
      case .prober:
        if field.isEmpty { break }
        guard field.count <= ProberNames.longest,
          let number = probers.number(of: String(decoding: field, as: UTF8.self))
        else { return .failure(RowError(.badProber)) }
        row.prober = number
      case .classification:
        classification = String(decoding: field.prefix(40), as: UTF8.self)
      }
    }
    return .success((row, roundTripIsBad, classification))
  }

  /// Why a row is left out.
  struct RowError: Error {
    let kind: ProbeFindings.Kind

    init(_ kind: ProbeFindings.Kind) { self.kind = kind }
  }

  /// Splits a row by RFC 4180, without line ends in quotes.
  static func fields(_ line: [UInt8]) -> [ArraySlice<UInt8>] {
    var fields: [ArraySlice<UInt8>] = []
    var start = 0
    var isQuoted = false
    for index in 0...line.count {
      if index < line.count, line[index] == 0x22 { isQuoted.toggle() }
      guard index == line.count || (line[index] == 0x2C && !isQuoted) else { continue }
      var field = line[start..<index].trimmed
      if field.count >= 2, field.first == 0x22, field.last == 0x22 {
        field = field.dropFirst().dropLast()
      }
      fields.append(field)
      start = index + 1
    }
    return fields
  }

  private static func flag(_ field: ArraySlice<UInt8>) -> Bool? {
    switch String(decoding: field.prefix(6), as: UTF8.self).lowercased() {
    case "1", "true": true
    case "0", "false": false
    default: nil
    }
  }

  private static func number(_ field: ArraySlice<UInt8>, below limit: Int64) -> Int64? {
    guard let value = Int64(String(decoding: field.prefix(20), as: UTF8.self)), value >= 0,
      value < limit
    else { return nil }
    return value
  }
}

extension ArraySlice<UInt8> {
  /// The same without blanks, tabs and carriage returns at both ends.
  var trimmed: ArraySlice<UInt8> {
    func isBlank(_ octet: UInt8) -> Bool { octet == 0x20 || octet == 0x09 || octet == 0x0D }
    var (start, end) = (startIndex, endIndex)
    while start < end, isBlank(self[start]) { start += 1 }
    while end > start, isBlank(self[end - 1]) { end -= 1 }
    return self[start..<end]
  }
}
