import Foundation
import SignalFiles
import Testing
import Timeline

@Suite struct JSONWriterTests {
  @Test func `keys keep the order of the calls and commas are placed`() {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("z", 1)
    writer.member("a", [String]())
    writer.key("list")
    writer.beginArray()
    writer.value(1.5)
    writer.value(Double.nan)
    writer.value(-Double.infinity)
    writer.null()
    writer.beginObject()
    writer.endObject()
    writer.value(true)
    writer.raw("{\"k\":[]}".utf8)
    writer.endArray()
    writer.member("none", nil as String?)
    writer.member("time", UnixTime(1_573_916_400))
    writer.member("never", nil as UnixTime?)
    writer.member("flag", false)
    writer.member("number", 2.0)
    writer.endObject()
    writer.newline()
    writer.value("next")
    #expect(
      writer.text == """
        {"z":1,"a":[],"list":[1.5,null,null,null,{},true,{"k":[]}],"none":null,\
        "time":1573916400,"never":null,"flag":false,"number":2}
        "next"
        """)
  }

  @Test func `strings are escaped so that any parser reads them back`() throws {
    let scalars = (0..<0x30).compactMap(Unicode.Scalar.init).map(Character.init)
    let text = String(scalars) + "\"\\/\u{7F}é‌𝕏\u{2028}"
    var writer = JSONWriter()
    writer.value([text])
    let parsed = try JSONSerialization.jsonObject(with: Data(writer.bytes)) as? [String]
    #expect(parsed == [text])
  }

  @Test func `numbers read back as the same value`() throws {
    for value in [
      0.1, 1e300, Double.leastNonzeroMagnitude, 1e15, 123_456_789.125, 0, 4_562.666666666667,
    ] {
      var writer = JSONWriter()
      writer.value(value)
      #expect(Double(writer.text)?.bitPattern == value.bitPattern)
    }
  }
}
