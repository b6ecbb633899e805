import ArgumentParser
import Telescope
import Timeline

/// Which of a telescope's filters are wanted.
struct FilterChoiceOptions: ParsableArguments {
  @Option(
    help: "A filter or group (spoofed, erratic, routed, all) to switch off; repeatable, or commas.")
  var disable: [String] = []

  @Option(help: "Apply the filters that there were at this date (2025-10-01), whatever the data's.")
  var filtersAsOf: String?

  mutating func validate() throws {
    disable = disable.flatMap { $0.split(separator: ",").map(String.init) }
    do { _ = try FilterOptions(disabling: disable) } catch {
      throw ValidationError("--disable: \(error)")
    }
    if let filtersAsOf, UnixTime.reading(filtersAsOf) == nil {
      throw ValidationError("--filters-as-of \(filtersAsOf): expected a date such as 2025-10-01")
    }
  }

  /// The date as of which the filters are taken.
  var asOf: UnixTime? { filtersAsOf.flatMap { UnixTime.reading($0)?.time } }

  /// The options for the library.
  func options() throws -> FilterOptions { try FilterOptions(disabling: disable, asOf: asOf) }
}
