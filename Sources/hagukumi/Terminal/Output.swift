// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Standard output, gathered into large writes; a stream of a million answers is one of our uses.
final class Output: Sendable {
    static let standard = Output()

    private struct State {
        var buffer: [UInt8] = []
        var hasFailed = false
    }
    private let state = Mutex(State())

    func write(_ text: String) {
        state.withLock { state in
            state.buffer.append(contentsOf: text.utf8)
            if state.buffer.count >= 1 << 16 { Output.drain(&state) }
        }
    }

    /// Prints one object on one line.
    func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        write(String(decoding: try encoder.encode(value), as: UTF8.self) + "\n")
    }

    /// - Returns: whether everything was written.
    func flush() -> Bool {
        state.withLock { state in
            Output.drain(&state)
            return !state.hasFailed
        }
    }

    private static func drain(_ state: inout State) {
        var start = 0
        while start < state.buffer.count, !state.hasFailed {
            let written = state.buffer[start...].withUnsafeBytes { bytes in
                Glibc.write(1, bytes.baseAddress, bytes.count)
            }
            if written > 0 {
                start += written
            } else if errno != EINTR {
                // Who reads us has gone (EPIPE) or the disk is full: nothing more can be said.
                state.hasFailed = true
            }
        }
        state.buffer.removeAll(keepingCapacity: true)
    }

    /// Says something to people: standard error.
    static func complain(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}
