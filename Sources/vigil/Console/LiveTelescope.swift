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
      let atlas = try settings.placing.load()
      let capture = try LiveCapture(options)
      for number in [SIGINT, SIGTERM] {
        signal(number) { _ in LiveTelescope.isInterrupted.store(true, ordering: .relaxed) }
      }
      var sink = CheckingSink(
        accumulator: TelescopeAccumulator(
          counting, places: atlas.places, origins: atlas.origins),
        check: OneWayCheck(dark: counting.dark))
      var writer = MinuteWriter(settings, atlas: atlas, out: out)
      Output.note("capturing from \(options.interface); control-C ends and writes what there is")
      var lateness = LateNotice(source: settings.datasource)
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
        let before = sink.accumulator.closedUntil
        let closed = sink.accumulator.takeClosed(at: now)
        note(lateness.finding(late: sink.accumulator.totals.late, closed: before))
        let end = sink.accumulator.closedUntil
        guard end != before else { continue }
        if !closed.isEmpty { try requireOneWay(&sink) }
        for finding in try writer.write(closed, until: end) { note(finding) }
        Output.progress("\(capture.counts.received) packets, \(dropped) dropped, until \(now)")
      }
      Output.progress("")
      capture.updateCounts()
      sink.accumulator.recordDropped(capture.counts.dropped - dropped, at: Self.now)
      try requireOneWay(&sink)
      for finding in try writer.write(sink.accumulator.finish(), isLast: true) { note(finding) }
      for finding in TelescopeSummary(sink.accumulator.totals, source: settings.datasource).findings
      {
        Output.note(Run.text(of: finding))
      }
      if let failure { throw failure }
    }

    private func note(_ finding: Finding?) {
      guard let finding else { return }
      Output.progress("")
      Output.note(Run.text(of: finding))
    }

    private static var now: UnixTime { UnixTime(Int64(Date().timeIntervalSince1970)) }

    /// The first minute tells whether the interface hears a telescope.
    private func requireOneWay(_ sink: inout CheckingSink) throws {
      sink.endCheck()
      if !settings.isForced { try sink.check.requireOneWay() }
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
