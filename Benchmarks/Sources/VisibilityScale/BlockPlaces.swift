import Net
import Routing
import Timeline

/// Two hundred countries, a /16 or /32 each in turn.
struct BlockPlaces: PlaceResolver {
  let placeEntities: [(country: Entity?, region: Entity?)] = (0..<200).map { number in
    let letters = [UInt8(65 + number / 26), UInt8(65 + number % 26)]
    let code = String(decoding: letters, as: UTF8.self)
    return (Entity("country/\(code)"), Entity("region/\(code)-1"))
  }

  func slash24Runs(in prefix: Prefix, _ body: (UInt64, UInt64, Int) -> Void) {
    runs(prefix, blockBits: 24, placeBits: 16, body)
  }

  func slash48Runs(in prefix: Prefix, _ body: (UInt64, UInt64, Int) -> Void) {
    runs(prefix, blockBits: 48, placeBits: 32, body)
  }

  private func runs(
    _ prefix: Prefix, blockBits: Int, placeBits: Int, _ body: (UInt64, UInt64, Int) -> Void
  ) {
    let first = prefix.high >> UInt64(64 - placeBits)
    let length = Int(prefix.length)
    guard length < placeBits else {
      let count: UInt64 = length >= blockBits ? 1 : 1 << UInt64(blockBits - length)
      return body(prefix.high >> UInt64(64 - blockBits), count, Int(first % 200))
    }
    for area in first..<first + 1 << UInt64(placeBits - length) {
      let shift = UInt64(blockBits - placeBits)
      body(area << shift, 1 << shift, Int(area % 200))
    }
  }
}
