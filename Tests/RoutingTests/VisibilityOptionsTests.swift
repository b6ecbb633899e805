import Routing
import Testing

/// The defaults of the design.
struct VisibilityOptionsTests {
  @Test("Five minutes, ten peers, an hour of silence")
  func defaults() {
    let options = VisibilityOptions()
    #expect(options.bin == 300)
    #expect(options.minimumPeers == 10)
    #expect(options.silence == 3_600)
  }
}
