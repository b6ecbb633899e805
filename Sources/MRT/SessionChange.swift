/// What befell a BGP session.
public enum SessionChange: Sendable, Hashable {
  /// A state record whose new state is not Established, an OPEN or a NOTIFICATION: the peer holds no
  /// routes, and that is known.
  case reset
  /// A state record whose new state is Established.
  case established
}
