import Detection
import Engine
import TestSupport
import Testing
import Timeline

/// Profiles as text: what is written is read again, and what is wrong is named.
struct ProfileTests {
  @Test("A profile shown, saved and named gives the same verdicts", arguments: ["vigil", "ioda"])
  func roundTrip(_ name: String) throws {
    let folder = try TemporaryFolder()
    let vigil = VigilProgram(in: folder)
    try folder.write(Feed.csv(Feed(seed: 41).rows), to: "feed.csv")
    let shown = try vigil.run(["profiles", "show", name])
    #expect(shown.status == 0)
    try folder.write(shown.output, to: "f.toml")
    let detect = ["detect", "feed.csv", "--emit", "verdicts", "--profile"]
    let byName = try vigil.run(detect + [name])
    #expect(byName.lines.count > 1_000)
    #expect(try vigil.run(detect + ["f.toml"]).output == byName.output)
    #expect(try vigil.run(["profiles", "show", "f.toml"]).output == shown.output)
    let events = ["detect", "feed.csv", "--format", "ndjson", "--profile"]
    #expect(
      try vigil.run(events + ["f.toml"]).output == (try vigil.run(events + [name]).output))
  }

  @Test("A single setting changes what it names")
  func settings() throws {
    let folder = try TemporaryFolder()
    let vigil = VigilProgram(in: folder)
    let set = ["--set", "inpainting=off", "--set", "bgp.open-bins=3", "--set", "gtr.floor=5"]
    let shown = try vigil.run(["profiles", "show", "ioda"] + set)
    let profile = try ProfileReader.read(shown.output, source: "shown")
    #expect(profile.families.values.allSatisfy { $0.inpainting == .off })
    #expect(profile.families[.bgp]?.openBins == 3)
    #expect(profile.rule(for: Datasource("gtr")).floor == 5)
    try folder.write(Feed.csv(Feed(seed: 42).rows), to: "feed.csv")
    let detect = ["detect", "feed.csv", "--emit", "verdicts", "--profile", "ioda"]
    let with = try vigil.run(detect).output
    let without = try vigil.run(detect + ["--set", "inpainting=off"]).output
    #expect(with != without && !without.isEmpty)
    let list = try vigil.run(["profiles"])
    #expect(list.output.contains("ioda: ") && list.output.contains("detector median-ratio: "))
  }

  @Test("A summary with any characters is written so that it is read again")
  func summaries() throws {
    var profile = Profile.vigil
    profile.summary = "tab\tline\nquote\" back\\slash \u{7F}é\u{1}"
    #expect(try ProfileReader.read(ProfileText.text(of: profile), source: "x") == profile)
  }

  /// A configuration that is wrong, and the message that it must give.
  struct Wrong: CustomTestStringConvertible {
    let text: String
    let message: String
    var testDescription: String { message }
  }

  static let wrong = [
    Wrong(text: "nme = \"x\"", message: "f.toml:1: nme: expected one of base, name, summary"),
    Wrong(text: "\nname = 5", message: "f.toml:2: name: expected letters, digits and hyphens"),
    Wrong(text: "name = \"a b\"", message: "f.toml:1: name: expected letters, digits"),
    Wrong(text: "summary = 1", message: "f.toml:1: summary: expected a text"),
    Wrong(text: "base = 1", message: "f.toml:1: base: expected a profile's name"),
    Wrong(text: "detector = \"magic\"", message: "f.toml:1: detector: expected one of "),
    Wrong(text: "source-health = 1", message: "f.toml:1: source-health: expected true or false"),
    Wrong(text: "family = 1", message: "f.toml:1: family: expected tables [family.NAME]"),
    Wrong(text: "datasource = 1", message: "f.toml:1: datasource: expected tables"),
    Wrong(text: "[family.foo]", message: "f.toml:1: family.foo: expected one of bgp, probing"),
    Wrong(
      text: "[family.bgp]\nwarning = 0.98\n\n[family.probing]\nfloor = 1\nwarning = 7\n",
      message: "f.toml:6: family.probing.warning: expected a number above 0 and below 1"),
    Wrong(
      text: "[family.bgp]\nwidow = \"1h\"", message: "f.toml:2: family.bgp.widow: expected one of"),
    Wrong(
      text: "[family.bgp]\nwindow = \"1y\"",
      message: "f.toml:2: family.bgp.window: expected a duration of at least a minute"),
    Wrong(
      text: "[family.bgp]\n\"warm-up\" = \"soon\"",
      message: "f.toml:2: family.bgp.warm-up: expected a duration such as"),
    Wrong(
      text: "[family.bgp]\ninpainting = true",
      message: "f.toml:2: family.bgp.inpainting: expected \"off\", \"unlimited\" or a duration"),
    Wrong(
      text: "[family.bgp]\nopen-bins = 0",
      message: "f.toml:2: family.bgp.open-bins: expected a whole number from 1 to 100"),
    Wrong(
      text: "[datasource.\"bgp.x\"]\nfloor = -1",
      message: "f.toml:2: datasource.bgp.x.floor: expected a number of at least 0"),
    Wrong(
      text: "[family.bgp]\nlevel-shift-close = \"\"",
      message: "f.toml:2: family.bgp.level-shift-close: expected a duration such as \"28d\""),
    Wrong(
      text: "# critical\n[family.bgp]\nwarning = 0.4\ncritical = 0.45",
      message: "f.toml:4: family.bgp.critical: expected a ratio not above the warning ratio 0.4"),
    Wrong(
      text: "[family.bgp]\nwarm-up = \"24h\"",
      message: "f.toml:2: family.bgp.warm-up: expected less than the window"),
    Wrong(text: "family.bgp.floor = -2", message: "f.toml:1: family.bgp.floor: expected"),
    Wrong(text: "family = {bgp = {floor = -2}}", message: "f.toml:1: family.bgp.floor: expected"),
    Wrong(text: "name = \"x\"\nname", message: "f.toml:2: "),
  ]

  @Test("Wrong configuration names file, line, key and what was expected", arguments: wrong)
  func errors(_ wrong: Wrong) throws {
    let error = #expect(throws: ConfigurationError.self) {
      try ProfileReader.read(wrong.text, source: "f.toml")
    }
    let text = try #require(error).description
    #expect(text.hasPrefix(wrong.message), "\(text)")
  }

  @Test(
    "A wrong setting names what was expected and ends the run with 1",
    arguments: [
      ("--set", "foo", "error: --set foo: expected KEY=VALUE"),
      ("--set", "foo=1", "error: --set foo=1: foo: expected one of window, warm-up"),
      ("--set", "bgp.warning=3", "error: --set bgp.warning=3: bgp.warning: expected a number"),
      ("--set", "source-health=1", "error: --set source-health=1: source-health: expected on or"),
      ("--set", "warning=0.01", "error: --set warning=0.01: family.bgp.critical: expected a ratio"),
      ("--profile", "foo", "error: --profile: foo: expected one of vigil, ioda, or a TOML file"),
      ("--profile", "none.toml", "error: --profile: none.toml: expected a file to read"),
    ])
  func options(_ option: String, _ value: String, _ message: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(Feed.csv(Feed(seed: 1, days: 1).rows.prefix(50)), to: "feed.csv")
    let run = try VigilProgram(in: folder).run(["detect", "feed.csv", option, value])
    #expect(run.status == 1 && run.output == "")
    #expect(run.message.hasPrefix(message), "\(run.message)")
    #expect(!run.message.contains("expected expected"))
  }

  @Test("Durations are read as they are written")
  func durations() {
    for seconds in [0, 1, 59, 60, 300, 3_600, 86_400, 172_800, 604_800, 90_061] {
      #expect(DurationText.seconds(DurationText.text(seconds)) == seconds)
    }
    for text in ["", "d", "-1h", "1.5h", "1w", "99999999999999999999d", "40000d", "h1"] {
      #expect(DurationText.seconds(text) == nil, "\(text)")
    }
  }
}
