import Capture
import Inflate
import Wire

/// Finds where a pcap file can be cut in parts that are read apart.
///
/// A place is a guess that several records in a row bear out; whoever reads the part before it sees
/// whether it is one, because the packets of that part then end there.
enum PcapSplit {
  /// The octets of the file's header.
  static let header = 24
  /// The octets of a packet's header. A reader gives a packet out when it sees the header of the next:
  /// a part is read with as much of the next one, which it leaves.
  static let record = 16
  /// The records that must follow one another.
  private static let chain = 12
  /// How far behind a place a record is looked for.
  private static let reach = 1 << 20

  /// The places of `parts` parts of about equal size, the first 0; just that where the file is short
  /// or no plain pcap.
  static func places(_ file: RawSpan, parts: Int) -> [Int] {
    guard parts > 1, file.byteCount >= parts * 2 * reach else { return [0] }
    var places = [0]
    for part in 1..<parts {
      guard let place = place(file, from: file.byteCount / parts * part) else { return [0] }
      places.append(place)
    }
    return places
  }

  /// The first place at or behind an octet where the file can be cut; nothing where none is near or the
  /// file is no plain pcap.
  static func place(_ file: RawSpan, from octet: Int) -> Int? {
    guard let isSwapped = isSwapped(file) else { return nil }
    let first = seconds(file, header, isSwapped)
    return (octet..<octet + reach).first { isRecord(file, at: $0, isSwapped, near: first) }
  }

  /// Reads the packets from one place to another, or to the end of the file. Returns the reader and where
  /// the packets ended; nothing where that cannot be done apart.
  static func read(
    _ input: CaptureInput, from: Int, to: Int?, into sink: inout some PacketSink
  ) -> (reader: CaptureReader, end: Int)? {
    guard let feed = try? input.open() else { return nil }
    var reader = CaptureReader()
    let consumed: Int? = feed.withWindow { window in
      guard window.byteCount > from else { return nil }
      let start = reader.read(window.extracting(first: header), isComplete: false, into: &sink)
      guard start.consumed == header else { return nil }
      let part = window.extracting(from..<min(to.map { $0 + record } ?? .max, window.byteCount))
      return reader.read(part, isComplete: to == nil, into: &sink).consumed
    }
    return consumed.map { (reader, from + $0) }
  }

  /// Whether the numbers of a plain pcap file of version 2.4 are little-endian; nothing of others.
  private static func isSwapped(_ file: RawSpan) -> Bool? {
    guard file.byteCount >= header + record else { return nil }
    let isSwapped: Bool
    switch number(file, 0, false) {
    case 0xA1B2_C3D4, 0xA1B2_3C4D: isSwapped = false
    case 0xD4C3_B2A1, 0x4D3C_B2A1: isSwapped = true
    default: return nil
    }
    let version = number(file, 4, isSwapped)
    return version == (isSwapped ? 4 << 16 | 2 : 2 << 16 | 4) ? isSwapped : nil
  }

  private static func isRecord(
    _ file: RawSpan, at place: Int, _ isSwapped: Bool, near first: UInt32
  ) -> Bool {
    var place = place
    for _ in 0..<chain {
      guard place + record <= file.byteCount else { return false }
      let captured = number(file, place + 8, isSwapped)
      let original = number(file, place + 12, isSwapped)
      let time = seconds(file, place, isSwapped)
      guard captured > 0, captured <= 1 << 18, original >= captured, original <= 1 << 20,
        number(file, place + 4, isSwapped) < 1_000_000_000,
        max(time, first) - min(time, first) < 40 * 86_400
      else { return false }
      place += record + Int(captured)
    }
    return true
  }

  private static func seconds(_ file: RawSpan, _ place: Int, _ isSwapped: Bool) -> UInt32 {
    number(file, place, isSwapped)
  }

  private static func number(_ file: RawSpan, _ place: Int, _ isSwapped: Bool) -> UInt32 {
    guard place >= 0, place + 4 <= file.byteCount else { return 0 }
    let value = unsafe file.uint32(unchecked: place)
    return isSwapped ? value.byteSwapped : value
  }
}
