import Inflate
import MRT

/// What both readers of MRT say of the same bytes.
public struct Agreement {
  /// The first place where they differ, or nothing.
  public let difference: String?
  /// How many things were said.
  public let count: Int

  /// Reads bytes with both readers. Gaps are compared where `withGaps` says so: the full decoder
  /// also finds them in what the fast path passes over, such as multicast routes.
  public init(_ bytes: [UInt8], withGaps: Bool = false) {
    var fast = RouteReader()
    var routes = RouteEventList()
    _ = fast.read(bytes.span.bytes, isComplete: true, into: &routes)
    var full = ElementReader()
    var elements = ElementEventList()
    _ = full.read(bytes.span.bytes, isComplete: true, into: &elements)
    self.init(fast, routes, full, elements, withGaps: withGaps)
  }

  /// Reads a file with both readers; gaps and damage must agree too.
  public init(path: String) throws {
    var fast = RouteReader()
    var routes = RouteEventList()
    try fast.readAll(try ByteFeed(path: path), into: &routes)
    var full = ElementReader()
    var elements = ElementEventList()
    try full.read(try ByteFeed(path: path), into: &elements) { _ in }
    self.init(fast, routes, full, elements, withGaps: true, withDamage: true)
  }

  private init(
    _ fast: RouteReader, _ routes: RouteEventList, _ full: ElementReader,
    _ elements: ElementEventList, withGaps: Bool, withDamage: Bool = false
  ) {
    let said = routes.events.filter { withGaps || $0 != .unreadable }
    let decoded = elements.events.filter { withGaps || $0 != .unreadable }
    count = said.count
    if let pair = zip(said, decoded).first(where: { $0 != $1 }) {
      difference = "\(pair)"
    } else if said.count != decoded.count {
      difference = "\(said.count) and \(decoded.count) events"
    } else if fast.records != full.records {
      difference = "\(fast.records) and \(full.records) records"
    } else {
      difference = withDamage && fast.damage != full.damage ? "\(fast.damage) \(full.damage)" : nil
    }
  }
}
