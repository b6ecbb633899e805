public import Timeline

/// One signal as source health sees it: its entity, its country, and the rule that judges it.
public struct HealthEntity: Sendable, Equatable {
  /// The entity.
  public let entity: Entity
  /// Its country, where known.
  public let country: Entity?

  /// Creates a description.
  public init(entity: Entity, country: Entity?) {
    self.entity = entity
    self.country = country
  }
}
