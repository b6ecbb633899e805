import ArgumentParser
import Detection
import Engine
import Foundation
import Timeline

/// How to judge: the profile and the span.
struct JudgingOptions: ParsableArguments {
  @Option(help: "The profile: vigil, ioda, or a TOML file.")
  var profile = "vigil"

  @Option(
    name: .customLong("set"),
    help: "One setting on top of the profile: inpainting=off, bgp.warning=0.98; repeatable.")
  var settings: [String] = []

  @Flag(inversion: .prefixedNo, help: "Mark what is an instrument's failure and no outage.")
  var sourceHealth: Bool?

  @Option(help: "The first moment to judge (RFC 3339 or epoch seconds).")
  var from: String?

  @Option(help: "The end of what is judged (RFC 3339 or epoch seconds).")
  var until: String?

  mutating func validate() throws {
    for (name, text) in [("--from", from), ("--until", until)] {
      if let text, JudgingOptions.time(text) == nil {
        throw ValidationError("\(name) \(text): expected 2019-11-16T15:05Z or epoch seconds")
      }
    }
    if let first = from.flatMap(JudgingOptions.time), let end = until.flatMap(JudgingOptions.time),
      first >= end
    {
      throw ValidationError("--until must lie after --from")
    }
  }

  /// A time with its zone, or epoch seconds.
  static func time(_ text: String) -> UnixTime? {
    UnixTime(rfc3339: text) ?? Int64(text).map { UnixTime($0) }
  }

  /// The profile with its settings.
  func loadProfile() throws -> Profile {
    var loaded = try JudgingOptions.profile(named: profile, settings: settings)
    if let sourceHealth { loaded.sourceHealth = sourceHealth }
    return loaded
  }

  /// The profile of a name or a TOML file, with single settings on top.
  static func profile(named profile: String, settings: [String]) throws -> Profile {
    var loaded: Profile
    if profile.hasSuffix(".toml") || profile.contains("/") {
      guard let data = FileManager.default.contents(atPath: profile) else {
        throw ConfigurationError(source: "--profile", key: profile, expected: "a file to read")
      }
      loaded = try ProfileReader.read(String(decoding: data, as: UTF8.self), source: profile)
    } else {
      loaded = try ProfileReader.named(profile)
    }
    for setting in settings { try ProfileReader.apply(setting, to: &loaded) }
    return loaded
  }

  func runOptions(_ profile: Profile, shareTimes: [UnixTime] = [], window: Int? = nil) -> RunOptions
  {
    var options = RunOptions(
      profile: profile, from: from.flatMap(JudgingOptions.time),
      until: until.flatMap(JudgingOptions.time), shareTimes: shareTimes)
    if let window { options.mechanismWindow = window }
    return options
  }
}
