public import Net
public import Timeline

extension MRTRecordWriter {
  /// A session between a peer and the collector, as `BGP4MP` records name it.
  ///
  /// Both addresses must be of one family.
  public struct Session: Sendable, Hashable {
    /// The peer's ASN.
    public var peer: ASN
    /// The collector's ASN.
    public var local: ASN
    /// The peer's address.
    public var peerAddress: IPAddress
    /// The collector's address.
    public var localAddress: IPAddress
    /// The index of the collector's interface.
    public var interface: UInt16 = 0
    /// The octets of an ASN in the record and in its messages.
    public var width: BGPMessageWriter.ASNWidth

    /// Creates a session.
    public init(
      peer: ASN, address peerAddress: IPAddress, local: ASN = ASN(12_654),
      localAddress: IPAddress? = nil, width: BGPMessageWriter.ASNWidth = .four
    ) {
      self.peer = peer
      self.local = local
      self.peerAddress = peerAddress
      self.localAddress =
        localAddress
        ?? IPAddress(high: 0, low: 0, family: peerAddress.family)
      self.width = width
    }
  }

  /// The states of a session (RFC 4271, 8.2.2), numbered as records number them.
  public enum State: UInt16, Sendable, Hashable {
    /// No session.
    case idle = 1
    /// Waiting for the connection.
    case connect
    /// Listening and trying.
    case active
    /// Waiting for the peer's `OPEN`.
    case openSent
    /// Waiting for the first `KEEPALIVE`.
    case openConfirm
    /// Routes are exchanged.
    case established
  }

  /// Appends a message that a session carried: `BGP4MP_MESSAGE` and its like (16/1, 4, 6, 7;
  /// RFC 6396, 4.4; with path identifiers 16/8 to 11, RFC 8050, 3), of type 17 with microseconds.
  ///
  /// `isLocal` says that the collector sent it, `addPath` that its destinations bear path ids.
  public mutating func message(
    _ message: [UInt8], at time: UnixTime, microseconds: UInt32? = nil, of session: Session,
    isLocal: Bool = false, addPath: Bool = false
  ) {
    let subtype: UInt16 =
      switch (session.width, isLocal, addPath) {
      case (.two, false, false): 1
      case (.four, false, false): 4
      case (.two, true, false): 6
      case (.four, true, false): 7
      case (.two, false, true): 8
      case (.four, false, true): 9
      case (.two, true, true): 10
      case (.four, true, true): 11
      }
    record(
      at: time, microseconds: microseconds, type: microseconds == nil ? 16 : 17, subtype: subtype
    ) { bytes in
      MRTRecordWriter.append(session, to: &bytes)
      bytes += message
    }
  }

  /// Appends a change of a session's state (16/0 and 5; RFC 6396, 4.4.1 and 4.4.4).
  public mutating func stateChange(
    from old: State, to new: State, at time: UnixTime, microseconds: UInt32? = nil,
    of session: Session
  ) {
    record(
      at: time, microseconds: microseconds, type: microseconds == nil ? 16 : 17,
      subtype: session.width == .two ? 0 : 5
    ) { bytes in
      MRTRecordWriter.append(session, to: &bytes)
      bytes.append16(old.rawValue)
      bytes.append16(new.rawValue)
    }
  }

  private static func append(_ session: Session, to bytes: inout [UInt8]) {
    bytes.append(session.peer, width: session.width)
    bytes.append(session.local, width: session.width)
    bytes.append16(session.interface)
    bytes.append16(session.peerAddress.family == .ipv4 ? 1 : 2)
    bytes.append(session.peerAddress)
    bytes.append(session.localAddress)
  }
}
