import ArgumentParser
import MRT
import Net
import Timeline

/// Which elements of MRT files are wanted.
struct ElementOptions: ParsableArguments {
  @Option(help: "Only this prefix (10.0.0.0/8); repeatable.")
  var prefix: [String] = []

  @Flag(help: "With --prefix: prefixes within it too.")
  var moreSpecific = false

  @Flag(help: "With --prefix: prefixes that hold it too.")
  var lessSpecific = false

  @Option(help: "Only routes of this origin (44244); repeatable.")
  var origin: [String] = []

  @Option(help: "Only sessions with this peer, by ASN or address; repeatable.")
  var peer: [String] = []

  @Option(help: "Only these kinds, apart by commas: A, W, B, STATE.")
  var type: String?

  @Option(help: "The first moment (RFC 3339 or epoch seconds).")
  var from: String?

  @Option(help: "The end (RFC 3339 or epoch seconds).")
  var until: String?

  /// The filter, which `validate` builds.
  private(set) var filter = ElementFilter()

  private enum CodingKeys: String, CodingKey {
    case prefix, moreSpecific, lessSpecific, origin, peer, type, from, until
  }

  mutating func validate() throws {
    if prefix.isEmpty, moreSpecific || lessSpecific {
      throw ValidationError("--more-specific and --less-specific need --prefix")
    }
    filter.prefixes = try prefix.map {
      try parsed("--prefix", $0, expected: "a prefix such as 10.0.0.0/8", Prefix($0))
    }
    filter.width =
      moreSpecific
      ? lessSpecific ? .related : .moreSpecific : lessSpecific ? .lessSpecific : .exact
    filter.origins = Set(
      try origin.map { try parsed("--origin", $0, expected: "an ASN such as 44244", ASN($0)) })
    filter.peers = Set(
      try peer.map { text in
        try parsed(
          "--peer", text, expected: "an ASN or an address",
          ASN(text).map { .asn($0) } ?? IPAddress(text).map { .address($0) })
      })
    filter.kinds = Set(
      try (type?.split(separator: ",") ?? []).map {
        try parsed(
          "--type", "\($0)", expected: "A, W, B or STATE", .init(rawValue: $0.uppercased()))
      })
    let times = try [("--from", from), ("--until", until)].map { name, text in
      try text.map {
        try parsed(
          name, $0, expected: "2019-11-16T15:05Z or epoch seconds", JudgingOptions.time($0))
      }
    }
    (filter.from, filter.until) = (times[0], times[1])
    if let from = filter.from, let until = filter.until, from >= until {
      throw ValidationError("--until must lie after --from")
    }
  }

  private func parsed<Value>(
    _ option: String, _ text: String, expected: String, _ value: Value?
  ) throws -> Value {
    guard let value else { throw ValidationError("\(option) \(text): expected \(expected)") }
    return value
  }
}
