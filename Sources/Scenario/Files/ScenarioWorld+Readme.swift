import Timeline

extension ScenarioWorld {
  /// The description of the sample in Markdown: what it is, how to make it again, and for each
  /// figure whether it was published and by whom, or assumed.
  public var readme: String { "" }
}
