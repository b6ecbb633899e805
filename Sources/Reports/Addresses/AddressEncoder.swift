public import Atlas
import Net
import SignalFiles
import Timeline

/// Writes the records of addresses and their sources: one JSON object a line.
///
/// A field without a value is `null` and never left out. `Docs/Atlas.md` describes every field.
public struct AddressEncoder: Sendable {
  /// Creates an encoder.
  public init() {}

  /// Encodes an answer as `vigil.address/1`, without a line end.
  public func answer(_ answer: AddressAnswer) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.member("schema", "vigil.address/1")
    json.member("address", answer.address.description)
    json.member("country", answer.place.place.country?.alpha2)
    json.member("region", answer.place.place.region)
    json.member("range", answer.place.source == nil ? nil : answer.place.rangeText)
    json.key("source")
    write(answer.place.source, to: &json)
    json.member("prefix", answer.origin?.prefix.description)
    json.key("origins")
    json.beginArray()
    for origin in answer.origin?.origins ?? [] { json.value(Int(origin.rawValue)) }
    json.endArray()
    json.key("originSource")
    write(answer.originSource, to: &json)
    json.endObject()
    return json.text
  }

  /// Encodes a source as `vigil.source/1`, without a line end.
  public func source(_ source: SourceProvenance) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.member("schema", "vigil.source/1")
    members(source, to: &json)
    json.member("regions", source.knowsRegions)
    json.key("families")
    json.beginArray()
    for family in source.families.map(\.rawValue).sorted() { json.value(Int(family)) }
    json.endArray()
    json.member("entries", source.entries)
    json.member("unknown", source.unknownEntries)
    json.endObject()
    return json.text
  }

  private func write(_ source: SourceProvenance?, to json: inout JSONWriter) {
    guard let source else { return json.null() }
    json.beginObject()
    members(source, to: &json)
    json.endObject()
  }

  private func members(_ source: SourceProvenance, to json: inout JSONWriter) {
    json.member("name", source.name)
    json.member("kind", source.kind.rawValue)
    json.member("edition", source.edition)
    json.member("built", source.built)
    json.member("hash", source.hash)
  }
}
