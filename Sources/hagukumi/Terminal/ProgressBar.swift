// SPDX-License-Identifier: Apache-2.0
import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// One line on a terminal that says how far long work has come: count, rate, time that is left.
final class ProgressBar: Sendable {
    private static let width = 24

    /// `nil` where standard error is no terminal: a log is not to be written over.
    static func onTerminal() -> ProgressBar? { isatty(2) == 1 ? ProgressBar() : nil }

    /// - Parameters:
    ///   - done: steps that are over.
    ///   - seconds: since the beginning.
    func show(_ done: Int, of steps: Int, seconds: Double, _ what: String) {
        // Back to the beginning of the line, and nothing of the old one stays.
        write("\r\u{1B}[2K" + ProgressBar.line(done, of: steps, seconds: seconds, what))
    }

    /// The work is over: what comes next begins at an empty line.
    func finish() { write("\r\u{1B}[2K") }

    static func line(_ done: Int, of steps: Int, seconds: Double, _ what: String) -> String {
        let filled = steps > 0 ? min(width, width * done / steps) : 0
        let bar =
            String(repeating: "#", count: filled)
            + String(repeating: ".", count: width - filled)
        guard done > 0, seconds > 0 else { return "[\(bar)] \(done)/\(steps)  \(what)" }
        let rate = tenths(Double(done) / seconds)
        let left = Int((seconds / Double(done) * Double(steps - done)).rounded(.up))
        return "[\(bar)] \(done)/\(steps)  毎秒\(rate)  残り約\(time(left))  \(what)"
    }

    private static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private static func time(_ seconds: Int) -> String {
        seconds < 60 ? "\(seconds)秒" : "\(seconds / 60)分\(seconds % 60)秒"
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
