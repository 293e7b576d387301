// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

/// A simulator of `Simulators/` that says in its first line where it listens
/// (`SIMULATOR name http://127.0.0.1:port`), run as a program of its own for the time of a test.
public final class PeerProcess: Sendable {
    private let process: Mutex<Process>
    /// Where it listens.
    public let address: String

    public struct NotStarted: Error {}

    /// - Parameters:
    ///   - script: path below `Simulators/`.
    ///   - arguments: those of the simulator.
    public init(_ script: String, _ arguments: [String] = []) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            ["python3", "-B", root.appending(path: "Simulators/\(script)").path] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var line: [UInt8] = []
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A {
            line.append(byte)
        }
        let words = String(decoding: line, as: UTF8.self).split(separator: " ")
        guard words.count == 3, words[0] == "SIMULATOR" else {
            process.terminate()
            throw NotStarted()
        }
        address = String(words[2])
        self.process = Mutex(process)
    }

    /// Ends it at once, as a power cut would.
    public func kill() {
        process.withLock { process in
            guard process.isRunning else { return }
            Foundation.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
    }

    deinit { kill() }
}
