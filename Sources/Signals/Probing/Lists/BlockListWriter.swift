import Glibc

/// Writes lists of probed blocks: CSV for people, a cache for the next run.
public enum BlockListWriter {
  /// The list as CSV: `prefix,ever_responsive,availability,hosts`, and `a00` to `a23` where blocks have
  /// an availability by hour. O(size).
  public static func csv(_ list: BlockList) -> [UInt8] {
    var text: [UInt8] = []
    text += "prefix,ever_responsive,availability,hosts".utf8
    let hasHours = !list.hourly.isEmpty
    if hasHours { for hour in 0..<24 { text += ",a\(hour / 10)\(hour % 10)".utf8 } }
    text.append(0x0A)
    for index in 0..<list.count {
      text += "\(list.blocks[index]),\(list.hostCount(at: index)),".utf8
      text += decimal(list.availability(at: index), digits: 5).utf8
      text.append(0x2C)
      if list.hosts[index].count > 0 { text += HostText.text(list.hosts[index]) }
      if hasHours {
        for value in list.hourly[index * 24..<index * 24 + 24] {
          text.append(0x2C)
          if value > 0 { text += decimal(Double(value) / 255, digits: 3).utf8 }
        }
      }
      text.append(0x0A)
    }
    return text
  }

  /// Writes bytes to a file that takes the place of another only once it is whole.
  private static func write(_ bytes: [UInt8], to path: String) throws(BlockListError) {
    let partial = "\(path).partial"
    let descriptor = unsafe open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .unwritable(path: partial, code: errno) }
    var code: Int32 = 0
    var offset = 0
    while offset < bytes.count, code == 0 {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress.map { unsafe $0 + offset }, $0.count - offset)
      }
      if count > 0 { offset += count } else if errno != EINTR { code = errno }
    }
    if close(descriptor) != 0, code == 0 { code = errno }
    if code == 0, unsafe rename(partial, path) != 0 { code = errno }
    guard code == 0 else {
      unsafe unlink(partial)
      throw .unwritable(path: path, code: code)
    }
  }

  /// The cache of a list: fast to read, checked against damage. O(size).
  public static func cache(_ list: BlockList) -> [UInt8] { BlockListCache.bytes(of: list) }

  /// Keeps the cache of a list under a name of the program's own.
  ///
  /// It takes the place of whatever stands there. Where people name the file, which may be a link or a
  /// device, its bytes are written as any output.
  public static func cache(_ list: BlockList, to path: String) throws(BlockListError) {
    try write(cache(list), to: path)
  }

  private static func decimal(_ value: Double, digits: Int) -> String {
    var scale = 1
    for _ in 0..<digits { scale *= 10 }
    let number = Int((value * Double(scale)).rounded())
    let fraction = String(number % scale)
    return "\(number / scale).\(String(repeating: "0", count: digits - fraction.count))\(fraction)"
  }
}
