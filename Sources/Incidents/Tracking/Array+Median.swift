extension [Double] {
  /// Sorts the values and returns their median, the mean of the middle two for an even number, 0 of
  /// none.
  mutating func sortedMedian() -> Double {
    guard !isEmpty else { return 0 }
    sort()
    let middle = count / 2
    return count % 2 == 1 ? self[middle] : (self[middle - 1] + self[middle]) / 2
  }
}
