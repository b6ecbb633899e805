/// One envelope of IODA's API, as far as signals need it.
struct IODAEnvelope {
  /// One series as the API writes it.
  struct Series {
    var entityType = ""
    var entityCode = ""
    var entityName = ""
    var entityFqid = ""
    var datasource = ""
    var subtype = ""
    var from: Double?
    var until: Double?
    var step: Double?
    var nativeStep: Double?
    var values: [Double] = []
    /// The names of marks a bin, when the envelope has them.
    var quality: [String] = []
    /// The field taken from nested values.
    var nestedField: String?
  }

  /// An entity of a look-up.
  struct Entity {
    var type = ""
    var code = ""
    var name = ""
    var countryCode = ""
  }

  var type = ""
  var error: String?
  var credits: [String] = []
  var origin: String?
  var notices: [String] = []
  var series: [Series] = []
  var entities: [Entity] = []
  /// The objects of `data` that are neither.
  var otherItems = 0
  /// Whether `data` was there.
  var hasData = false
}
