import Glibc
import Inflate

/// Drains feeds and prints what that costs: bytes, wall and CPU seconds.
///
///     swift run -c release --package-path Benchmarks inflate-speed FILE... [--threads N]
///
/// The consumer adds up eight bytes of each kilobyte, which is less than any parser does. Beside it
/// belong `igzip -dc FILE >/dev/null`, `lbzip2 -n2 -dc FILE >/dev/null` and `zstd -qdc`.
@main
struct InflateSpeed {
  static func main() throws {
    var options = ByteFeed.Options()
    var paths = Array(CommandLine.arguments.dropFirst())
    if let place = paths.firstIndex(of: "--threads"), place + 1 < paths.count,
      let threads = Int(paths[place + 1])
    {
      options.threads = max(1, threads)
      paths.removeSubrange(place...place + 1)
    }
    for path in paths {
      let began = now(CLOCK_MONOTONIC)
      let begunCPU = now(CLOCK_PROCESS_CPUTIME_ID)
      let feed = try ByteFeed(path: path, options: options)
      var sum: UInt64 = 0
      repeat {
        feed.withWindow { bytes in
          for place in stride(from: 0, to: bytes.byteCount - 7, by: 1_024) {
            sum &+= bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
          }
        }
        feed.consume(feed.windowCount)
      } while try feed.fillMore()
      let wall = now(CLOCK_MONOTONIC) - began
      let cpu = now(CLOCK_PROCESS_CPUTIME_ID) - begunCPU
      let rate = Double(feed.offset) / wall / 1e6
      print(
        "\(path): \(feed.format.rawValue), \(feed.offset) bytes, \(thousandths(wall)) s wall,",
        "\(thousandths(cpu)) s CPU, \(Int(rate)) MB/s, sum \(String(sum, radix: 16))")
      for damage in feed.damage { print("  \(damage)") }
    }
  }

  private static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func thousandths(_ seconds: Double) -> Double {
    (seconds * 1_000).rounded() / 1_000
  }
}
