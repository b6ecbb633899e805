import ArgumentParser
import Atlas

/// Which fields of MaxMind DBs count, for databases of one's own.
struct MaxMindOptions: ParsableArguments {
  @Option(
    help: """
      The fields of MMDBs that tell places and origins, where they are not those of GeoLite2, DB-IP \
      or IPinfo: country=country.iso_code,region=subdivisions.0.iso_code,region-name=...,origin=asn.
      """)
  var mmdbFields: String?

  mutating func validate() throws {
    if let mmdbFields, MaxMindFields(mmdbFields) == nil {
      throw ValidationError("--mmdb-fields \(mmdbFields): expected \(MaxMindFields.textForm)")
    }
  }

  /// The fields for the library.
  var fields: MaxMindFields { mmdbFields.flatMap { MaxMindFields($0) } ?? .known }
}
