/// A value and how often it is present.
@usableFromInline
struct Run: Sendable {
  @usableFromInline var value: Double
  @usableFromInline var count: Int

  init(value: Double, count: Int = 1) {
    self.value = value + 0  // -0 becomes 0
    self.count = count
  }
}
