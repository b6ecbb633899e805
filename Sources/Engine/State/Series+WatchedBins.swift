import Timeline

extension Series {
  /// Calls `body` with each present bin and its place, in order of time.
  ///
  /// Each bears the factor for what lies before it: the product of all changes since the present bin
  /// before. A change behind the last present bin has nothing to act on.
  func forEachWatchedBin(_ body: (WatchedBin, Int) -> Void) {
    var rest = rebases[...]
    for index in values.indices where !values[index].isNaN {
      let time = time(at: index)
      var ratio = 1.0
      while let next = rest.first, next.time <= time {
        ratio *= next.ratio
        rest = rest.dropFirst()
      }
      body(
        WatchedBin(
          time: time, value: values[index], quality: marks(at: index), rebase: ratio), index)
    }
  }
}
