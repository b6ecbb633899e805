import FuzzSupport

/// `TABLE_DUMP_V2`: the first octet is the subtype, the rest the body, behind a table of peers.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTableDumpV2(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = FuzzRecord.bytes(start, count)
  guard let subtype = bytes.first else { return 0 }
  FuzzRecord.run(
    FuzzRecord.peers + FuzzRecord.record(13, subtype & 15, Array(bytes.dropFirst())))
  return 0
}
