import Glibc

/// A lock with a condition: threads change state inside `withLock` and wait for changes of others.
@safe final class Monitor: @unchecked Sendable {
  // The system keeps the addresses of both, so they must not move.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    unsafe mutex.initialize(to: pthread_mutex_t())
    unsafe condition.initialize(to: pthread_cond_t())
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(condition, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(condition)
    unsafe pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  /// Runs `body` while no other thread runs one.
  func withLock<R>(_ body: () -> R) -> R {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return body()
  }

  /// Gives the lock away until another thread tells of a change. Call it inside `withLock`, in a
  /// loop that tests what is waited for.
  func wait() { unsafe pthread_cond_wait(condition, mutex) }

  /// Wakes all threads that wait. Call it inside `withLock`.
  func broadcast() { unsafe pthread_cond_broadcast(condition) }
}
