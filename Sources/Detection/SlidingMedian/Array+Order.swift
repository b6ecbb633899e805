extension Array<Double> {
  /// The index of the first element of the sorted array that is not smaller than `value`.
  func lowerBound(of value: Double) -> Int {
    var low = 0
    var length = count
    while length > 0 {
      let half = length >> 1
      let isSmaller = self[low + half] < value
      low = isSmaller ? low + length - half : low
      length = half
    }
    return low
  }

  /// The element that would be at `rank` if the array were sorted; reorders the array.
  ///
  /// Hoare's selection with the median of three as pivot: O(n) on average. After as many rounds
  /// as a fair selection could need it sorts instead, so that no order of values is quadratic.
  mutating func selectRank(_ rank: Int) -> Double {
    var low = 0
    var high = count - 1
    var rounds = 64
    while high - low > 16, rounds > 0 {
      rounds -= 1
      let pivot = medianOfThree(self[low], self[(low + high) / 2], self[high])
      var left = low
      var right = high
      while left <= right {
        while self[left] < pivot { left += 1 }
        while self[right] > pivot { right -= 1 }
        if left <= right {
          swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if rank <= right {
        high = right
      } else if rank >= left {
        low = left
      } else {
        return pivot
      }
    }
    self[low...high].sort()
    return self[rank]
  }

  private func medianOfThree(_ a: Double, _ b: Double, _ c: Double) -> Double {
    Swift.max(Swift.min(a, b), Swift.min(Swift.max(a, b), c))
  }
}
