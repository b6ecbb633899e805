import Glibc

extension WalkRule {
  /// The silence that confirms that a block is down: ln(1 ÷ 0.0003) in 2⁻²⁸.
  @usableFromInline static let confirmedSilence: UInt32 = 2_177_475_427

  /// What an unanswered probe adds to the silence of a block.
  ///
  /// The loss of one probe in a hundred is in the factor of 0.99.
  func silenceStep(of availability: Double, hostCount: Int) -> UInt32 {
    let believed = min(
      max(WalkRule.leastAvailability, availability), WalkRule.greatestAvailability)
    let step = UInt32((-log(1 - 0.99 * believed) * 0x1p28).rounded())
    guard isFullScan, believed < WalkRule.fullScanAvailability else { return step }
    let hosts = UInt32(min(max(1, hostCount), 256))
    return min(step, (WalkRule.confirmedSilence + hosts - 1) / hosts)
  }

  /// The recovery probes of a round: as many as find an answer with a probability of 0.8, at most 15.
  ///
  /// IODA's table holds the value of the next hundredth, and none for 0.1, where 16 wraps to 0 in four
  /// bits; neither is repeated.
  static func recoveries(of availability: Double) -> Int {
    min(Int((log(0.2) / log(1 - availability)).rounded(.up)), 15)
  }
}
