import Net

/// The routes of one family and what they make visible.
struct FamilyVisibility: Sendable {
  let family: IPFamily
  var index: PrefixIndex
  var routes = RouteTable()
  var book: CreditBook
  /// The full-feed sessions over which the book stands, or nothing before the first bin.
  var feed: FeedMask?

  init(family: IPFamily, places: any PlaceResolver) {
    self.family = family
    index = PrefixIndex(family: family)
    book = CreditBook(family: family, places: places)
  }

  /// Judges what was touched, over a set of sessions that may have changed.
  ///
  /// Returns each entity's blocks and prefixes at the end of the bin before, over the old sessions
  /// and over the new, where these differ. An empty set changes nothing but what was touched.
  mutating func judge(over members: [(column: Int, asn: UInt32)]) -> [Recount] {
    routes.grow(to: index.count)
    book.grow(index)
    feed?.widen(to: routes.words)
    let new = FeedMask(words: routes.words, members: members)
    var recounts: [Recount] = []
    if !new.isEmpty, new != feed {
      let blocks = book.blocks
      let prefixes = book.prefixes
      let isFirst = feed == nil
      feed = new
      // At first nothing is known of the bin before, and what is there is judged below.
      if !isFirst {
        book.judgeBefore(routes, over: new, index)
        for entity in book.blocks.indices {
          let old = entity < blocks.count ? (blocks[entity], prefixes[entity]) : (0, 0)
          let now = (book.blocks[entity], book.prefixes[entity])
          if old != now {
            recounts.append(
              Recount(
                entity: entity, oldBlocks: old.0, newBlocks: now.0, oldPrefixes: Int(old.1),
                newPrefixes: Int(now.1)))
          }
        }
      }
    }
    if let feed {
      book.judgeTouched(routes, over: feed, index)
      routes.clearTouched()
    }
    return recounts
  }

  /// An entity's state at the end of the bin before, over the old and the new full-feed sessions.
  struct Recount: Sendable {
    let entity: Int
    let oldBlocks: Int64
    let newBlocks: Int64
    let oldPrefixes: Int
    let newPrefixes: Int
  }
}
