import Crypto
import Foundation

/// What a replay of routes needs to go on: its own state, the bins so far, and the table of peers.
struct RoutingCheckpoint {
  /// The replay's state.
  var replay: [UInt8]
  /// The recorder's state.
  var recorder: [UInt8]
  /// The rows of the table of peers so far.
  var peers: [UInt8]

  private static let magic = Array("vigil.routes/1\n".utf8)

  init(replay: [UInt8], recorder: [UInt8], peers: [UInt8]) {
    self.replay = replay
    self.recorder = recorder
    self.peers = peers
  }

  /// Reads what `encoded` gave; nothing where the bytes are not that to the last bit.
  init?(decoding bytes: [UInt8]) {
    let body = bytes.dropLast(SHA256.byteCount)
    guard bytes.starts(with: RoutingCheckpoint.magic), bytes.count > SHA256.byteCount,
      SHA256.hash(data: body).elementsEqual(bytes[body.endIndex...])
    else { return nil }
    var rest = body.dropFirst(RoutingCheckpoint.magic.count)
    var parts: [[UInt8]] = []
    while parts.count < 3 {
      guard rest.count >= 8 else { return nil }
      let length = rest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
      rest = rest.dropFirst(8)
      guard length <= UInt64(rest.count) else { return nil }
      parts.append(Array(rest.prefix(Int(length))))
      rest = rest.dropFirst(Int(length))
    }
    guard rest.isEmpty else { return nil }
    self.init(replay: parts[0], recorder: parts[1], peers: parts[2])
  }

  /// The parts behind their lengths, and SHA-256 over all of it.
  var encoded: [UInt8] {
    var bytes = RoutingCheckpoint.magic
    for part in [replay, recorder, peers] {
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: UInt64(part.count) >> UInt64(shift)))
      }
      bytes += part
    }
    return bytes + Array(SHA256.hash(data: bytes))
  }
}
