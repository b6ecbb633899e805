/// The named numbers of one bin whose value is nested, as loss and latency are.
struct NestedValue {
  /// The fields to take, in order of preference: of loss its share, of the others the middle.
  private static let fieldsOfLoss = ["loss_pct", "median", "mean"]
  private static let fields = ["median", "mean", "mean_latency", "value", "loss_pct"]

  private var sums: [String: (sum: Double, count: Int)] = [:]

  /// Takes a number of an item.
  mutating func add(_ name: String, _ number: Double) {
    guard !number.isNaN else { return }
    let old = sums[name] ?? (0, 0)
    sums[name] = (old.sum + number, old.count + 1)
  }

  /// The field to take and its mean over the items of the bin; NaN when there is none.
  func chosen(for datasource: String) -> (field: String?, value: Double) {
    let wanted = datasource.hasSuffix("-loss") ? NestedValue.fieldsOfLoss : NestedValue.fields
    for field in wanted {
      if let entry = sums[field] { return (field, entry.sum / Double(entry.count)) }
    }
    return (nil, .nan)
  }
}
