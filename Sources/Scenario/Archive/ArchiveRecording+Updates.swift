import Net
import Timeline

extension ArchiveRecording {
  /// Records a bin: the routes that came or went, told by each peer within a minute of the change,
  /// and what peers say without a change.
  mutating func record(_ changes: [Int], in bin: Int) {
    let groups = byOrigin(changes)
    for member in peers.indices {
      let lost = peers[member].lost
      if lost.contains(bin) {
        if bin == lost.lowerBound, peers[member].session.loss == .reset { reset(member, in: bin) }
      } else if bin == lost.upperBound, !lost.isEmpty {
        restore(member, in: bin)
      } else {
        for group in groups { tell(group, by: member, in: bin) }
        repeatRoute(by: member, in: bin, except: changes)
        beat(member, in: bin)
      }
    }
  }

  /// The changes of each network, in order of its first.
  private func byOrigin(_ changes: [Int]) -> [(origin: ASN, changes: [Int])] {
    var groups: [(origin: ASN, changes: [Int])] = []
    var places: [ASN: Int] = [:]
    for index in changes {
      let origin = plan.addresses.holdings[index].origins[0]
      if let place = places[origin] {
        groups[place].changes.append(index)
      } else {
        places[origin] = groups.count
        groups.append((origin, [index]))
      }
    }
    return groups
  }

  private mutating func tell(
    _ group: (origin: ASN, changes: [Int]), by member: Int, in bin: Int
  ) {
    let known = group.changes.filter { peers[member].carries[$0] }
    guard !known.isEmpty else { return }
    let second = 5 + chance.draw(.second, Int(group.origin.rawValue), bin, below: 200)
    let moment = moment(
      of: bin, second: second, microseconds: chance.draw(.delay, member, bin, below: 60_000_000))
    let gone = known.filter { !isVisible[$0] }
    for part in parts(of: gone) {
      append(BGPMessageWriter().update(withdrawn: nlri(part)), by: member, at: moment)
      counts.withdrawals += part.count
    }
    announce(known.filter { isVisible[$0] }, by: member, at: moment)
  }

  /// Announces holdings of one network; each keeps the path that the peer told last.
  private mutating func announce(_ holdings: [Int], by member: Int, at moment: Int64) {
    for variant in UInt8(0)...2 {
      let same = holdings.filter { peers[member].variants[$0] == variant }
      for part in parts(of: same) {
        let message = BGPMessageWriter().update(
          encoded: attributes(of: part[part.startIndex], by: member), announced: nlri(part))
        append(message, by: member, at: moment)
        counts.announcements += part.count
        for index in part {
          peers[member].learnt[index] = UInt32(truncatingIfNeeded: moment / 1_000_000)
        }
      }
    }
  }

  /// Holdings in parts that fit into a message of 4,096 octets.
  private func parts(of holdings: [Int]) -> [ArraySlice<Int>] {
    stride(from: 0, to: holdings.count, by: 500).map {
      holdings[$0..<min(holdings.count, $0 + 500)]
    }
  }

  private func nlri(_ holdings: ArraySlice<Int>) -> [BGPMessageWriter.NLRI] {
    holdings.map { BGPMessageWriter.NLRI(plan.addresses.holdings[$0].prefix) }
  }

  private mutating func append(_ message: [UInt8], by member: Int, at moment: Int64) {
    append(.message(message), by: member, at: moment)
    counts.messages += 1
  }

  private mutating func append(
    _ content: ArchiveEvent.Content, by member: Int, at moment: Int64
  ) {
    let place = peers[member].collector
    events[place].append(
      ArchiveEvent(
        moment: moment, isExact: scheme.collectors[place].style == .ris,
        session: peers[member].wire, content: content))
  }

  private func moment(of bin: Int, second: Int, microseconds: Int = 0) -> Int64 {
    let time = plan.start + (bin * RoutePlan.step + second)
    return time.seconds * 1_000_000 + Int64(microseconds)
  }

  /// Now and then a peer tells a route again over another path.
  private mutating func repeatRoute(by member: Int, in bin: Int, except changes: [Int]) {
    guard chance.draw(.noise, member, bin * 4, below: 20) == 0 else { return }
    let index = chance.draw(.noise, member, bin * 4 + 1, below: isVisible.count)
    guard isVisible[index], peers[member].carries[index], !changes.contains(index),
      index < firstBackground
    else { return }
    change(
      index, by: member,
      at: moment(
        of: bin, second: 5 + chance.draw(.noise, member, bin * 4 + 2, below: 280)))
  }

  /// Every 25 minutes or so a peer lets itself be heard, whatever happens: to a collector of RIS by
  /// a `KEEPALIVE`, which RouteViews does not keep, to the others by a route told again.
  private mutating func beat(_ member: Int, in bin: Int) {
    guard (bin + member) % 5 == 0 else { return }
    let moment = moment(
      of: bin, second: 5 + chance.draw(.heartbeat, member, bin, below: 60),
      microseconds: chance.draw(.heartbeat, member, bin + 1, below: 1_000_000))
    if scheme.collectors[peers[member].collector].style == .ris {
      append(BGPMessageWriter().keepalive(), by: member, at: moment)
      return
    }
    let told = (firstBackground..<isVisible.count).filter { peers[member].carries[$0] }
    guard !told.isEmpty else { return }
    change(told[bin / 5 % told.count], by: member, at: moment)
  }

  private mutating func change(_ index: Int, by member: Int, at moment: Int64) {
    peers[member].variants[index] = (peers[member].variants[index] + 1) % 3
    announce([index], by: member, at: moment)
  }

  /// Prefixes of the rest of the world, which never change, stand behind all others.
  private var firstBackground: Int { isVisible.count - scheme.backgroundPrefixes }

  private mutating func reset(_ member: Int, in bin: Int) {
    let moment = moment(
      of: bin, second: 20, microseconds: chance.draw(.delay, member, bin, below: 60_000_000))
    append(.stateChange(.established, .idle), by: member, at: moment)
  }

  /// The session comes back: its state, and within a minute and a half the whole table.
  private mutating func restore(_ member: Int, in bin: Int) {
    var moment = moment(
      of: bin, second: 15, microseconds: chance.draw(.delay, member, bin, below: 60_000_000))
    if peers[member].session.loss == .silence {
      append(.stateChange(.established, .idle), by: member, at: moment - 9_000_000)
    }
    append(.stateChange(.openConfirm, .established), by: member, at: moment)
    let told = isVisible.indices.filter { isVisible[$0] && peers[member].carries[$0] }
    let groups = byOrigin(told)
    for group in groups {
      moment += Int64(90_000_000 / groups.count)
      announceEach(group.changes, by: member, at: moment)
    }
  }

  /// Announces holdings that share their first origin; those with two origins alone.
  private mutating func announceEach(_ holdings: [Int], by member: Int, at moment: Int64) {
    let plain = holdings.filter { plan.addresses.holdings[$0].origins.count == 1 }
    announce(plain, by: member, at: moment)
    for index in holdings where plan.addresses.holdings[index].origins.count > 1 {
      announce([index], by: member, at: moment)
    }
  }
}
