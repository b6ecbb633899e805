import Inflate
import MRT

/// All that a reader says of some bytes.
struct ElementList: ElementSink {
  var elements: [MRTElement] = []
  var gaps = 0
  private(set) var damage = MRTDamageTally()

  mutating func element(_ element: borrowing MRTElement) { elements.append(copy element) }
  mutating func unreadable() { gaps += 1 }

  init() {}

  /// Reads bytes in one window.
  init(_ bytes: [UInt8]) {
    var reader = ElementReader()
    _ = reader.read(bytes.span.bytes, isComplete: true, into: &self)
    damage = reader.damage
  }

  /// The kinds of damage that were found, with their counts.
  var found: [MRTDamage: Int] {
    Dictionary(
      uniqueKeysWithValues: MRTDamage.allCases.filter { damage.count(of: $0) > 0 }.map {
        ($0, damage.count(of: $0))
      })
  }

  /// The elements as lines of the `psv` form.
  var lines: [String] {
    var text: [UInt8] = []
    for element in elements { PSVWriter().append(element, to: &text) }
    return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
