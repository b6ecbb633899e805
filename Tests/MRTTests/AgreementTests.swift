import MRT
import TestSupport
import Testing

/// The fast path and the full decoder say the same of unicast routes.
struct AgreementTests {
  @Test(
    "On every file of the corpus", .enabled(if: Corpus.isPresent), arguments: MRTCorpus.files)
  func corpus(_ file: String) throws {
    let agreement = try Agreement(path: Corpus.path(file))
    #expect(agreement.difference == nil)
  }
}
