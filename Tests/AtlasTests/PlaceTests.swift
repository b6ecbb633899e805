import Atlas
import Testing
import Timeline

/// Places are values.
struct PlaceTests {
  @Test("A place without a country is unknown")
  func unknownPlace() {
    #expect(Place() == Place(country: nil, region: nil))
    #expect(Place(country: CountryCode("IR")) != Place())
  }
}
