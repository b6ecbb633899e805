import Capture
import Testing

/// Link types are the registry's numbers.
struct LinkTypeTests {
  @Test("The links that are taken apart bear the registry's numbers")
  func numbers() {
    let links: [LinkType] = [.null, .ethernet, .raw, .loop, .linuxSLL, .ipv4, .ipv6, .linuxSLL2]
    #expect(links.map(\.rawValue) == [0, 1, 101, 108, 113, 228, 229, 276])
  }
}
