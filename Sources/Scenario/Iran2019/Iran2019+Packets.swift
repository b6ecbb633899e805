import Net
import Timeline

extension Iran2019 {
  /// The telescope listens to a /11, an eighth of a /8, and the twelve hours of the cut are written:
  /// from four hours before the first operator falls until the country has found its low level.
  static var packets: TelescopeScheme {
    TelescopeScheme(
      datasource: telescope, space: Prefix(ipv4: 0x3020_0000, length: 11),
      from: .november(16, 1000), until: .november(16, 2200), elsewhere: 90)
  }
}
