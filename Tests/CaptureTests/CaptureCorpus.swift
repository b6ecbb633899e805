import Capture
import Foundation
import Inflate
import TestSupport

/// The files of the corpus below `pcap`, by what they hold once decompressed.
enum CaptureCorpus {
  /// Every file, as a path below the corpus.
  private static let all: [String] = {
    guard Corpus.isPresent,
      let names = FileManager.default.enumerator(atPath: Corpus.path("pcap"))
    else { return [] }
    return names.compactMap { $0 as? String }.map { "pcap/\($0)" }.filter { name in
      var isDirectory: ObjCBool = false
      return FileManager.default.fileExists(atPath: Corpus.path(name), isDirectory: &isDirectory)
        && !isDirectory.boolValue
    }.sorted()
  }()

  private static let formats: [String: CaptureFormat] = Dictionary(
    uniqueKeysWithValues: all.map { name in
      let feed = try? ByteFeed(path: Corpus.path(name))
      _ = try? feed?.fill(CaptureFormat.signatureLength)
      let format = feed?.withWindow { window in
        CaptureFormat(firstBytes: window.extracting(first: CaptureFormat.signatureLength))
      }
      return (name, format ?? .other(name: nil))
    })

  /// The files that are pcap or pcapng.
  static let captures = all.filter { [.pcap, .pcapng].contains(formats[$0]) }

  /// The others.
  static let others = all.filter { ![.pcap, .pcapng].contains(formats[$0]) }

  /// The packets of a file, and what was wrong with it.
  static func read(_ name: String) throws -> PacketList {
    var reader = CaptureReader()
    var list = PacketList()
    try reader.readAll(try ByteFeed(path: Corpus.path(name)), into: &list)
    list.damage = reader.damage
    return list
  }
}
