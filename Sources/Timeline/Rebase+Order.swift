extension Rebase {
  /// Changes in ascending order of time, each time once: of several the last of the input counts.
  public static func ordered(_ changes: [Rebase]) -> [Rebase] {
    var result: [Rebase] = []
    for index in changes.indices.sorted(by: {
      changes[$0].time == changes[$1].time ? $0 < $1 : changes[$0].time < changes[$1].time
    }) {
      if result.last?.time == changes[index].time { result.removeLast() }
      result.append(changes[index])
    }
    return result
  }
}
