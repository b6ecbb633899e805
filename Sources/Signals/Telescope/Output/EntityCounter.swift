import Atlas

/// Adds up what the sources of a minute come to for each entity.
struct EntityCounter: Sendable {
  /// What an entity has.
  struct Counts: Sendable {
    var sources: Int64 = 0
    var packets: Int64 = 0
    var bytes: Int64 = 0
  }

  var placer: SourcePlacer
  /// By the number of the entity; zero but for those in `touched`.
  private var counts: [Counts] = []
  private var touched: [Int32] = []

  init(_ placer: SourcePlacer) { self.placer = placer }

  /// Counts every source of a run for its entities.
  mutating func count(_ run: SourceRun) {
    let (places, origins) = (placer.places, placer.origins)
    var (counts, touched) = ([] as [Counts], [] as [Int32])
    swap(&counts, &self.counts)
    swap(&touched, &self.touched)
    for source in run {
      let packets = Int64(truncatingIfNeeded: source.packets)
      let bytes = Int64(truncatingIfNeeded: source.bytes)
      placer.place(source.address, places, origins) { entity in
        while counts.count <= entity { counts.append(Counts()) }
        if counts[entity].sources == 0 { touched.append(Int32(truncatingIfNeeded: entity)) }
        counts[entity].sources &+= 1
        counts[entity].packets &+= packets
        counts[entity].bytes &+= bytes
      }
    }
    swap(&counts, &self.counts)
    swap(&touched, &self.touched)
  }

  /// Adds to the counts of an entity.
  mutating func add(_ added: Counts, to entity: Int) {
    while counts.count <= entity { counts.append(Counts()) }
    if counts[entity].sources == 0 { touched.append(Int32(truncatingIfNeeded: entity)) }
    counts[entity].sources &+= added.sources
    counts[entity].packets &+= added.packets
    counts[entity].bytes &+= added.bytes
  }

  /// Gives out the counts of all entities that have any, and forgets them.
  mutating func drain(_ body: (_ entity: Int, Counts) -> Void) {
    for number in touched {
      body(Int(number), counts[Int(number)])
      counts[Int(number)] = Counts()
    }
    touched.removeAll(keepingCapacity: true)
  }
}
