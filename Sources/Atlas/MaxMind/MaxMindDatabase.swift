import CMaxMindDB
import Glibc
import Timeline

/// An open MaxMind DB: libmaxminddb over a private copy whose sizes have been checked.
///
/// The copy lies in memory that no other process can change, so that a file which is replaced or cut
/// while it is read does no harm.
@safe final class MaxMindDatabase {
  /// The file's name for messages.
  let name: String
  private let handle: UnsafeMutablePointer<MMDB_s>
  private var structure: MaxMindStructure

  /// Opens the database that the bytes are.
  init(_ bytes: [UInt8], name: String) throws(AtlasError) {
    self.name = name
    let section = try MaxMindDatabase.dataSection(bytes, name: name)
    structure = MaxMindStructure(bytes, section: section)
    let descriptor = try MaxMindDatabase.privateCopy(bytes)
    defer { close(descriptor) }
    let opened = UnsafeMutablePointer<MMDB_s>.allocate(capacity: 1)
    unsafe opened.initialize(to: MMDB_s())
    let code = unsafe MMDB_open("/proc/self/fd/\(descriptor)", UInt32(MMDB_MODE_MMAP), opened)
    guard code == MMDB_SUCCESS else {
      // What failed to open must not be closed.
      unsafe opened.deallocate()
      throw .damaged(source: name, detail: unsafe String(cString: MMDB_strerror(code)))
    }
    unsafe handle = opened
  }

  deinit {
    unsafe MMDB_close(handle)
    unsafe handle.deallocate()
  }

  /// Whether the bytes end as a MaxMind DB does.
  static func recognises(_ bytes: [UInt8]) -> Bool {
    MaxMindStructure.metadataStart(bytes) != nil
  }

  /// Checks the metadata and the sizes that follow from it, and returns where the data lie.
  private static func dataSection(
    _ bytes: [UInt8], name: String
  ) throws(AtlasError) -> Range<Int> {
    guard let start = MaxMindStructure.metadataStart(bytes) else {
      throw .damaged(source: name, detail: "no metadata")
    }
    var metadata = MaxMindStructure(bytes, section: start..<bytes.count)
    do {
      try metadata.check(0)
    } catch {
      throw .damaged(source: name, detail: "metadata: \(error.text) at byte \(error.offset)")
    }
    guard let nodes = metadata.number("node_count"), nodes <= UInt64(UInt32.max),
      let width = metadata.number("record_size"), [24, 28, 32].contains(width),
      let version = metadata.number("ip_version"), [4, 6].contains(version)
    else {
      throw .damaged(source: name, detail: "metadata without the sizes of the search tree")
    }
    let end = start - MaxMindStructure.marker.count
    let tree = Int(nodes) * Int(width) / 4
    guard nodes > 0, tree + 16 < end else {
      throw .damaged(source: name, detail: "a search tree of \(nodes) nodes does not fit the file")
    }
    return tree + 16..<end
  }

  /// Copies bytes to a file of which only this process knows: its name is gone at once.
  private static func privateCopy(_ bytes: [UInt8]) throws(AtlasError) -> Int32 {
    let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/vigil-mmdb-XXXXXX".utf8CString)
    let descriptor = unsafe mkstemp(&template)
    guard descriptor >= 0 else {
      throw .system(action: "copying the database to \(folder)", code: errno)
    }
    unsafe unlink(&template)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe write(
          descriptor, buffer.baseAddress.map { unsafe $0 + written }, buffer.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        let code = errno
        close(descriptor)
        throw .system(action: "copying the database to \(folder)", code: code)
      }
      written += count
    }
    return descriptor
  }

  /// The product, as the metadata name it: `GeoLite2-City`.
  var edition: String {
    unsafe handle.pointee.metadata.database_type.map { unsafe String(cString: $0) } ?? ""
  }

  /// When the database was built; nothing for times that no database can have.
  var built: UnixTime? {
    let epoch = unsafe handle.pointee.metadata.build_epoch
    return epoch > 0 && epoch < 1 << 33 ? UnixTime(Int64(epoch)) : nil
  }

  /// The number of nodes of the search tree.
  var nodeCount: UInt32 { unsafe handle.pointee.metadata.node_count }

  /// Whether the tree is one of IPv6 addresses, with IPv4 below `::/96`.
  var isIPv6: Bool { unsafe handle.pointee.metadata.ip_version == 6 }

  /// The node under which IPv4 stands in a tree of IPv6, which other prefixes may lead to as well.
  var ipv4Root: UInt32? {
    let start = unsafe handle.pointee.ipv4_start_node
    return isIPv6 && start.netmask == 96 && start.node_value < nodeCount ? start.node_value : nil
  }

  /// What a record of the search tree leads to.
  enum Record {
    case node(UInt32)
    case empty
    /// An offset in the data, which has been checked.
    case data(UInt32)
  }

  /// Reads both records of a node.
  func records(of node: UInt32) throws(AtlasError) -> (left: Record, right: Record) {
    var read = unsafe MMDB_search_node_s()
    guard unsafe MMDB_read_node(handle, node, &read) == MMDB_SUCCESS else {
      throw .damaged(source: name, detail: "node \(node) cannot be read")
    }
    return (
      try record(unsafe read.left_record, node), try record(unsafe read.right_record, node)
    )
  }

  private func record(_ value: UInt64, _ node: UInt32) throws(AtlasError) -> Record {
    let nodes = UInt64(nodeCount)
    if value < nodes { return .node(UInt32(truncatingIfNeeded: value)) }
    if value == nodes { return .empty }
    guard value >= nodes + 16 else {
      throw .damaged(source: name, detail: "node \(node) leads between tree and data")
    }
    let offset = value - nodes - 16
    return .data(UInt32(truncatingIfNeeded: offset))
  }

  /// Checks the structure of the data at an offset; what passed may be asked for fields.
  func checkData(_ offset: UInt32) throws(AtlasError) {
    do {
      try structure.check(Int(offset))
    } catch {
      throw .damaged(source: name, detail: "\(error.text) at byte \(error.offset)")
    }
  }

  /// The text, or the number as text, that a field of checked data holds; nothing without one.
  func text(_ offset: UInt32, _ field: MaxMindPath) -> String? {
    var entry = unsafe MMDB_entry_s(mmdb: UnsafePointer(handle), offset: offset)
    var data = unsafe MMDB_entry_data_s()
    guard unsafe MMDB_aget_value(&entry, &data, field.pointer) == MMDB_SUCCESS, unsafe data.has_data
    else { return nil }
    switch unsafe Int32(data.type) {
    case MMDB_DATA_TYPE_UTF8_STRING:
      guard let start = unsafe data.utf8_string else { return "" }
      return unsafe String(
        decoding: UnsafeRawBufferPointer(start: start, count: Int(data.data_size)), as: UTF8.self)
    case MMDB_DATA_TYPE_UINT16: return unsafe String(data.uint16)
    case MMDB_DATA_TYPE_UINT32: return unsafe String(data.uint32)
    case MMDB_DATA_TYPE_UINT64: return unsafe String(data.uint64)
    default: return nil
    }
  }
}
