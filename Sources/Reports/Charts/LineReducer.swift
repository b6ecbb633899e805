import Timeline

/// Turns a column of values into lines, with no more points than can be seen.
///
/// Where several bins fall into one pixel column, the first, the lowest, the highest and the last of
/// them are kept, in time order, so that no extreme is lost. A missing bin ends a line.
struct LineReducer {
  struct Point: Equatable {
    let x: Double
    let y: Double
  }

  let time: TimeScale
  let value: ValueScale

  /// The lines of `values`, bin `i` at `start + i × step`; only bins within the window. O(n).
  func lines(_ values: [Double], start: UnixTime, step: Int) -> [[Point]] {
    var lines: [[Point]] = []
    var line: [Point] = []
    var column: [(index: Int, value: Double)] = []
    var columnX = -1
    func point(_ index: Int) -> Point {
      Point(x: time.x(start + index * step), y: value.y(values[index]))
    }
    func flush() {
      guard let first = column.first, let last = column.last else { return }
      let low = column.min { $0.value < $1.value } ?? first
      let high = column.max { $0.value < $1.value } ?? first
      for index in Set([first.index, low.index, high.index, last.index]).sorted() {
        line.append(point(index))
      }
      column.removeAll(keepingCapacity: true)
    }
    func finish() {
      flush()
      if !line.isEmpty { lines.append(line) }
      line = []
      columnX = -1
    }
    for index in bins(count: values.count, start: start, step: step) {
      guard values[index].isFinite else {
        finish()
        continue
      }
      let x = Int(time.x(start + index * step))
      if x != columnX {
        flush()
        columnX = x
      }
      column.append((index, values[index]))
    }
    finish()
    return lines
  }

  /// The bins that start within the window.
  func bins(count: Int, start: UnixTime, step: Int) -> Range<Int> {
    let first = max(0, (time.from - start + step - 1) / step)
    let end = min(count, max(0, (time.until - start + step - 1) / step))
    return first..<max(first, end)
  }

  /// The path of lines; a single point becomes a dot under round caps.
  static func path(_ lines: [[Point]]) -> String {
    var path = ""
    for line in lines {
      for (index, point) in line.enumerated() {
        path += "\(index == 0 ? "M" : "L")\(point.x.px) \(point.y.px)"
      }
      if line.count == 1 { path += "h.1" }
    }
    return path
  }
}
