import FuzzSupport

/// A whole file, headers and all.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFraming(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzRecord.run(FuzzRecord.bytes(start, count))
  return 0
}
