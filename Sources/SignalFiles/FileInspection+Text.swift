import Timeline

extension FileInspection {
  /// The inspection for people, one fact a line, ending with the command to run next.
  public var text: String {
    var lines = ["\(name): \(format.rawValue), \(size) bytes, \(rows) points"]
    if !entities.isEmpty {
      let shown = entities.prefix(8).map(\.description).joined(separator: " ")
      let more = entities.count > 8 ? " and \(entities.count - 8) more" : ""
      lines.append("entities     \(entities.count): \(shown)\(more)")
    }
    for source in sources { lines.append(FileInspection.line(of: source)) }
    if sources.isEmpty { lines.append("signals      none; names or countries of \(namedCount)") }
    for notice in notices { lines.append("notice       \(notice)") }
    for credit in credits { lines.append("credit       \(credit)") }
    for finding in findings {
      let place = finding.place.map { " (\($0))" } ?? ""
      lines.append(
        "finding      \(finding.kind) ×\(finding.count)\(place): \(finding.detail); "
          + finding.disposition)
    }
    lines.append("next         \(nextCommand)")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func line(of source: Source) -> String {
    let steps = source.steps.map { "\($0) s" }.joined(separator: ", ")
    let native = source.nativeStep.map { $0 == source.steps.first ? "" : " (native \($0) s)" } ?? ""
    return "\(source.datasource.id): \(source.datasource.family.rawValue) family, "
      + "\(source.units.joined(separator: " / ")), \(source.entityCount) "
      + "\(source.entityCount == 1 ? "entity" : "entities"), step \(steps)\(native), "
      + "\(source.from) to \(source.until), \(source.present) of \(source.bins) bins present"
  }

  /// Writes the inspection as an object of schema `vigil.inspection/1`.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("schema", "vigil.inspection/1")
    writer.member("name", name)
    writer.member("format", format.rawValue)
    writer.member("size", size)
    writer.member("rows", rows)
    writer.member("entities", entities.map(\.description))
    writer.key("sources")
    writer.beginArray()
    for source in sources {
      writer.beginObject()
      writer.member("datasource", source.datasource.id)
      writer.member("family", source.datasource.family.rawValue)
      writer.member("units", source.units)
      writer.member("entities", source.entityCount)
      writer.key("steps")
      writer.beginArray()
      for step in source.steps { writer.value(step) }
      writer.endArray()
      writer.key("nativeStep")
      if let native = source.nativeStep { writer.value(native) } else { writer.null() }
      writer.member("from", source.from)
      writer.member("until", source.until)
      writer.member("bins", source.bins)
      writer.member("present", source.present)
      writer.endObject()
    }
    writer.endArray()
    writer.key("findings")
    writer.beginArray()
    for finding in findings {
      writer.beginObject()
      writer.member("kind", finding.kind)
      writer.member("source", finding.source)
      writer.member("place", finding.place)
      writer.member("detail", finding.detail)
      writer.member("disposition", finding.disposition)
      writer.member("count", finding.count)
      writer.endObject()
    }
    writer.endArray()
    writer.member("credits", credits)
    writer.member("notices", notices)
    writer.member("next", nextCommand)
    writer.endObject()
  }
}
