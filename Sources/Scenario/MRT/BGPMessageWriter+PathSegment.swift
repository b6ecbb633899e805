public import Net

extension BGPMessageWriter {
  /// A segment of an AS path (RFC 4271, 4.3; RFC 5065, 3).
  public enum PathSegment: Sendable, Hashable {
    /// ASNs in the order in which the route passed them, the last one first.
    case sequence([ASN])
    /// ASNs in no order, from aggregation.
    case set([ASN])
    /// Members of the neighbour's own confederation, in order.
    case confederationSequence([ASN])
    /// Members of the neighbour's own confederation, in no order.
    case confederationSet([ASN])

    /// The ASNs.
    public var members: [ASN] {
      switch self {
      case .sequence(let list), .set(let list), .confederationSequence(let list),
        .confederationSet(let list):
        list
      }
    }

    /// The segment's code point.
    public var code: UInt8 {
      switch self {
      case .set: 1
      case .sequence: 2
      case .confederationSequence: 3
      case .confederationSet: 4
      }
    }

    /// Appends the segment; one of more than 255 ASNs becomes several.
    func append(to bytes: inout [UInt8], width: ASNWidth) {
      var rest = members[...]
      repeat {
        let part = rest.prefix(255)
        bytes += [code, UInt8(truncatingIfNeeded: part.count)]
        for asn in part { bytes.append(asn, width: width) }
        rest = rest.dropFirst(255)
      } while !rest.isEmpty
    }
  }
}
