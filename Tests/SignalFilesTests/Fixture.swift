import SignalFiles
import Testing
import Timeline

/// A small input of each form, with what a reader must be told to read it.
struct Fixture: Sendable, CustomTestStringConvertible {
  let name: String
  let format: SignalFormat
  let text: String
  var options = SignalReadingOptions()

  var testDescription: String { name }
  var bytes: [UInt8] { Array(text.utf8) }

  /// Reads the fixture, or changed bytes in its place.
  func read(_ bytes: [UInt8]? = nil) throws(SignalFileError) -> SignalFile {
    try SignalReader(options).read(bytes ?? self.bytes, name: name)
  }

  static let iran = Entity(kind: .country, canonicalCode: "IR")

  static let all: [Fixture] = [
    envelope, nested, twoEnvelopes, lookup, chart, bareChart, wide, long, values, ndjson, metrics,
    graphite,
  ]

  static let envelope = Fixture(
    name: "envelope.json", format: .iodaAPI,
    text: """
      {"type":"signals","metadata":{"requestTime":"2019-11-16T17:00:00Z"},"error":null,"data":[[
      {"entityType":"country","entityCode":"IR","entityName":"Iran \\"\\u0627\\"",
      "entityFqid":"geo.provider.AS.IR","datasource":"bgp","subtype":"","from":1573916400,
      "until":1573917900,"step":300,"nativeStep":300,"values":[45000,44990.5,null,30000,0]}],
      [{"entityType":"region","entityCode":"1233","entityName":"Tehran",
      "entityFqid":"geo.provider.AS.IR.1233","datasource":"ping-slash24","subtype":"",
      "from":1573916400,"until":1573920000,"step":1800,"nativeStep":600,"values":[12.5,null]}]],
      "copyright":"Example data"}
      """)

  static let nested = Fixture(
    name: "nested.json", format: .iodaAPI,
    text: """
      {"type":"signals","error":null,"data":[[{"entityType":"asn","entityCode":"44244",
      "entityName":"AS44244","entityFqid":"asn.44244","datasource":"ping-slash24-loss",
      "subtype":"","from":1573916400,"until":1573918200,"step":600,"nativeStep":600,"values":[
      [{"prober":"a","agg_values":{"loss_pct":0.25,"probe_count":10}},
      {"prober":"b","agg_values":{"loss_pct":0.75}}],[],null]}]]}
      """)

  static let twoEnvelopes = Fixture(
    name: "two.json", format: .iodaAPI,
    text: """
      {"type":"signals","origin":"vigil","notice":["Reconstructed series, not measured"],"data":
      [[{"entityType":"country","entityCode":"IR","datasource":"bgp","from":1573916400,
      "step":300,"values":[1,2]}]]}
      {"type":"signals","origin":"vigil","data":[[{"entityType":"country","entityCode":"IR",
      "datasource":"bgp","from":1573917000,"step":300,"values":[3,null,5]}]]}
      """)

  static let lookup = Fixture(
    name: "lookup.json", format: .iodaAPI,
    text: """
      {"type":"entities.lookup","error":null,"data":[{"code":"1233","name":"Tehran",
      "type":"region","subnames":[],"attrs":{"fqid":"geo.netacuity.AS.IR.1233",
      "country_code":"IR","country_name":"Iran"}}]}
      """)

  static let chart = Fixture(
    name: "chart.csv", format: .chartCSV,
    text: """
      datasource,value,asn,as_name,datetime\r
      bgp,45000,0,Country wide,2019-11-16 17:00:00+00:00\r
      bgp,,0,Country wide,2019-11-16 17:05:00+00:00\r
      bgp,44000,0,Country wide,2019-11-16 17:10:00+00:00\r
      active_probing,120,44244,"Iran ""Cell"", mobile",2019-11-16 17:00:00+00:00\r
      active_probing,80.5,44244,"Iran ""Cell"", mobile",2019-11-16 17:10:00+00:00\r

      """, options: SignalReadingOptions(country: iran))

  static let bareChart = Fixture(
    name: "bare-chart.csv", format: .chartCSV,
    text: """
      darknet,35.4,12880,ITC,2019-11-16 17:00:00+00:00
      darknet,0,12880,ITC,2019-11-16 17:05:00+00:00
      darknet,31,12880,ITC,2019-11-16 17:10:00+00:00

      """)

  static let wide = Fixture(
    name: "wide.csv", format: .wideCSV,
    text: """
      timestamp,bgp,ping-slash24,gtr,label,datetime
      1573916400,45000,500,31.5,0,2019-11-16 15:00:00+00:00
      1573916700,45000,500,,0,2019-11-16 15:05:00+00:00
      1573917000,,490,,0,2019-11-16 15:10:00+00:00
      1573917300,44000,490,,1,2019-11-16 15:15:00+00:00

      """, options: SignalReadingOptions(country: iran))

  static let long = Fixture(
    name: "long.csv", format: .longCSV,
    text: """
      # notice: Reconstructed series, not measured
      # credit: Example data
      # origin: vigil
      datasource,entity,time,value,quality
      bgp,country/IR,1573916400,45000,
      bgp,country/IR,1573916700,,gap;prober-silent
      bgp,country/IR,1573917000,44000,
      "merit-nt",asn/44244,2019-11-16T15:00:00Z,12.25,
      "merit-nt",asn/44244,2019-11-16T15:05:00Z,13,partial

      """)

  static let values = Fixture(
    name: "values.csv", format: .valueCSV,
    text: """
      time,value
      1573916400,100
      1573920000,
      1573923600,37.25
      1573927200,0

      """,
    options: SignalReadingOptions(
      datasource: Datasource("connectivity"), entity: Entity(kind: .county, code: "1.1")))

  static let ndjson = Fixture(
    name: "points.ndjson", format: .ndjson,
    text: """
      ["# notice: Reconstructed series, not measured",null,0]
      ["bgp.country.IR",45000,1573916400]
      ["bgp.country.IR",null,1573916700]
      ["bgp.country.IR",44000.5,1573917000]
      ["gtr.country.IR.GMAIL",3,1573916400]
      ["gtr.country.IR.GMAIL",4,1573918200]

      """)

  static let metrics = Fixture(
    name: "metrics.ndjson", format: .ndjson,
    text: """
      ["active.ping-slash24.geo.netacuity.AS.IR.1233.probers.team-1.caida-sdsc.a.up_slash24_cnt",5,1573916400]
      ["active.ping-slash24.geo.netacuity.AS.IR.1233.probers.team-1.caida-sdsc.b.up_slash24_cnt",7,1573916400]
      ["active.ping-slash24.geo.netacuity.AS.IR.1233.probers.team-1.caida-sdsc.a.up_slash24_cnt",6,1573917000]
      ["darknet.ucsd-nt.non-erratic.routing.asn.44244.uniq_src_ip",9,1573916400]

      """)

  static let graphite = Fixture(
    name: "points.graphite", format: .graphite,
    text: """
      # credit: Example data
      bgp.prefix-visibility.asn.44244.v4.visibility_threshold.min_50%_ff_peer_asns.visible_slash24_cnt 50 1573916400
      bgp.prefix-visibility.asn.44244.v4.visibility_threshold.min_50%_ff_peer_asns.visible_slash24_cnt nan 1573916700
      bgp.prefix-visibility.asn.44244.v4.visibility_threshold.min_50%_ff_peer_asns.visible_slash24_cnt 49 1573917000
      merit-nt.region.IR-23 4.5 1573916400

      """)
}
