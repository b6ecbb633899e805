import Wire

/// Reads rows of CSV into results: plain rows in one pass over their octets, all others by way of
/// `RowText`.
struct RowReader {
  /// What the columns hold.
  let header: ProbeHeader
  /// The number for rows that name no prober.
  let prober: UInt16
  private(set) var names = ProberNames()
  /// How a row stands: what its fields said, as far as they were read.
  struct Row {
    var milliseconds: Int64 = 0
    var microseconds: Int64 = 0
    var address: UInt32 = 0
    var isReply = true
    var prober: UInt16
    var roundTrip: UInt32 = 0
    var isSuccess = true
    var isRepeat = false
    /// The octets of ZMap's classification.
    var classification = 0..<0

    var result: ProbeResult {
      ProbeResult(
        milliseconds: milliseconds + microseconds / 1_000, address: address, isReply: isReply,
        prober: prober, roundTrip: roundTrip)
    }
  }

  init(header: ProbeHeader, prober: UInt16) {
    self.header = header
    self.prober = prober
  }

  /// Reads the row at `start`, which goes on to a line end or to `end`, if all of its fields have
  /// their plainest form; returns where the next begins, or nothing.
  @inline(__always)
  mutating func plainRow(
    _ bytes: RawSpan, _ start: Int, _ end: Int, _ row: inout Row, _ probers: inout ProberTable
  ) -> Int? {
    var index = start
    let last = header.columns.count &- 1
    for (position, column) in header.columns.enumerated() {
      switch column {
      case .time:
        guard let time = RowReader.time(bytes, &index, end) else { return nil }
        row.milliseconds = time
      case .address:
        guard let address = RowReader.address(bytes, &index, end) else { return nil }
        row.address = address
      case .replied:
        guard let flag = RowReader.flag(bytes, &index, end) else { return nil }
        row.isReply = flag
      case .success:
        guard let flag = RowReader.flag(bytes, &index, end) else { return nil }
        row.isSuccess = flag
      case .isRepeat:
        guard let flag = RowReader.flag(bytes, &index, end) else { return nil }
        row.isRepeat = flag
      case .roundTrip:
        guard let time = RowReader.roundTrip(bytes, &index, end) else { return nil }
        row.roundTrip = time
      case .microseconds:
        guard let micros = RowReader.digits(bytes, &index, end, most: 6) else { return nil }
        row.microseconds = micros
      case .prober, .classification, .other:
        let first = index
        guard RowReader.skip(bytes, &index, end) else { return nil }
        if column == .prober, index > first {
          guard let number = names.number(bytes.extracting(first..<index), &probers) else {
            return nil
          }
          row.prober = number
        } else if column == .classification {
          row.classification = first..<index
        }
      }
      if position < last {
        guard index < end, unsafe bytes.octet(unchecked: index) == 0x2C else { return nil }
        index &+= 1
      }
    }
    if index < end, unsafe bytes.octet(unchecked: index) == 0x0D { index &+= 1 }
    if index == end { return index }
    return unsafe bytes.octet(unchecked: index) == 0x0A ? index &+ 1 : nil
  }

  /// Up to 11 digits; `index` moves behind them.
  @inline(__always)
  static func digits(
    _ bytes: RawSpan, _ index: inout Int, _ end: Int, most: Int = 11
  ) -> Int64? {
    let first = index
    var value: Int64 = 0
    while index < end {
      let digit = unsafe bytes.octet(unchecked: index) &- 0x30
      guard digit < 10 else { break }
      value = value &* 10 &+ Int64(digit)
      index &+= 1
      guard index &- first <= most else { return nil }
    }
    return index > first ? value : nil
  }

  /// Digits behind a point as units of which `scale` · 10 are a whole; what is below one is cut off.
  @inline(__always)
  private static func fraction(
    _ bytes: RawSpan, _ index: inout Int, _ end: Int, _ scale: Int64
  ) -> Int64 {
    guard index < end, unsafe bytes.octet(unchecked: index) == 0x2E else { return 0 }
    index &+= 1
    var (value, scale) = (Int64(0), scale)
    while index < end {
      let digit = unsafe bytes.octet(unchecked: index) &- 0x30
      guard digit < 10 else { break }
      value &+= Int64(digit) &* scale
      scale = scale == 100 ? 10 : scale == 10 ? 1 : 0
      index &+= 1
    }
    return value
  }

  @inline(__always)
  private static func time(_ bytes: RawSpan, _ index: inout Int, _ end: Int) -> Int64? {
    guard let seconds = digits(bytes, &index, end) else { return nil }
    let time = seconds &* 1_000 &+ fraction(bytes, &index, end, 100)
    return time < ProbeTime.end ? time : nil
  }

  /// Microseconds of a time in milliseconds; none of an empty field.
  @inline(__always)
  private static func roundTrip(_ bytes: RawSpan, _ index: inout Int, _ end: Int) -> UInt32? {
    if index < end, unsafe bytes.octet(unchecked: index) == 0x2C { return 0 }
    if unsafe index == end || bytes.octet(unchecked: index) == 0x0A { return 0 }
    guard let whole = digits(bytes, &index, end) else { return nil }
    return UInt32(exactly: whole &* 1_000 &+ fraction(bytes, &index, end, 100))
  }

  @inline(__always)
  private static func flag(_ bytes: RawSpan, _ index: inout Int, _ end: Int) -> Bool? {
    guard index < end else { return nil }
    let digit = unsafe bytes.octet(unchecked: index) &- 0x30
    guard digit < 2 else { return nil }
    index &+= 1
    return digit == 1
  }

  /// Four numbers of at most 255 without leading zeros.
  @inline(__always)
  static func address(_ bytes: RawSpan, _ index: inout Int, _ end: Int) -> UInt32? {
    var address: UInt32 = 0
    for part in 0..<4 {
      let first = index
      var value: UInt32 = 0
      while index < end {
        let digit = unsafe bytes.octet(unchecked: index) &- 0x30
        guard digit < 10 else { break }
        value = value &* 10 &+ UInt32(digit)
        index &+= 1
        guard index &- first <= 3 else { return nil }
      }
      let count = index &- first
      guard count > 0, value <= 255,
        unsafe count == 1 || bytes.octet(unchecked: first) != 0x30
      else { return nil }
      address = address << 8 | value
      if part < 3 {
        guard index < end, unsafe bytes.octet(unchecked: index) == 0x2E else { return nil }
        index &+= 1
      }
    }
    return address
  }

  /// Moves to the end of a field without quotes and surrounding blanks.
  @inline(__always)
  private static func skip(_ bytes: RawSpan, _ index: inout Int, _ end: Int) -> Bool {
    let first = index
    while index < end {
      switch unsafe bytes.octet(unchecked: index) {
      case 0x2C, 0x0A, 0x0D:
        return unsafe index == first || bytes.octet(unchecked: index &- 1) != 0x20
      case 0x22: return false
      case 0x20 where index == first: return false
      default: index &+= 1
      }
    }
    return true
  }
}
