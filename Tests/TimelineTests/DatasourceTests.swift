import Testing
import Timeline

@Suite struct DatasourceTests {
  @Test(arguments: [
    ("ping-slash24", "up /24s"), ("probing-responsive-share", "percent"),
    ("probing.responsive_share_error", "percent"), ("bgp", "visible /24s"), ("unheard-of", "value"),
  ]) func units(id: String, unit: String) {
    #expect(Datasource(id).unit == unit)
  }
}
