import Atlas
import Testing
import Timeline

/// Places are values, and what stands for no country is unknown.
struct PlaceTests {
  @Test("A place without a country is unknown")
  func unknownPlace() {
    #expect(Place().isUnknown)
    #expect(Place(country: CountryCode("IR")) != Place())
  }

  @Test("Codes of no country are unknown", arguments: ["??", "EU", "AP", "ZZ", "", "A1", "eu"])
  func codesOfNoCountry(_ code: String) {
    #expect(Place(countryText: code, region: "EU-1") == Place())
  }

  @Test("A country keeps its region")
  func regions() {
    let place = Place(countryText: "ir", region: "IR-23")
    #expect(place.country?.alpha2 == "IR")
    #expect(place.description == "IR IR-23")
    #expect(Place(countryText: "IR", region: "").region == nil)
  }

  @Test("Places are ordered by country, the country itself before its regions")
  func order() {
    let texts = ["US", "IR IR-23", "unknown", "IR", "IR IR-07"]
    let places = [
      Place(countryText: "US"), Place(countryText: "IR", region: "IR-23"), Place(),
      Place(countryText: "IR"), Place(countryText: "IR", region: "IR-07"),
    ]
    #expect(places.map(\.description) == texts)
    #expect(
      places.sorted().map(\.description) == ["unknown", "IR", "IR IR-07", "IR IR-23", "US"])
  }
}
