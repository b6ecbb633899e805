import Foundation
import Timeline

/// Entities of a hundred countries with levels, daily rhythms, noise, gaps and outages, made a day
/// at a time from their numbers alone.
struct SyntheticWorld {
  private static let start = UnixTime(1_700_000_000).floored(to: 86_400)
  private let entities: [Entity]
  private let membership: Membership

  init(entities count: Int) {
    var membership = Membership()
    let letters = Array("ABCDEFGHIJ")
    entities = (0..<count).map { number in
      let code = "\(letters[number % 10])\(letters[number / 10 % 10])"
      let country = Entity(kind: .country, canonicalCode: code)
      if number < 100 { return country }
      let asn = Entity.asn(UInt32(number + 1_000))
      membership.parents[asn] = country
      return asn
    }
    self.membership = membership
  }

  /// All signals of one day.
  func day(_ day: Int) -> SignalSet {
    var series: [Series] = []
    series.reserveCapacity(entities.count * 3)
    for (source, step, noise) in [
      ("bgp", 300, 0.0005), ("merit-nt", 300, 0.05), ("ping-slash24", 600, 0.01),
    ] {
      let datasource = Datasource(source)
      let rhythm = rhythm(of: datasource, step: step)
      for number in entities.indices {
        series.append(
          Series(
            entity: entities[number], datasource: datasource,
            start: SyntheticWorld.start + day * 86_400, step: step,
            values: values(number, day, rhythm, noise)))
      }
    }
    return SignalSet(series: series, membership: membership)
  }

  /// The factor of each bin of a day.
  private func rhythm(of datasource: Datasource, step: Int) -> [Double] {
    let depths: [DatasourceFamily: Double] = [.telescope: 0.3, .probing: 0.02]
    let depth = depths[datasource.family] ?? 0
    return (0..<86_400 / step).map { bin -> Double in
      let angle = Double(bin * step) / 43_200 * Double.pi
      return 1 - depth * cos(angle)
    }
  }

  private func values(
    _ number: Int, _ day: Int, _ rhythm: [Double], _ noise: Double
  ) -> [Double] {
    var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(day) &* 0xD1B5_4A32_D192_ED03
    let level = 10 + Double(number % 97) * Double(number % 89)
    let isOut = (number &+ day * 7) % 500 == 0
    return rhythm.indices.map { bin -> Double in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let uniform = Double(state >> 40) * 0x1p-24 - 0.5
      if state >> 33 & 1_023 == 0 { return .nan }
      let isLow = isOut && bin * 4 / rhythm.count == 2
      let value = level * rhythm[bin] * (1 + noise * uniform)
      return (isLow ? 0.1 * value : value).rounded()
    }
  }
}
