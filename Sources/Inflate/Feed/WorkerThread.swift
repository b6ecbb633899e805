import Glibc

/// A thread of the system, which somebody has to join.
package struct WorkerThread {
  private let handle: pthread_t

  /// What the thread runs, in a box that crosses the boundary to C.
  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Starts a thread; nil where the system has none left.
  package init?(_ run: @escaping @Sendable () -> Void) {
    let box = unsafe Unmanaged.passRetained(Body(run))
    var handle = pthread_t()
    let code = unsafe pthread_create(
      &handle, nil,
      { context in
        if let context = unsafe context {
          unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
        }
        return nil
      }, box.toOpaque())
    guard code == 0 else {
      unsafe box.release()
      return nil
    }
    self.handle = handle
  }

  /// Waits until the thread has ended.
  package func join() { pthread_join(handle, nil) }
}
