import Foundation
import Glibc

/// A pair of virtual Ethernet interfaces in a network namespace of its own, with IPv6 switched off,
/// so that nothing arrives that the test did not send.
///
/// The namespace belongs to the thread that made the pair and to what that thread starts.
struct VethPair {
  /// Where frames arrive.
  let receiving = "vigil0"
  /// Where they are sent.
  let sending = "vigil1"
  private let socket: CInt

  /// Why a pair could not be made.
  struct Obstacle: Error, CustomStringConvertible {
    let description: String
  }

  /// Runs a command in the current thread's namespace and returns its status.
  private static func shell(_ command: String) -> CInt {
    var arguments: [UnsafeMutablePointer<CChar>?] = [
      strdup("sh"), strdup("-c"), strdup("exec 2>/dev/null; \(command)"), nil,
    ]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    var status: CInt = -1
    guard posix_spawn(&process, "/bin/sh", nil, nil, &arguments, environ) == 0,
      waitpid(process, &status, 0) == process
    else { return -1 }
    return status
  }

  /// Moves the current thread into a new namespace and makes the pair there.
  init() throws {
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
    let unshare = unsafeBitCast(symbol, to: (@convention(c) (CInt) -> CInt).self)
    return unshare(0x4000_0000) == 0
  }

  /// Sends a frame; true when the kernel took it.
  func send(_ frame: [UInt8]) -> Bool {
    Glibc.send(socket, frame, frame.count, 0) == frame.count
  }

  func close() { Glibc.close(socket) }

  /// Runs `body` with a pair, on a thread of its own, and returns what it returns; throws the
  /// obstacle where there can be no pair.
  static func run<Value: Sendable>(
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
  static let isPossible: Bool = {
    do {
      try run { _ in }
      return true
    } catch {
      FileHandle.standardError.write(Data("no capture on a veth pair: \(error)\n".utf8))
      return false
    }
  }()
}
