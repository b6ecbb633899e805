/// What befell a BGP session.
public enum SessionChange: Sendable, Hashable {
  /// A state record whose new state is not Established, an OPEN or a NOTIFICATION: the peer holds no
  /// routes, and that is known.
  case reset
  /// A state record whose new state is Established and whose old one is not: the peer holds no routes
  /// and announces all that it has (RFC 4271, 8.2.2).
  case established

  /// What a state record tells, by the numbers of its states; nothing where the session was and stays
  /// established.
  init?(from old: UInt16, to new: UInt16) {
    if new != 6 {
      self = .reset
    } else if old != 6 {
      self = .established
    } else {
      return nil
    }
  }
}
