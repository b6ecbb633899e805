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
    let numbers = Dictionary(
      uniqueKeysWithValues: newEntities.entities.enumerated().map { ($1, $0) })
    var changed: Set<Int> = []
    func change(_ places: BlockEntities, _ index: Int) {
      for entity in places.entities(at: index) {
        if let number = numbers[entity] { changed.insert(number) }
      }
    }
    var old = 0
    for index in newList.blocks.indices {
      while old < list.count, list.blocks[old] < newList.blocks[index] {
        change(entities, old)
        old += 1
      }
      if old < list.count, list.blocks[old] == newList.blocks[index] {
        newRecords[index] = records[old]
        newAvailability.records[index] = availability.records[old]
        old += 1
      } else {
        change(newEntities, index)
      }
    }
    while old < list.count {
      change(entities, old)
      old += 1
    }
    var newScales = newEntities.entities.map { _ in EntityScale() }
    for (number, entity) in entities.entities.enumerated() {
      if let place = numbers[entity] { newScales[place] = scales[number] }
    }
    // A level of other blocks is none to go on from.
    for number in changed { newScales[number] = EntityScale() }
    if !changed.isEmpty { totalScale = EntityScale() }
    reloaded = changed
    health.move(from: entities, to: newEntities)
    scales = newScales
    records = newRecords
    availability = newAvailability
    list = newList
    entities = newEntities
    bitmap = BlockBitmap(newList)
    listVersion += 1
  }
}
