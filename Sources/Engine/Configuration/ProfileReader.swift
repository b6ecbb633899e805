public import Detection
import TOMLKit
import Timeline

/// Reads profiles: by name, from TOML, with single settings on top.
public enum ProfileReader {
  /// The built-in profile of a name.
  public static func named(_ name: String) throws(ConfigurationError) -> Profile {
    guard let profile = Profile.builtIn.first(where: { $0.name == name }) else {
      let names = Profile.builtIn.map(\.name).joined(separator: ", ")
      throw ConfigurationError(
        source: "--profile", key: name, expected: "one of \(names), or a TOML file")
    }
    return profile
  }

  /// Reads a profile from TOML; keys that are not given are those of `base`, `vigil` unless named.
  ///
  /// Unknown keys are errors.
  public static func read(_ text: String, source: String) throws(ConfigurationError) -> Profile {
    let document = try ConfigurationDocument(text, source: source)
    return try Reading(document: document).profile(document.table)
  }

  /// Applies `key=value`, to every family, or `family.key=value`, `datasource.key=value` to one.
  public static func apply(
    _ setting: String, to profile: inout Profile
  ) throws(ConfigurationError) {
    let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
    let source = "--set \(setting)"
    guard parts.count == 2 else {
      throw ConfigurationError(source: source, key: nil, expected: "expected KEY=VALUE")
    }
    if parts[0] == "source-health" {
      guard let flag = ["on": true, "true": true, "off": false, "false": false][parts[1]] else {
        throw ConfigurationError(source: source, key: parts[0], expected: "on or off")
      }
      profile.sourceHealth = flag
      return
    }
    let path = parts[0].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let name = path.last, let key = RuleSetting(rawValue: name) else {
      let keys = RuleSetting.allCases.map(\.rawValue).joined(separator: ", ")
      throw ConfigurationError(source: source, key: parts[0], expected: "one of \(keys)")
    }
    let scope = path.dropLast().joined(separator: ".")
    var isValid = true
    if scope.isEmpty {
      for family in profile.families.keys {
        if var rule = profile.families[family] {
          isValid = key.apply(parts[1], to: &rule) && isValid
          profile.families[family] = rule
        }
      }
    } else if let family = DatasourceFamily(rawValue: scope), var rule = profile.families[family] {
      isValid = key.apply(parts[1], to: &rule)
      profile.families[family] = rule
    } else {
      var rule = profile.rule(for: Datasource(scope))
      isValid = key.apply(parts[1], to: &rule)
      profile.datasources[Datasource(scope)] = rule
    }
    guard isValid else {
      throw ConfigurationError(source: source, key: parts[0], expected: key.expected)
    }
    try Reading(document: ConfigurationDocument(source: source)).check(profile)
  }
}

/// One reading of one text, for messages that name lines.
private struct Reading {
  let document: ConfigurationDocument

  func profile(_ table: TOMLTable) throws(ConfigurationError) -> Profile {
    var profile = Profile.vigil
    if let base = table["base"] {
      guard let name = base.string else { throw fault("base", "a profile's name") }
      profile = try ProfileReader.named(name)
      profile.name = "custom"
    }
    for key in table.keys.sorted() {
      guard let value = table[key] else { continue }
      switch key {
      case "base": break
      case "name":
        guard let name = value.string, isName(name) else {
          throw fault(key, "letters, digits and hyphens")
        }
        profile.name = name
      case "summary":
        guard let text = value.string else { throw fault(key, "a text") }
        profile.summary = text
      case "detector":
        guard let name = value.string, DetectorRegistry.named(name) != nil else {
          let names = DetectorRegistry.all.map { $0.descriptor.name }.joined(separator: ", ")
          throw fault(key, "one of \(names)")
        }
        profile.detector = name
      case "source-health":
        guard let flag = value.bool else { throw fault(key, "true or false") }
        profile.sourceHealth = flag
      case "family":
        guard let families = value.table else { throw fault(key, "tables [family.NAME]") }
        for name in families.keys.sorted() {
          guard let family = DatasourceFamily(rawValue: name) else {
            let names = DatasourceFamily.allCases.map(\.rawValue).joined(separator: ", ")
            throw fault("family.\(name)", "one of \(names)")
          }
          profile.families[family] = try rule(
            families[name]?.table,
            over: profile.families[family] ?? profile.rule(for: Datasource("generic")),
            path: "family.\(name)")
        }
      case "datasource":
        guard let sources = value.table else { throw fault(key, "tables [datasource.NAME]") }
        for name in sources.keys.sorted() {
          let datasource = Datasource(name)
          profile.datasources[datasource] = try rule(
            sources[name]?.table, over: profile.rule(for: datasource), path: "datasource.\(name)")
        }
      default:
        throw fault(key, "one of base, name, summary, detector, source-health, family, datasource")
      }
    }
    try check(profile)
    return profile
  }

  private func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 64
      && text.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0)
          || $0 == 0x2D
      }
  }

  private func rule(
    _ table: TOMLTable?, over base: SignalRule, path: String
  ) throws(ConfigurationError) -> SignalRule {
    guard let table else { throw fault(path, "a table") }
    var rule = base
    for name in table.keys.sorted() {
      guard let key = RuleSetting(rawValue: name) else {
        let keys = RuleSetting.allCases.map(\.rawValue).joined(separator: ", ")
        throw fault("\(path).\(name)", "one of \(keys)")
      }
      let value = table[name]
      let text = value?.string ?? value?.int.map(String.init) ?? value?.double.map { "\($0)" }
      guard let text, key.apply(text, to: &rule) else {
        throw fault("\(path).\(name)", key.expected)
      }
    }
    return rule
  }

  /// What must hold between the numbers of a rule.
  func check(_ profile: Profile) throws(ConfigurationError) {
    let rules =
      profile.families.map { ("family.\($0.key.rawValue)", $0.value) }
      + profile.datasources.map { ("datasource.\($0.key.id)", $0.value) }
    for (name, rule) in rules.sorted(by: { $0.0 < $1.0 }) {
      if rule.critical > rule.warning {
        throw fault(
          "\(name).critical", "a ratio not above the warning ratio \(rule.warning)")
      }
      if rule.warmUp >= rule.window {
        throw fault("\(name).warm-up", "less than the window")
      }
    }
  }

  private func fault(_ key: String, _ expected: String) -> ConfigurationError {
    document.fault(key, expected)
  }
}
