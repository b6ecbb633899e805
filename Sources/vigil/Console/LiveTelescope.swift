import Atlas
import Capture
import Engine
import Foundation
import SignalFiles
import Synchronization
import Telescope
import Timeline

#if LiveCapture
  import LiveCapture
#endif

/// Counts the packets of an interface by the minute, and writes each minute when it is closed.
struct LiveTelescope {
  private let live: LiveOptions
  private let settings: TelescopeSettings
  private let out: String?

  init(_ live: LiveOptions, _ settings: TelescopeSettings, out: String?) {
    self.live = live
    self.settings = settings
    self.out = out
  }

  #if LiveCapture
    /// Set by the signals that ask the program to end.
    private static let isInterrupted = Atomic<Bool>(false)

    func run() throws {
      var options = LiveCaptureOptions(interface: live.interface ?? "", filter: live.filter)
      options.snapLength = 2_048
      var counting = try settings.options()
      counting.closingDelay = 60
      let atlas = try settings.atlas()
      let capture = try LiveCapture(options)
      for number in [SIGINT, SIGTERM] {
        signal(number) { _ in LiveTelescope.isInterrupted.store(true, ordering: .relaxed) }
      }
      var sink = Sink(
        accumulator: TelescopeAccumulator(
          counting, places: atlas.places, origins: atlas.origins),
        check: OneWayCheck(dark: counting.dark))
      var writer = MinuteWriter(settings, atlas: atlas, out: out)
      Output.note("capturing from \(options.interface); control-C ends and writes what there is")
      var left = live.count ?? .max
      var dropped = 0
      var lastLook = Self.now
      var failure: LiveCaptureError?
      while left > 0, !LiveTelescope.isInterrupted.load(ordering: .relaxed) {
        do {
          left -= try capture.read(limit: min(left, 10_000), waiting: 200, into: &sink)
        } catch {
          // What was counted is written all the same.
          failure = error
          break
        }
        let now = Self.now
        guard now != lastLook else { continue }
        lastLook = now
        capture.updateCounts()
        sink.accumulator.recordDropped(capture.counts.dropped - dropped, at: now)
        dropped = capture.counts.dropped
        let closed = sink.accumulator.takeClosed(at: now)
        guard !closed.isEmpty else { continue }
        try requireOneWay(&sink)
        try writer.write(closed, isLast: false)
        Output.progress("\(capture.counts.received) packets, \(dropped) dropped, until \(now)")
      }
      Output.progress("")
      capture.updateCounts()
      sink.accumulator.recordDropped(capture.counts.dropped - dropped, at: Self.now)
      try requireOneWay(&sink)
      try writer.write(sink.accumulator.finish(), isLast: true)
      for finding in TelescopeSummary(sink.accumulator.totals, source: settings.datasource).findings
      {
        Output.note(Run.text(of: finding))
      }
      if let failure { throw failure }
    }

    private static var now: UnixTime { UnixTime(Int64(Date().timeIntervalSince1970)) }

    /// The first minute tells whether the interface hears a telescope.
    private func requireOneWay(_ sink: inout Sink) throws {
      if let check = sink.check, !settings.isForced { try check.requireOneWay() }
      sink.check = nil
    }

    /// Counts packets, and looks at those of the first minute.
    private struct Sink: PacketSink {
      var accumulator: TelescopeAccumulator
      var check: OneWayCheck?

      mutating func packet(_ packet: borrowing Packet) {
        check?.packet(packet)
        accumulator.packet(packet)
      }
    }
  #else
    func run() throws {
      throw LiveCaptureMissing()
    }

    private struct LiveCaptureMissing: Error, CustomStringConvertible {
      let description =
        "--interface: this program was built without capture from interfaces (the trait "
        + "LiveCapture); read files that another program captures"
    }
  #endif
}
