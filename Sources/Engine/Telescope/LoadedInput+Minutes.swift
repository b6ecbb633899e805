import Telescope
import Timeline

extension LoadedInput {
  /// The input with the minutes of telescopes put together to the bins that detection reads: the
  /// lower median of the minutes that are present.
  public var withoutMinutes: LoadedInput {
    var result = self
    for index in signals.series.indices {
      let one = signals.series[index]
      guard one.datasource.family == .telescope, one.step == Int(TelescopeBin.seconds) else {
        continue
      }
      result.signals.series[index] = MinuteAggregate.median.bins(of: one)
    }
    return result
  }
}
