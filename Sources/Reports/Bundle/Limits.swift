/// What these signals cannot show; the one text that names what lies beyond them.
enum Limits {
  static let heading = "What these signals cannot show"

  /// One point a limit: what, and why.
  static let points: [(what: String, why: String)] = [
    (
      "Domestic service",
      "All sources look from outside. Sites and services within the country may go on working "
        + "while nothing answers abroad, and may fail while everything does."
    ),
    (
      "People",
      "Blocks and sources are not people: behind one address of carrier-grade NAT (CGNAT) there "
        + "may be thousands, behind a whole /24 none. A share of lost /24s is no share of anything "
        + "else."
    ),
    ("Throttling", "A slowed line still answers a probe and keeps its route."),
    (
      "Single services",
      "A blocked site, app or protocol leaves routes and replies as they were; measurements of "
        + "reachability from within show those."
    ),
    (
      "Cause",
      "A power cut, a cable cut, a failed router and a command can look alike. Order and mechanism "
        + "say how, never why."
    ),
    ("Intent", "Nothing here shows who decided anything, or that anyone did."),
    (
      "Small operators",
      "Below the floor of a source a loss cannot be told from chance; such signals have no verdict, "
        + "which says nothing either way."
    ),
  ]
}
