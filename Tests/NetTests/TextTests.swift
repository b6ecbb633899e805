import Net
import Testing

/// Addresses, prefixes and numbers as text.
struct TextTests {
  @Test(
    "Addresses are written as RFC 5952 asks",
    arguments: [
      ("5.160.0.1", "5.160.0.1"), ("2001:DB8:0:0:0:0:2:1", "2001:db8::2:1"), ("::", "::"),
      ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("::1", "::1"), ("1::", "1::"),
      ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"), ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
      ("::ffff:192.0.2.1", "::ffff:192.0.2.1"), ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
    ])
  func canonicalText(input: String, expected: String) {
    #expect(IPAddress(input)?.description == expected)
  }

  @Test(
    "What is no address is refused",
    arguments: [
      "", "1.2.3", "1.2.3.4.5", "256.0.0.1", "01.2.3.4", "1.2.3.", ":", ":::", "1::2::3",
      "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "g::", "1:2:3:4:5:6:7::8", "::+1",
      "1:", "::1.2.3.4:5", "1:2:3:4:5:6:7:1.2.3.4",
    ])
  func refusedAddresses(text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test("Prefixes clear what lies behind their length, and refuse it in text")
  func prefixes() throws {
    #expect(Prefix("5.160.0.0/16")?.description == "5.160.0.0/16")
    #expect(Prefix("5.160.0.1/16") == nil)
    #expect(Prefix("5.160.0.0/33") == nil)
    #expect(Prefix("2001:db8::/129") == nil)
    #expect(Prefix("2001:db8::/32")?.description == "2001:db8::/32")
    #expect(Prefix(ipv4: 0x0A01_0203, length: 8).description == "10.0.0.0/8")
    let wide = try #require(Prefix("2001:db8::/65"))
    #expect(wide.lastAddress.description == "2001:db8::7fff:ffff:ffff:ffff")
    #expect(try #require(Prefix("10.0.0.0/8")).lastAddress.description == "10.255.255.255")
    #expect(try #require(Prefix("0.0.0.0/0")).contains(try #require(Prefix("9.0.0.0/8"))))
    #expect(wide.contains(try #require(IPAddress("2001:db8::7fff:0:0:1"))))
    #expect(!wide.contains(try #require(IPAddress("2001:db8::8000:0:0:1"))))
  }

  @Test("Autonomous system numbers are read in three forms")
  func numbers() {
    #expect(ASN("44244") == ASN(44_244))
    #expect(ASN("AS44244") == ASN(44_244))
    #expect(ASN("1.10") == ASN(65_546))
    #expect(ASN("4294967296") == nil)
    #expect(ASN("-1") == nil)
    #expect(ASN("") == nil)
  }
}
