import Glibc

/// A path of keys in the form that libmaxminddb takes: C strings, and a null behind them.
@safe final class MaxMindPath {
  let pointer: UnsafeMutablePointer<UnsafePointer<CChar>?>
  private let count: Int

  init(_ keys: [String]) {
    count = keys.count
    unsafe pointer = UnsafeMutablePointer.allocate(capacity: count + 1)
    for (index, key) in keys.enumerated() {
      unsafe (pointer + index).initialize(to: UnsafePointer(strdup(key)))
    }
    unsafe (pointer + count).initialize(to: nil)
  }

  deinit {
    for index in 0..<count { unsafe free(UnsafeMutablePointer(mutating: pointer[index])) }
    unsafe pointer.deallocate()
  }
}
