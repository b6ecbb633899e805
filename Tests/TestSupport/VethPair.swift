import Foundation
import Glibc

/// A pair of virtual Ethernet interfaces in a network namespace of its own, with IPv6 switched off,
/// so that nothing arrives that the test did not send.
///
/// The namespace belongs to the thread that made the pair and to what that thread starts.
public struct VethPair {
  /// Where frames arrive.
  public let receiving = "vigil0"
  /// Where they are sent.
  public let sending = "vigil1"
  private let socket: CInt

  /// Why a pair could not be made.
  public struct Obstacle: Error, CustomStringConvertible {
    /// What stood in the way.
    public let description: String
  }

  /// Runs a line of shell in the current thread's namespace and returns its status.
  private static func shell(_ line: String) -> Int32 {
    start("exec 2>/dev/null; \(line)").map(status(of:)) ?? -1
  }

  /// Starts a line of shell in the namespace of the pair's thread; nothing where that fails.
  ///
  /// Foundation's `Process` watches its children through threads of other namespaces.
  public func start(_ line: String) -> Int32? { VethPair.start(line) }

  /// Waits for a process that `start` began, and returns its exit status, or -1 after a signal.
  public func wait(for process: Int32) -> Int32 { VethPair.status(of: process) }

  private static func start(_ line: String) -> Int32? {
    let arguments: [UnsafeMutablePointer<CChar>?] = [
      strdup("sh"), strdup("-c"), strdup(line), nil,
    ]
    defer { for argument in arguments { free(argument) } }
    // The thread of a test blocks signals, which its children would inherit.
    var none = sigset_t()
    sigemptyset(&none)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var process = pid_t()
    let status = posix_spawn(&process, "/bin/sh", nil, &attributes, arguments, environ)
    return status == 0 ? process : nil
  }

  private static func status(of process: Int32) -> Int32 {
    var status: CInt = -1
    guard waitpid(process, &status, 0) == process, status & 0x7f == 0 else { return -1 }
    return status >> 8 & 0xff
  }

  /// Moves the current thread into a new namespace and makes the pair there.
  public init() throws {
    guard VethPair.enterNewNetwork() else {
      throw Obstacle(description: "no right to make a network namespace")
    }
    for command in [
      "sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1 || true",
      "ip link add vigil0 type veth peer name vigil1", "ip link set vigil0 up",
      "ip link set vigil1 up",
    ] {
      guard VethPair.shell(command) == 0 else {
        throw Obstacle(description: "'\(command)' failed")
      }
    }
    socket = Glibc.socket(AF_PACKET, CInt(SOCK_RAW.rawValue), 0)
    guard socket >= 0 else { throw Obstacle(description: "no right to send frames") }
    // struct sockaddr_ll of packet(7), which the Glibc module does not have.
    var address = [UInt8](repeating: 0, count: 20)
    address.withUnsafeMutableBytes {
      $0.storeBytes(of: UInt16(AF_PACKET), as: UInt16.self)
      $0.storeBytes(of: if_nametoindex(sending), toByteOffset: 4, as: UInt32.self)
    }
    let bound = address.withUnsafeBytes {
      bind(socket, $0.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t($0.count))
    }
    guard bound == 0 else { throw Obstacle(description: "cannot send on \(sending)") }
  }

  /// Moves the current thread into a network namespace of its own: `unshare(CLONE_NEWNET)`, which
  /// the Glibc module does not have.
  private static func enterNewNetwork() -> Bool {
    guard let symbol = dlsym(nil, "unshare") else { return false }
    let unshare = unsafeBitCast(symbol, to: (@convention(c) (CInt) -> Int32).self)
    return unshare(0x4000_0000) == 0
  }

  /// Sends a frame; true when the kernel took it.
  public func send(_ frame: [UInt8]) -> Bool {
    Glibc.send(socket, frame, frame.count, 0) == frame.count
  }

  /// Ends the sending; the pair goes with its namespace.
  public func close() { Glibc.close(socket) }

  /// Runs `body` with a pair, on a thread of its own, and returns what it returns; throws the
  /// obstacle where there can be no pair.
  public static func run<Value: Sendable>(
    _ body: @escaping @Sendable (VethPair) throws -> Value
  ) throws -> Value {
    let box = Box<Value>()
    let done = DispatchSemaphore(value: 0)
    Thread {
      box.outcome = Result {
        let pair = try VethPair()
        defer { pair.close() }
        return try body(pair)
      }
      done.signal()
    }.start()
    done.wait()
    return try box.outcome.get()
  }

  /// What the thread leaves behind; read only after it has signalled.
  private final class Box<Value>: @unchecked Sendable {
    var outcome: Result<Value, any Error> = .failure(Obstacle(description: "did not run"))
  }

  /// Whether a pair can be made here; where it cannot, the reason is on standard error.
  public static let isPossible: Bool = {
    do {
      try run { _ in }
      return true
    } catch {
      FileHandle.standardError.write(Data("no capture on a veth pair: \(error)\n".utf8))
      return false
    }
  }()
}
