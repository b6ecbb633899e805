import FuzzSupport

/// UPDATE messages: the first octet is the subtype and whether the record tells microseconds, the rest
/// what stands behind the header of the message.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzUpdate(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = FuzzRecord.bytes(start, count)
  guard let choice = bytes.first else { return 0 }
  let body = Array(bytes.dropFirst())
  if choice & 0x20 != 0 {
    let session: [UInt8] = [0xFB, 0xF4, 192, 0, 2, 1, 0xFD, 0xE7, 192, 0, 2, 9]
    FuzzRecord.run(FuzzRecord.record(5, 1, session + body))
    return 0
  }
  let subtype = choice & 15
  let isWide = [4, 5, 7, 9, 11].contains(subtype)
  let asns: [UInt8] =
    isWide ? [0, 0, 0xFB, 0xF4, 0, 0, 0xFD, 0xE7] : [0xFB, 0xF4, 0xFD, 0xE7]
  let session: [UInt8] = asns + [0, 0, 0, 1, 192, 0, 2, 1, 192, 0, 2, 9]
  let length = min(body.count + 19, 65_535)
  let message =
    [UInt8](repeating: 0xFF, count: 16)
    + [UInt8(length >> 8), UInt8(length & 0xFF), 2] + body
  let isExtended = choice & 0x10 != 0
  FuzzRecord.run(
    FuzzRecord.record(
      isExtended ? 17 : 16, subtype, (isExtended ? [0, 0, 0, 42] : []) + session + message))
  return 0
}
