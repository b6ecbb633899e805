extension Iran2019 {
  private static let ooni = "OONI and IODA, report of 23 November 2019"
  private static let ooniURL = "https://ooni.org/post/2019-iran-internet-blackout/"
  private static let oracle = "Oracle Internet Intelligence, November 2019"
  private static let netBlocks = "NetBlocks, as the press quoted it"
  private static let amnesty = "Amnesty International, press release of 16 November 2020"
  private static let article19 = "ARTICLE 19, Tightening the Net 2020"
  private static let monash = "Monash IP Observatory, hourly index of 73 counties"
  private static let monashURL = "https://github.com/sodalabsio/shared_data"

  /// What others published, with the times as they gave them.
  static var annotations: [ScenarioAnnotation] {
    beforeAndOnset + fall + duringAndReturn + partialReturns
  }

  private static func local(
    _ from: String, until: String = "", place: String = "country/IR", _ label: String,
    _ source: String, url: String = "", kind: String, count: Int? = nil
  ) -> ScenarioAnnotation {
    ScenarioAnnotation(
      from: from, until: until, zone: "+03:30", place: place, label: label, source: source,
      url: url, kind: kind, count: count)
  }

  private static func utc(
    _ from: String, until: String = "", place: String = "country/IR", _ label: String,
    _ source: String, url: String = "", kind: String, count: Int? = nil
  ) -> ScenarioAnnotation {
    ScenarioAnnotation(
      from: from, until: until, zone: "Z", place: place, label: label, source: source,
      url: url, kind: kind, count: count)
  }

  private static var beforeAndOnset: [ScenarioAnnotation] {
    [
      local(
        "2019-11-14", until: "2019-11-23", "Networks in which OONI Probe was run; some every day",
        ooni,
        url: ooniURL, kind: "measurement", count: 49),
      local(
        "2019-11-15", until: "2019-11-16", place: "region/IR-09",
        "Partial outages, Mashhad first: Friday evening or 00:45, the accounts differ", netBlocks,
        kind: "report"),
      local(
        "2019-11-16", place: "region/IR-06", "First cut-offs in the early hours, such as in Ahvaz",
        article19, kind: "report"),
      local(
        "2019-11-16", "At least 100 of the 304 deaths counted (later 323) fell on this day",
        amnesty,
        kind: "deaths"),
      local(
        "2019-11-16", "Tor relays and bridges: abrupt drop in both", ooni, url: ooniURL,
        kind: "traffic"),
      local(
        "2019-11-16", until: "2019-11-23", "Networks in which OONI Probe was run during the outage",
        ooni,
        url: ooniURL, kind: "measurement", count: 21),
      utc(
        "2019-11-16T13:00:00Z", "About this time: abrupt drop of traffic to Google Search", ooni,
        url: ooniURL, kind: "traffic"),
      utc(
        "2019-11-16T14:00:00Z", until: "2019-11-24T20:30:00Z",
        "Outage visible to human eyes in BGP, probing and the telescope",
        "InetIntel, investigated outages, row 5A446C2E",
        url: "https://github.com/InetIntel/internet_outages", kind: "label"),
    ]
  }

  private static var fall: [ScenarioAnnotation] {
    [
      utc(
        "2019-11-16T14:00:00Z", "About this time: visible /24s fall by 33 %, some 15,000",
        ooni, url: ooniURL, kind: "measurement"),
      utc(
        "2019-11-16T14:00:00Z", "Routes withdrawn as early as this", oracle, kind: "measurement"),
      utc(
        "2019-11-16T14:30:00Z",
        "About this time: IranCell, MCI and Rightel withdrew nearly all routes they transit",
        oracle, kind: "measurement"),
      local(
        "2019-11-16T15:00:00+03:30", place: "asn/197207",
        "One subscriber of MCI in Tehran loses data service", article19, kind: "report"),
      local(
        "2019-11-16T18:00:00+03:30", "MCI, Rightel and IranCell offline; the rest within 24 hours",
        netBlocks, kind: "measurement"),
      utc(
        "2019-11-16T16:45:00Z",
        "About three quarters of the targets of traceroutes stop answering within minutes", oracle,
        kind: "measurement"),
      utc(
        "2019-11-16T17:00:00Z", until: "2019-11-16T19:00:00Z",
        "Probing and the telescope fall steadily", ooni, url: ooniURL, kind: "measurement"),
      counties("2019-11-16T16:30:00Z", until: "2019-11-16T17:30:00Z", 4),
      counties("2019-11-16T17:30:00Z", until: "2019-11-16T18:30:00Z", 9),
      counties("2019-11-16T18:30:00Z", until: "2019-11-16T19:30:00Z", 48),
      counties("2019-11-16T19:30:00Z", until: "2019-11-16T20:30:00Z", 50),
      utc(
        "2019-11-16T20:30:00Z", place: "asn/16322",
        "About this time: ParsOnline's sources at the telescope rise again", ooni, url: ooniURL,
        kind: "measurement"),
    ]
  }

  private static func counties(
    _ from: String, until: String, _ count: Int
  ) -> ScenarioAnnotation {
    utc(
      from, until: until, "\(count) of 73 counties at a tenth of the index or below", monash,
      url: monashURL, kind: "measurement")
  }

  private static var duringAndReturn: [ScenarioAnnotation] {
    [
      local(
        "2019-11-17", until: "2019-11-18", "Connectivity at 5 % of ordinary levels", netBlocks,
        kind: "measurement"),
      counties("2019-11-17T07:30:00Z", until: "2019-11-17T08:30:00Z", 61),
      counties("2019-11-17T14:30:00Z", until: "2019-11-17T15:30:00Z", 44),
      local(
        "2019-11-19", "Connectivity at its minimum of 4 %", netBlocks, kind: "measurement"),
      counties("2019-11-19T20:30:00Z", until: "2019-11-19T21:30:00Z", 71),
      local(
        "2019-11-20", place: "asn/197207",
        "About this day: connections to port 443 reset at both ends, seconds late", ooni,
        url: ooniURL, kind: "measurement"),
      utc(
        "2019-11-20T14:17:00Z", until: "2019-11-20T15:52:00Z",
        "Names outside resolve through 217.218.155.155; 5.200.200.200 fails on what is not cached",
        ooni, url: ooniURL, kind: "measurement"),
      utc(
        "2019-11-21T09:00:00Z", "Probing begins to rise", ooni, url: ooniURL,
        kind: "measurement"),
      utc(
        "2019-11-21T10:00:00Z", "About this time: a spike in probing", ooni, url: ooniURL,
        kind: "measurement"),
      local(
        "2019-11-21", "Restoration begins at about 10 am", amnesty, kind: "restoration"),
      local(
        "2019-11-21", "Connectivity at 8 %, then 10 %", netBlocks, kind: "measurement"),
      utc(
        "2019-11-23T10:50:00Z", "About this time: a larger rise, in many more networks", ooni,
        url: ooniURL, kind: "measurement"),
      local(
        "2019-11-23", "Connectivity at about 64 %, two thirds", netBlocks, kind: "measurement"),
      local("2019-11-27", "Restoration complete", amnesty, kind: "restoration"),
    ]
  }

  /// Places where service was back in parts on the 21st.
  private static var partialReturns: [ScenarioAnnotation] {
    let places = [
      ("IR-22", "Hormozgan"), ("IR-05", "Kermanshah"), ("IR-00", "Arak"), ("IR-09", "Mashhad"),
      ("IR-25", "Qom"), ("IR-03", "Tabriz"), ("IR-13", "Hamadan"), ("IR-18", "Bushehr"),
      ("IR-23", "Tehran"),
    ]
    return places.map { code, name in
      local(
        "2019-11-21", place: "region/\(code)", "Service back in parts of \(name)",
        "Garda, 21 November 2019", kind: "restoration")
    }
  }
}
