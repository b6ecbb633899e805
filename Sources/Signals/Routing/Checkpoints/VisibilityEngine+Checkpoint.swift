import Wire
import Timeline

extension VisibilityEngine {
  func write(to writer: inout CheckpointWriter) {
    writer.write(placesFingerprint)
    threshold4.write(to: &writer)
    threshold6.write(to: &writer)
    writer.write(findings.findings.count)
    for finding in findings.findings {
      writer.write(finding.kind)
      writer.write(finding.source)
      writer.write(finding.place != nil)
      if let place = finding.place { writer.write(place) }
      writer.write(finding.detail)
      writer.write(finding.disposition)
      writer.write(finding.count)
    }
    state.write(to: &writer)
  }

  /// Reads what was written into an engine without routes.
  mutating func read(from reader: inout CheckpointReader) throws(VisibilityError) {
    guard try reader.number() == placesFingerprint else {
      throw .invalidCheckpoint("it was made with other places")
    }
    threshold4 = try Threshold(from: &reader)
    threshold6 = try Threshold(from: &reader)
    for _ in 0..<(try reader.count(width: 41)) {
      findings.record(
        Finding(
          kind: try reader.text(), source: try reader.text(),
          place: try reader.flag() ? try reader.text() : nil, detail: try reader.text(),
          disposition: try reader.text(), count: try reader.tally()))
    }
    try state.read(from: &reader)
  }

  /// A hash of the number of places and of their entities.
  private var placesFingerprint: UInt64 {
    let places = state.v4.book.places.placeEntities
    var hash = UInt64(places.count)
    for place in places {
      for entity in [place.country, place.region] {
        let text = Array((entity?.description ?? "").utf8)
        hash = StateChecksum.mixed(hash, StateChecksum.of(text, count: text.count))
      }
    }
    return hash
  }
}

extension VisibilityEngine.Threshold {
  fileprivate func write(to writer: inout CheckpointWriter) {
    switch self {
    case .unknown: writer.write(UInt8(0))
    case .prefixes(let count):
      writer.write(UInt8(1))
      writer.write(count)
    case .refused(let median, let expected):
      writer.write(UInt8(2))
      writer.write(median)
      writer.write(expected)
    }
  }

  fileprivate init(from reader: inout CheckpointReader) throws(VisibilityError) {
    switch try reader.number() as UInt8 {
    case 0: self = .unknown
    case 1: self = .prefixes(try reader.number())
    case 2: self = .refused(median: try reader.tally(), expected: try reader.tally())
    default: throw CheckpointReader.malformed("threshold")
    }
  }
}
