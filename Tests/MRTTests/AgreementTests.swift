import Inflate
import MRT
import TestSupport
import Testing

/// The fast path and the full decoder say the same of unicast routes.
struct AgreementTests {
  @Test(
    "On every file of the corpus", .enabled(if: Corpus.isPresent), arguments: MRTCorpus.files)
  func corpus(_ file: String) throws {
    var fast = RouteReader()
    var routes = RouteEventList()
    try fast.readAll(try ByteFeed(path: Corpus.path(file)), into: &routes)
    var full = ElementReader()
    var elements = ElementEventList()
    try full.read(try ByteFeed(path: Corpus.path(file)), into: &elements) { _ in }
    #expect(fast.records == full.records)
    #expect(routes.events.count == elements.events.count)
    let difference = zip(routes.events, elements.events).first { $0 != $1 }
    #expect(difference?.0 == nil, "\(String(describing: difference))")
    #expect(fast.damage == full.damage)
  }
}
