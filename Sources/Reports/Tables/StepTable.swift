import Incidents
import Timeline

/// The steps of events as a table, in time order.
enum StepTable {
  static func table(_ events: [Event]) -> Table {
    let steps = events.flatMap { event in event.steps.map { (event: event, step: $0) } }
      .sorted { a, b in
        (a.step.after, a.event.datasource, a.step.by) < (
          b.step.after, b.event.datasource, b.step.by
        )
      }
    return Table(
      caption: "Steps that stand out, in time order (UTC)",
      columns: [
        .init("When"), .init("Source"), .init("Kind"), .init("From", isNumeric: true),
        .init("To", isNumeric: true), .init("Last bin"),
      ],
      rows: steps.map { event, step in
        [
          TimeText.short(step.bracket, step: event.step), event.datasource.id, step.kind.rawValue,
          Count.value(step.from), Count.value(step.to),
          "\(TimeText.shortDay(step.until)) \(step.until.clock)",
        ]
      })
  }
}
