import Atlas
import Net
import TestSupport
import Testing

/// Damage of every kind is an error or a finding.
struct MutationTests {
  static let delegated = """
    2|lacnic|20170903|4|19870101|20170902|-0300
    lacnic|*|ipv4|*|2|summary
    lacnic|AR|ipv4|24.232.0.0|65536|19970602|allocated|22395
    lacnic|BR|ipv4|45.4.4.0|768|20170221|assigned|271038
    lacnic||ipv4|24.152.0.0|32768||reserved|
    lacnic|BR|ipv6|2001:1280::|32|20020101|allocated|1
    lacnic|BR|asn|28573|1|20020101|allocated|1
    """
  static let table = """
    # built: 2026-10-01
    start,end,country,region
    5.160.0.0,5.160.255.255,IR,IR-23
    5.161.0.0,5.161.0.9,IR,
    2a00::,2a00:ffff:ffff:ffff:ffff:ffff:ffff:ffff,IR,IR-07
    """
  static let origins = "1.0.0.0\t8\t100\n1.2.0.0\t16\t200_300\n2001:db8::\t32\t{7,8},1.10\n"

  @Test("5,000 mutations of each text form, read as what they then look like")
  func texts() throws {
    for text in [ReaderTests.torRanges, Self.delegated, Self.table, Self.origins] {
      let source = Array(text.utf8)
      var random = SeededRandom(seed: 4)
      var outcomes = (read: 0, refused: 0)
      for _ in 0..<5000 {
        let bytes = mutate(source, &random, keepingNumbers: true)
        do throws(AtlasError) {
          let file = try AtlasSource(bytes, name: "m", hash: "")
          if file.provenance.kind == .prefixOrigins {
            _ = try file.origins().origins(of: IPAddress(ipv4: 0x0102_0304))
          } else {
            let list = try file.places()
            let pieces4 = AddressPieces(list.ipv4)
            let pieces6 = AddressPieces(list.ipv6)
            #expect(pieces4.starts.first == 0 && pieces6.starts.first == 0)
            #expect(zip(pieces4.starts, pieces4.starts.dropFirst()).allSatisfy { $0 < $1 })
            #expect(zip(pieces6.starts, pieces6.starts.dropFirst()).allSatisfy { $0 < $1 })
          }
          outcomes.read += 1
        } catch {
          outcomes.refused += 1
        }
      }
      #expect(outcomes.read > 1000)
    }
  }

  @Test("5,000 mutations of a MaxMind DB")
  func databases() throws {
    var writer = MaxMindWriter()
    writer.add(try MaxMindTests.prefix("5.160.0.0/16"), MaxMindTests.city("IR", "23"))
    writer.add(try MaxMindTests.prefix("8.0.0.0/9"), MaxMindTests.city("US", "CA"))
    writer.add(try MaxMindTests.prefix("2a00::/24"), MaxMindTests.city("DE", "BE"))
    let source = writer.bytes
    var random = SeededRandom(seed: 5)
    var outcomes = (read: 0, refused: 0)
    for _ in 0..<5000 {
      let bytes = mutate(source, &random, keepingNumbers: false)
      do throws(AtlasError) {
        _ = try MaxMindReader.read(bytes, name: "m", hash: "")
        outcomes.read += 1
      } catch {
        outcomes.refused += 1
      }
    }
    #expect(outcomes.read > 100 && outcomes.refused > 100)
  }

  private func mutate(
    _ source: [UInt8], _ random: inout SeededRandom, keepingNumbers: Bool
  ) -> [UInt8] {
    var bytes = source
    for _ in 0...Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 2: bytes.removeSubrange(place..<min(bytes.count, place + 1 + Int(random.next() % 8)))
      case 3:
        let from = Int.random(in: 0..<bytes.count, using: &random)
        bytes.insert(contentsOf: bytes[from..<min(bytes.count, from + 20)], at: place)
      case 4: if keepingNumbers { bytes[place] = 0x30 + UInt8(random.next() % 10) }
      default: if random.unit() < 0.1 { bytes.removeLast(bytes.count - place) }
      }
    }
    return bytes
  }
}
