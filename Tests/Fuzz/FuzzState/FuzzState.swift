import FuzzSupport

/// State changes and messages that are no UPDATE: type and subtype from the first octet, then the body.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzState(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = FuzzRecord.bytes(start, count)
  guard let choice = bytes.first else { return 0 }
  let type: UInt8 = choice & 0x20 != 0 ? 5 : choice & 0x10 != 0 ? 17 : 16
  FuzzRecord.run(FuzzRecord.record(type, choice & 15, Array(bytes.dropFirst())))
  return 0
}
