import Telescope
import Testing

/// The bin of a telescope.
struct TelescopeBinTests {
  @Test("A telescope counts by the minute")
  func length() { #expect(TelescopeBin.seconds == 60) }
}
