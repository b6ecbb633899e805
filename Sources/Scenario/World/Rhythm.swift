public import Timeline

/// How a quiet signal moves with the hour of the day and the day of the week.
public struct Rhythm: Sendable, Equatable {
  /// The height of the daily wave over its mean, as a part of the mean; 0.3 is ± 30 %.
  public var daily: Double
  /// The UTC hour of the lowest point; the highest lies twelve hours later.
  public var troughHour: Double
  /// Days of rest, 0 for Monday to 6 for Sunday, by UTC date.
  public var restDays: Set<Int>
  /// What a day of rest takes off the level, as a part of it.
  public var restLoss: Double

  /// Creates a rhythm.
  public init(
    daily: Double, troughHour: Double, restDays: Set<Int> = [], restLoss: Double = 0
  ) {
    self.daily = daily
    self.troughHour = troughHour
    self.restDays = restDays
    self.restLoss = restLoss
  }

  /// A signal without rhythm.
  public static let flat = Rhythm(daily: 0, troughHour: 0)

  /// The factor by which the mean level is multiplied at `time`.
  ///
  /// A smoothed triangle takes the place of a sine, so that no mathematical library of a platform
  /// can change a bit of the result.
  public func factor(at time: UnixTime) -> Double {
    let day = time.floored(to: 86_400)
    let hour = Double(time - day) / 3_600
    var phase = (hour - troughHour) / 24
    if phase < 0 { phase += 1 }
    let triangle = phase < 0.5 ? 2 * phase : 2 - 2 * phase
    let smooth = triangle * triangle * (3 - 2 * triangle)
    let wave = 1 + daily * (2 * smooth - 1)
    // 1970-01-01 was a Thursday.
    let weekday = Int(((day.seconds / 86_400) % 7 + 10) % 7)
    return restDays.contains(weekday) ? wave * (1 - restLoss) : wave
  }
}
