import Inflate
import Net
import Scenario
import Testing
import Timeline

/// The files of routing worlds, read by Debian's `bgpdump`, against the truth.
@Suite(.enabled(if: Bgpdump.isInstalled, "bgpdump is not installed"))
struct RoutingArchiveTests {
  private func plain(_ bytes: [UInt8]) throws -> [UInt8] {
    Gzip.isGzip(bytes) ? try Gzip.decompress(bytes).bytes : bytes
  }

  private func text(_ path: [BGPMessageWriter.PathSegment]) -> String {
    path.map { segment in
      let members = segment.members.map(\.description)
      return switch segment {
      case .sequence: members.joined(separator: " ")
      case .set: "{\(members.joined(separator: ","))}"
      case .confederationSequence: "(\(members.joined(separator: " ")))"
      case .confederationSet: "[\(members.joined(separator: ","))]"
      }
    }.joined(separator: " ")
  }

  /// Who, which prefix, which path, in the fields of a line.
  private func line(_ route: RoutingTruth.Route, _ world: RoutingWorld) -> String {
    let session = world.sessions[route.session]
    let asn = session.asn
    let path = route.pathID.map { "|\($0)" } ?? ""
    return "\(session.address)|\(asn)|\(route.prefix)\(path)|\(text(route.path))|"
  }

  @Test(arguments: RoutingCatalog.names)
  func `tables hold the routes that were told`(name: String) throws {
    let world = try #require(RoutingCatalog.named(name))
    let archive = try RoutingArchive(of: world)
    for table in archive.truth.tables where table.isWhole {
      let file = try #require(archive.files.first { $0.path == table.path })
      let printed = try Bgpdump.lines(try plain(file.bytes)).map { line in
        line.split(separator: "|", omittingEmptySubsequences: false).dropFirst(3)
          .joined(separator: "|")
      }
      let absent = archive.truth.tellings.filter { $0.time == table.time && $0.kind == .absent }
        .map(\.session)
      let expected = archive.truth.routes(at: table.time).filter {
        world.sessions[$0.session].collector == table.collector && !absent.contains($0.session)
      }
      #expect(printed.count == expected.count)
      let lines = Set(expected.map { line($0, world) })
      let strangers = printed.filter { text in !lines.contains { text.hasPrefix($0) } }
      #expect(strangers == [], "\(table.path)")
    }
  }

  @Test(arguments: RoutingCatalog.names)
  func `updates say what was told, in order`(name: String) throws {
    var world = try #require(RoutingCatalog.named(name))
    world.faults = []
    // bgpdump takes a malformed ORIGIN as it is.
    world.happenings.removeAll { if case .malformed = $0.kind { true } else { false } }
    let archive = try RoutingArchive(of: world)
    for collector in world.collectors {
      var bytes: [UInt8] = []
      for file in archive.files
      where file.path.hasPrefix("\(collector.name)/") && file.path.contains("updates.") {
        bytes += try plain(file.bytes)
      }
      let printed = try Bgpdump.lines(bytes)
      var expected: [String] = []
      for telling in archive.truth.tellings
      where world.sessions[telling.session].collector == collector.name {
        let session = world.sessions[telling.session]
        switch telling.kind {
        case .announced(let routes): expected += routes.map { "A|" + line($0, world) }
        case .withdrawn(let list):
          expected += list.map { item in
            "W|\(session.address)|\(session.asn)|\(item.prefix)"
              + (item.pathID.map { "|\($0)" } ?? "")
          }
        default: break
        }
      }
      let said = printed.filter { !$0.contains("|STATE|") }.map { line in
        line.split(separator: "|", omittingEmptySubsequences: false).dropFirst(2)
          .joined(separator: "|")
      }
      #expect(said.count == expected.count, "\(collector.name)")
      let wrong = zip(said, expected).first { !$0.hasPrefix($1) }
      #expect(wrong == nil, "\(collector.name)")
    }
  }
}
