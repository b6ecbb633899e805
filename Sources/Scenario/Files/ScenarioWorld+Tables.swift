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

  /// The annotations as `--annotations` takes them, in the order of the world.
  public var annotationsText: String {
    var csv = CSVText(header: "from,until,zone,place,label,source,url,kind,count")
    for row in annotations {
      csv.append([
        row.from, row.until, row.zone, row.place, row.label, row.source, row.url, row.kind,
        row.count.map(String.init) ?? "",
      ])
    }
    return csv.text
  }
}
