import Testing
import Timeline

@Suite struct EntityTests {
  @Test(arguments: [
    ("country/ir", "country/IR"), ("country/IRN", "country/IR"), ("asn/AS44244", "asn/44244"),
    ("geoasn/44244-irn", "geoasn/44244-IR"), ("region/IR-23", "region/IR-23"),
    ("continent/as", "continent/AS"), ("region/4107", "region/4107"),
  ]) func canonical(text: String, expected: String) {
    #expect(Entity(text)?.description == expected)
  }

  @Test(arguments: [
    "", "country", "country/", "country/QQQ", "country/1R", "asn/4294967296", "asn/-1", "asn/x",
    "planet/earth", "geoasn/44244", "region/a,b",
  ]) func refused(text: String) {
    #expect(Entity(text) == nil)
  }

  @Test func countryOfACode() {
    #expect(Entity("region/IR-23")?.country == Entity("country/IR"))
    #expect(Entity("geoasn/44244-IR")?.country == Entity("country/IR"))
    #expect(Entity("asn/44244")?.country == nil)
  }

  @Test func numbersAsText() {
    #expect(46_120.0.plainText == "46120")
    #expect(2_581.4.plainText == "2581.4")
    #expect(Double.nan.plainText == "null")
    #expect((-0.125).fixed(2) == "-0.13")
    #expect(9.996.fixed(2) == "10.00")
  }
}
