import FuzzSupport

/// `TABLE_DUMP`: the first octet is the subtype, the rest the body.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTableDump(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = FuzzRecord.bytes(start, count)
  guard let subtype = bytes.first else { return 0 }
  FuzzRecord.run(FuzzRecord.record(12, subtype & 7, Array(bytes.dropFirst())))
  return 0
}
