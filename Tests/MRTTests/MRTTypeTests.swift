import MRT
import Testing

/// Code points of MRT types.
struct MRTTypeTests {
  @Test("An unknown code point survives")
  func unknownSurvives() {
    #expect(MRTType(rawValue: 48).rawValue == 48)
    #expect(MRTType(rawValue: 13) == .tableDumpV2)
  }
}
