import Atlas
import CMaxMindDB
import Foundation
import Inflate
import Net

/// Compiles sources of places and prints CPU nanoseconds a lookup; beside them, for a MaxMind DB,
/// those of libmaxminddb on the same addresses in the same run.
///
///     swift run -c release --package-path Benchmarks atlas-speed FILE... [--prefixes PFX2AS]
///
/// Without a file it takes the ranges of Debian's tor-geoipdb.
@main
struct AtlasSpeed {
  static func main() throws {
    var paths = Array(CommandLine.arguments.dropFirst())
    var prefixes: [Prefix] = []
    if let option = paths.firstIndex(of: "--prefixes"), option + 1 < paths.count {
      prefixes = try readPrefixes(paths[option + 1])
      paths.removeSubrange(option...option + 1)
    }
    if paths.isEmpty { paths = ["/usr/share/tor/geoip", "/usr/share/tor/geoip6"] }
    let start = clock()
    let lists = try paths.map { path in
      try AtlasSource(ByteSource.read(path), name: path, hash: "").places()
    }
    let read = clock()
    let built = try PlaceTable(compiling: lists)
    let compiled = clock()
    print(
      "read \(lists.reduce(0) { $0 + $1.provenance.entries }) entries in "
        + "\(seconds(start, read)) s, compiled \(built.places.count) places, "
        + "\(built.size >> 20) MiB in \(seconds(read, compiled)) s")
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "atlas-speed-\(UUID().uuidString)"
    ).path
    defer { try? FileManager.default.removeItem(atPath: file) }
    try built.save(to: file)
    let mapping = clock()
    guard let table = PlaceTable(mapping: file, key: "") else { return }
    print("mapped and checked in \(seconds(mapping, clock())) s")

    let addresses = randomAddresses(4_000_000)
    measure("place of an IPv4 address", addresses.count) {
      addresses.reduce(0) { $0 &+ Int(table.placeID(ipv4: $1).rawValue) }
    }
    if !prefixes.isEmpty {
      measure("runs of /24s of a prefix", prefixes.count) {
        var sum = 0
        for prefix in prefixes {
          table.slash24Runs(in: prefix) { sum &+= Int($1) &+ Int($2.rawValue) }
        }
        return sum
      }
    }
    for path in paths { measureLibrary(path, addresses) }
  }

  private static func seconds(_ start: clock_t, _ end: clock_t) -> Double {
    (Double(end - start) / Double(CLOCKS_PER_SEC) * 100).rounded() / 100
  }

  /// The best of seven rounds in nanoseconds of CPU time; the sum keeps the work from vanishing.
  private static func measure(_ name: String, _ count: Int, _ work: () -> Int) {
    var best = Double.infinity
    var sum = 0
    for _ in 0..<7 {
      let start = clock()
      sum = work()
      best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC))
    }
    let nanoseconds = (best / Double(count) * 1e10).rounded() / 10
    print(
      "\(name): \(nanoseconds) ns, \(Int(Double(count) / best / 1e5) * 100_000) a second [\(sum)]")
  }

  /// Addresses drawn evenly from 1.0.0.0 to 223.255.255.255 (SplitMix64, fixed seed).
  private static func randomAddresses(_ count: Int) -> [UInt32] {
    var state: UInt64 = 20_191_116
    return (0..<count).map { _ in
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return (1 << 24) + UInt32(truncatingIfNeeded: z) % (223 << 24)
    }
  }

  private static func readPrefixes(_ path: String) throws -> [Prefix] {
    let bytes = try ByteSource.read(path)
    let plain = Gzip.isGzip(bytes) ? try Gzip.decompress(bytes).bytes : bytes
    return plain.split(separator: 0x0A).compactMap { line in
      let words = String(decoding: line, as: UTF8.self).split(separator: "\t")
      return words.count == 3 ? Prefix("\(words[0])/\(words[1])") : nil
    }
  }

  /// The same addresses through libmaxminddb: the search in its tree, then with the country's code.
  private static func measureLibrary(_ path: String, _ addresses: [UInt32]) {
    var database = MMDB_s()
    guard MMDB_open(path, UInt32(MMDB_MODE_MMAP), &database) == MMDB_SUCCESS else { return }
    defer { MMDB_close(&database) }
    func entry(_ address: UInt32) -> MMDB_lookup_result_s {
      var code: Int32 = 0
      var name = sockaddr_in()
      name.sin_family = sa_family_t(AF_INET)
      name.sin_addr.s_addr = address.bigEndian
      return withUnsafePointer(to: &name) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          MMDB_lookup_sockaddr(&database, $0, &code)
        }
      }
    }
    measure("libmaxminddb, tree only", addresses.count) {
      addresses.reduce(0) { $0 &+ (entry($1).found_entry ? 1 : 0) }
    }
    let keys: [UnsafeMutablePointer<CChar>?] = ["country", "iso_code"].map { (key: String) in
      strdup(key)
    }
    defer { keys.forEach { free($0) } }
    let field: [UnsafePointer<CChar>?] = keys.map { $0.map { UnsafePointer($0) } } + [nil]
    measure("libmaxminddb, country's code", addresses.count) {
      addresses.reduce(0) { sum, address in
        var found = entry(address)
        var data = MMDB_entry_data_s()
        guard found.found_entry, MMDB_aget_value(&found.entry, &data, field) == MMDB_SUCCESS
        else { return sum }
        return sum &+ Int(data.data_size)
      }
    }
  }
}
