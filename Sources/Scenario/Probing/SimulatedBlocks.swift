import Glibc

/// Worlds of simulated blocks whose state is known at every second.
public enum SimulatedBlocks {
  /// Blocks with an availability even over 0.1 to 1 and 15 to 256 addresses in shuffled order: half of
  /// them with independent replies, half with fixed responders, each with outages at random times.
  ///
  /// Outages of a block are `meanGap` seconds apart on average and never less than a third of it; they
  /// last 600 s to `longest` seconds, evenly on a logarithmic scale, and begin at any second.
  /// Availability is what is answered of the addresses that a block has: of fixed responders a whole
  /// number of them, at least a tenth.
  public static func random(
    count: Int, start: Int64, days: Int, meanGap: Double = 3 * 86_400, longest: Double = 43_200,
    seed: UInt64
  ) -> [SimulatedBlock] {
    (0..<count).map { number in
      let noise = NoiseStream(seed: seed, label: "block \(number)")
      var hosts = (0...255).map { UInt8($0) }
      for place in hosts.indices.dropLast() {
        hosts.swapAt(place, place + Int(noise.unit(1_000 + place) * Double(256 - place)))
      }
      hosts.removeLast(256 - (15 + Int(noise.unit(0) * 242)))
      let responders: SimulatedBlock.Responders = number % 2 == 0 ? .independent : .fixed
      var availability = 0.1 + 0.9 * noise.unit(1)
      if responders == .fixed {
        let all = Double(hosts.count)
        availability = max((availability * all).rounded(), (0.1 * all).rounded(.up)) / all
      }
      return SimulatedBlock(
        number: 0x05_00_00 + UInt32(number), hosts: hosts, availability: availability,
        responders: responders,
        outages: outages(
          noise, during: start..<start + Int64(days) * 86_400, meanGap: meanGap, longest: longest))
    }
  }

  /// Draws the outages of a block.
  private static func outages(
    _ noise: NoiseStream, during span: Range<Int64>, meanGap: Double, longest: Double
  ) -> [Range<Int64>] {
    guard meanGap.isFinite else { return [] }
    var outages: [Range<Int64>] = []
    var (time, draw) = (Double(span.lowerBound), 2_000)
    while true {
      // Even over a third to five thirds of the mean.
      time += meanGap * (1.0 / 3 + 4.0 / 3 * noise.unit(draw))
      let length = 600 * pow(longest / 600, noise.unit(draw + 1))
      draw += 2
      let outage = Int64(time)..<Int64(time + length)
      guard outage.upperBound < span.upperBound else { return outages }
      outages.append(outage)
      time += length
    }
  }
}
