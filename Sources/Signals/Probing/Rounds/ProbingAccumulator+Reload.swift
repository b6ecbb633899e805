import Timeline

extension ProbingAccumulator {
  /// Goes on with another list of blocks from the next round that is closed on.
  ///
  /// Blocks that stay keep their belief and what was learnt of them, new ones begin *uncertain*, and
  /// removed ones leave the counts; entities whose blocks changed bear `scaled` in that round, because
  /// their level may. Results of open rounds are judged by the new list. O(blocks).
  public mutating func reload(_ newList: BlockList, entities newEntities: BlockEntities) {
    var newRecords = [BlockRecord](repeating: options.rule.newRecord, count: newList.count)
    var newAvailability = AvailabilityTable(newList, profile: options.rule.profile)
    var newReferences = [BlockReference](repeating: BlockReference(), count: newList.count)
    let numbers = Dictionary(
      uniqueKeysWithValues: newEntities.entities.enumerated().map { ($1, $0) })
    var changed: Set<Int> = []
    var isOther = false
    // What was changed by a reload before the next round still is.
    for number in reloaded {
      if let place = numbers[entities.entities[number]] { changed.insert(place) }
    }
    func change(_ places: BlockEntities, _ index: Int) {
      for entity in places.entities(at: index) {
        if let number = numbers[entity] { changed.insert(number) }
      }
    }
    var old = 0
    for index in newList.blocks.indices {
      while old < list.count, list.blocks[old] < newList.blocks[index] {
        change(entities, old)
        isOther = true
        old += 1
      }
      if old < list.count, list.blocks[old] == newList.blocks[index] {
        newRecords[index] = records[old]
        if options.rule.profile == .vigil {
          newAvailability.records[index] = availability.records[old]
        }
        if entities.entities(at: old) == newEntities.entities(at: index) {
          newReferences[index] = references[old]
        } else {
          change(entities, old)
          change(newEntities, index)
        }
        old += 1
      } else {
        change(newEntities, index)
        isOther = true
      }
    }
    while old < list.count {
      change(entities, old)
      isOther = true
      old += 1
    }
    reloaded = changed
    isTotalReloaded = isTotalReloaded || isOther
    health.move(from: entities, to: newEntities)
    if isOther {
      // What was usual of another list is not.
      var histories = health.histories
      for row in histories.indices { histories[row].blocks = [] }
      health = ProberHealth(
        probers: health.probers, histories: histories, countries: health.countries)
    }
    references = newReferences
    records = newRecords
    availability = newAvailability
    list = newList
    entities = newEntities
    bitmap = BlockBitmap(newList)
    listVersion += 1
  }
}
