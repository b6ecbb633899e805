import Detection
import Engine
import Incidents
import Testing
import Timeline

/// Defect f of the published chain: points that come after their bin was closed.
///
/// Its moving statistic warns of a point out of order and judges it all the same, against a history
/// that is newer than the point. Here ordering belongs to the engine, which serves every profile, so
/// that neither detector can be handed such a point.
@Suite struct LateDataTests {
  private let start = UnixTime(1_573_257_600)

  /// Routes at 1,000 but for some bins, which are missing or hold another value.
  private func routes(bins: Range<Int>, without missing: Set<Int> = [], low: Set<Int> = [])
    throws -> SignalSet
  {
    let entity = try #require(Entity("country/IR"))
    let values = bins.map { bin -> Double in
      missing.contains(bin) ? .nan : low.contains(bin) ? 100 : 1_000
    }
    return SignalSet(series: [
      Series(
        entity: entity, datasource: .bgp, start: start + 300 * bins.lowerBound, step: 300,
        values: values)
    ])
  }

  @Test(arguments: [Profile.vigil, Profile.ioda])
  func f_lateDataAfterTheBinClosed(profile: Profile) throws {
    let late: Set = [50, 51]
    var watch = try WatchState(profile: profile, sourceHealth: profile.sourceHealth)
    let first = watch.take(try routes(bins: 0..<100, without: late), settle: 0)
    #expect(first.coverage.judged > 80 && first.transitions.isEmpty)
    let before = watch.encoded(profileText: "")
    let second = watch.take(try routes(bins: 50..<52, low: late), settle: 0)
    #expect(second.late == 2 && second.revised == 0)
    #expect(second.transitions.isEmpty && watch.openEvents.isEmpty)
    #expect(watch.encoded(profileText: "") == before)
    // The same two bins in time are an outage, so the test can fail.
    var punctual = try WatchState(profile: profile, sourceHealth: profile.sourceHealth)
    let whole = punctual.take(try routes(bins: 0..<100, low: late), settle: 0)
    #expect(whole.transitions.map(\.kind).contains(.opened))
  }
}
