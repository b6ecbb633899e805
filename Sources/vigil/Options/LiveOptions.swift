import ArgumentParser

/// Where packets are captured as they arrive.
struct LiveOptions: ParsableArguments {
  @Option(help: "Capture from this interface until interrupted; needs the right to capture.")
  var interface: String?

  @Option(help: "With --interface: only packets that match this expression (man pcap-filter).")
  var filter: String?

  @Option(help: "With --interface: end after so many packets.")
  var count: Int?

  mutating func validate() throws {
    if interface == nil, filter != nil || count != nil {
      throw ValidationError("--filter and --count need --interface")
    }
    if let count, count < 1 { throw ValidationError("--count: expected 1 or more") }
  }
}
