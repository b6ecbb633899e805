import Foundation
import Inflate
import Testing

@Suite struct ByteSourceTests {
  private func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
    let path = NSTemporaryDirectory() + "vigil-bytes-\(UUID().uuidString)"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  @Test(arguments: [0, 1, 65_536, 3_000_000])
  func `a file is read whole`(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try withFile(bytes) { path in
      let read = try ByteSource.read(path)
      #expect(read == bytes)
    }
  }

  @Test func `a file above the limit is refused`() throws {
    try withFile([1, 2, 3]) { path in
      let read = try ByteSource.read(path, limit: 3)
      #expect(read == [1, 2, 3])
      #expect(throws: InflateError.tooLarge(limit: 2)) { try ByteSource.read(path, limit: 2) }
    }
  }

  @Test func `a device without end stops at the limit`() {
    #expect(throws: InflateError.tooLarge(limit: 1_000)) {
      try ByteSource.read("/dev/zero", limit: 1_000)
    }
  }

  @Test func `a missing file and a directory are clear errors`() {
    #expect(throws: InflateError.cannotRead(path: "/nowhere/at/all", code: 2)) {
      try ByteSource.read("/nowhere/at/all")
    }
    #expect(
      InflateError.cannotRead(path: "x.csv", code: 2).description
        == "x.csv: cannot be read (No such file or directory)")
    #expect(throws: InflateError.isDirectory(path: "/")) { try ByteSource.read("/") }
  }
}
