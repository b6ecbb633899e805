import Crypto
import Foundation
public import Probing

/// What judging probes needs to go on: the names of probers by number, and the state of the rounds.
public struct ProbingState: Sendable {
  /// The probers, so that each keeps its number.
  public var probers: ProberTable
  /// The rounds, blocks and probers, as the accumulator wrote them.
  public var rounds: [UInt8]

  private static let magic = Array("vigil.probing/1\n".utf8)

  /// Takes the state of a run.
  public init(probers: ProberTable, rounds: [UInt8]) {
    self.probers = probers
    self.rounds = rounds
  }

  /// Reads a file that `save` wrote; nothing where there is none.
  ///
  /// Throws `InputError` for a file that is not that to the last bit.
  public init?(path: String) throws(InputError) {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .unreadable("\(path): cannot be read")
    }
    guard let state = ProbingState(decoding: Array(data)) else {
      throw .unreadable("\(path): is no whole state of probes; delete it to begin anew")
    }
    self = state
  }

  /// Reads what `encoded` gave.
  init?(decoding bytes: [UInt8]) {
    let body = bytes.dropLast(SHA256.byteCount)
    guard bytes.starts(with: ProbingState.magic), bytes.count > SHA256.byteCount,
      SHA256.hash(data: body).elementsEqual(bytes[body.endIndex...])
    else { return nil }
    var rest = body.dropFirst(ProbingState.magic.count)
    probers = ProberTable()
    guard let count = ProbingState.number(&rest), count <= ProberTable.limit else { return nil }
    for _ in 0..<count {
      guard let length = ProbingState.number(&rest), length <= rest.count else { return nil }
      _ = probers.number(of: String(decoding: rest.prefix(length), as: UTF8.self))
      rest = rest.dropFirst(length)
    }
    guard probers.names.count == count else { return nil }
    rounds = Array(rest)
  }

  /// The names behind their lengths, the rounds, and SHA-256 over all of it.
  var encoded: [UInt8] {
    var bytes = ProbingState.magic + Array("\(probers.names.count)\n".utf8)
    for name in probers.names { bytes += Array("\(name.utf8.count)\n\(name)".utf8) }
    bytes += rounds
    return bytes + Array(SHA256.hash(data: bytes))
  }

  /// The number in the next line, which is taken.
  private static func number(_ rest: inout ArraySlice<UInt8>) -> Int? {
    guard let end = rest.prefix(20).firstIndex(of: 0x0A),
      let number = Int(String(decoding: rest[..<end], as: UTF8.self)), number >= 0
    else { return nil }
    rest = rest[(end + 1)...]
    return number
  }

  /// Replaces the file as a whole.
  public func save(to path: String) throws(EngineError) {
    try StateFile(path: path).replace(with: encoded)
  }

  /// The accumulator that goes on from here. Throws `InputError` when the list, the places or the options
  /// are not those of the run that wrote the state.
  public func accumulator(
    _ list: BlockList, options: ProbingOptions, entities: BlockEntities, path: String
  ) throws(InputError) -> ProbingAccumulator {
    do {
      return try ProbingAccumulator(resuming: rounds, list, options: options, entities: entities)
    } catch { throw .unreadable("\(path): \(error)") }
  }
}
