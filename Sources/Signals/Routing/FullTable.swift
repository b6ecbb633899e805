public import Net
public import Timeline

/// How large a full table was when, to tell a small table from a small Internet.
public enum FullTable {
  /// The size of a full table of IPv4 or IPv6 routes at a time, as far as a rough table knows it.
  public static func size(_ family: IPFamily, at time: UnixTime) -> Int {
    let sizes = family == .ipv4 ? ipv4 : ipv6
    return sizes.last { $0.from <= time.seconds }?.size ?? 0
  }

  /// Routes in a full IPv4 table since 1994-01, 1998-01, 2001-01, 2002-07, 2005-01, 2008-05,
  /// 2011-01, 2014-05, 2017-03, 2019-11, 2022-01 and 2024-01.
  private static let ipv4: [(from: Int64, size: Int)] = [
    (757_382_400, 15_000), (883_612_800, 48_000), (978_307_200, 95_000), (1_025_481_600, 113_000),
    (1_104_537_600, 153_000), (1_209_600_000, 271_000), (1_293_840_000, 341_000),
    (1_398_902_400, 497_000), (1_488_326_400, 695_000), (1_572_566_400, 800_000),
    (1_640_995_200, 900_000), (1_704_067_200, 940_000),
  ]

  /// Routes in a full IPv6 table since 2004-01, 2008-05, 2011-06, 2014-05, 2017-03, 2019-11,
  /// 2022-01 and 2024-01.
  private static let ipv6: [(from: Int64, size: Int)] = [
    (1_072_915_200, 450), (1_209_600_000, 1_100), (1_306_886_400, 6_000), (1_398_902_400, 17_000),
    (1_488_326_400, 37_000), (1_572_566_400, 78_000), (1_640_995_200, 140_000),
    (1_704_067_200, 195_000),
  ]
}
