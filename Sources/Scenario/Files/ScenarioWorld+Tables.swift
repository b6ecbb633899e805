import Timeline

extension ScenarioWorld {
  /// The entities as `--entities` takes them: `entity,name,parent,weight,kind`.
  ///
  /// The weight is the number of /24s in routes on a quiet day.
  public var entitiesText: String {
    var csv = CSVText(header: "entity,name,parent,weight,kind")
    for member in entities.sorted(by: { $0.entity < $1.entity }) {
      csv.append([
        member.entity.description, member.name, member.parent?.description ?? "",
        member.weight.plainText, member.kind,
      ])
    }
    return csv.text
  }

  /// The annotations as `--annotations` takes them, in order of their beginnings; a date begins
  /// with the local day.
  public var annotationsText: String {
    var csv = CSVText(header: "from,until,zone,place,label,source,url,kind,count")
    for row in annotations.enumerated().sorted(by: isEarlier).map(\.element) {
      csv.append([
        row.from, row.until, row.zone, row.place, row.label, row.source, row.url, row.kind,
        row.count.map(String.init) ?? "",
      ])
    }
    return csv.text
  }

  private func isEarlier(
    _ a: (offset: Int, element: ScenarioAnnotation), _ b: (offset: Int, element: ScenarioAnnotation)
  ) -> Bool {
    let (first, second) = (a.element.beginning, b.element.beginning)
    return first == second ? a.offset < b.offset : first < second
  }
}

extension ScenarioAnnotation {
  /// The moment from which the row counts; the end of time when its text is not a time.
  fileprivate var beginning: UnixTime {
    guard let reading = UnixTime.reading(from) else { return UnixTime(.max) }
    return reading.hasZone ? reading.time : reading.time - (UnixTime.zoneOffset(zone) ?? 0)
  }
}
