/// The thing a signal is about: a country, a region, an autonomous system.
///
/// Entities are ordered by their text, kind first, which is the order of every output.
public struct Entity: Hashable, Sendable {
  /// What the entity is.
  public let kind: EntityKind
  /// The code within its kind, in canonical spelling.
  public let code: String

  /// Creates an entity from a code that is known to be canonical.
  public init(kind: EntityKind, canonicalCode code: String) {
    self.kind = kind
    self.code = code
  }

  /// Creates an entity, bringing its code into canonical spelling.
  ///
  /// Countries take ISO 3166-1 alpha-2 and alpha-3 codes in any case; ASNs take `44244` and
  /// `AS44244`; parts of ASNs take `44244-IR` and `44244-IRN`. Returns nothing when the code cannot
  /// be one of its kind: empty, with control characters, an ASN above 2³² − 1, a country code that
  /// is not two letters.
  public init?(kind: EntityKind, code: some StringProtocol) {
    guard !code.isEmpty, code.utf8.count <= 200,
      code.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != 0x2C && $0 != 0x22 })
    else { return nil }
    switch kind {
    case .continent:
      guard code.utf8.count == 2, code.utf8.allSatisfy(\.isASCIILetter) else { return nil }
      self.init(kind: kind, canonicalCode: code.uppercased())
    case .country:
      guard let country = CountryCode(code) else { return nil }
      self.init(kind: kind, canonicalCode: country.alpha2)
    case .asn:
      guard let number = Entity.asNumber(code) else { return nil }
      self.init(kind: kind, canonicalCode: String(number))
    case .geoasn:
      let parts = code.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[1].isEmpty, let number = Entity.asNumber(parts[0])
      else { return nil }
      let place = CountryCode(parts[1])?.alpha2 ?? parts[1].uppercased()
      self.init(kind: kind, canonicalCode: "\(number)-\(place)")
    case .region, .county:
      self.init(kind: kind, canonicalCode: String(code))
    }
  }

  /// Creates an entity from `kind/code` text, for example `country/IR`.
  public init?(_ text: some StringProtocol) {
    guard let slash = text.firstIndex(of: "/"),
      let kind = EntityKind(rawValue: text[..<slash].lowercased())
    else { return nil }
    self.init(kind: kind, code: text[text.index(after: slash)...])
  }

  /// The entity of an autonomous system.
  public static func asn(_ number: UInt32) -> Entity {
    Entity(kind: .asn, canonicalCode: String(number))
  }

  /// The country that the code itself names: of a country, an ISO 3166-2 region, or an ASN's part.
  public var country: Entity? {
    switch kind {
    case .country: return self
    case .region:
      guard let dash = code.firstIndex(of: "-"), let country = CountryCode(code[..<dash])
      else { return nil }
      return Entity(kind: .country, canonicalCode: country.alpha2)
    case .geoasn:
      guard let dash = code.firstIndex(of: "-"),
        let country = CountryCode(code[code.index(after: dash)...].prefix { $0 != "-" })
      else { return nil }
      return Entity(kind: .country, canonicalCode: country.alpha2)
    case .continent, .county, .asn: return nil
    }
  }

  private static func asNumber(_ text: some StringProtocol) -> UInt32? {
    let lower = text.prefix(2).lowercased()
    let digits = lower == "as" ? text.dropFirst(2) : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return UInt32(digits)
  }
}

extension Entity: CustomStringConvertible, Comparable {
  /// The entity as `kind/code`.
  public var description: String { "\(kind.rawValue)/\(code)" }

  /// The entity as ids and file names write it: `country-IR`.
  public var slug: String { "\(kind.rawValue)-\(code)" }

  /// Orders entities by kind, then by code, both as text.
  public static func < (a: Entity, b: Entity) -> Bool {
    a.kind == b.kind ? a.code < b.code : a.kind < b.kind
  }
}

extension UInt8 {
  /// Whether the byte is an ASCII letter.
  var isASCIILetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
}
