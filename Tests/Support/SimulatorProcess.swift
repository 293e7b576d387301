// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

/// A simulator of `Simulators/` as a process of its own on a free port, with certificates of both sides.
/// It ends with the test process: its standard input is ours.
public final class SimulatorProcess: Sendable {
    public struct NotStarted: Error {
        public let said: String
    }

    public let port: Int
    public let folder: TemporaryFolder
    public let certificates: TestCertificates
    private let running: Mutex<Running>

    private struct Running {
        let process: Process
        let orders: FileHandle
        var answers: LineReader
    }

    /// - Parameters:
    ///   - script: path inside `Simulators/`.
    ///   - arguments: besides port, certificates, journal and `--steer`.
    public init(_ script: String, _ arguments: [String] = []) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        folder = try TemporaryFolder("simulator")
        certificates = try TestCertificates(in: folder.url)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            [
                "python3", root.appending(path: "Simulators/\(script)").path, "--port", "0",
                "--certificate", certificates.server.certificate.path,
                "--key", certificates.server.key.path,
                "--trust", certificates.authority.path,
                "--journal", folder.file("journal.jsonl").path, "--steer",
            ] + arguments
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        var answers = LineReader(output.fileHandleForReading)
        var said = ""
        var found: Int?
        while found == nil, let line = answers.next() {
            said += line + "\n"
            if line.hasPrefix("LISTENING ") { found = Int(line.dropFirst(10)) }
        }
        guard let found else { throw NotStarted(said: said) }
        port = found
        running = Mutex(
            Running(process: process, orders: input.fileHandleForWriting, answers: answers))
    }

    /// Gives an order (JSON), and waits until it is carried out.
    public func order(_ json: String) throws {
        try running.withLock { running in
            try running.orders.write(
                contentsOf: Data((json.replacing("\n", with: " ") + "\n").utf8))
            _ = running.answers.next()
        }
    }

    /// Every event so far, one JSON object a line.
    public func journal() throws -> [String] {
        try String(contentsOf: folder.file("journal.jsonl"), encoding: .utf8)
            .split(separator: "\n").map(String.init)
    }

    /// Events of a kind.
    public func events(_ kind: String) throws -> [String] {
        try journal().filter { $0.contains("\"event\": \"\(kind)\"") }
    }

    public func stop() {
        running.withLock { running in
            try? running.orders.close()
            running.process.waitUntilExit()
        }
    }

    deinit { stop() }
}

/// Lines of a pipe as they come.
private struct LineReader {
    private let handle: FileHandle
    private var rest = Data()

    init(_ handle: FileHandle) { self.handle = handle }

    mutating func next() -> String? {
        while true {
            if let end = rest.firstIndex(of: 0x0A) {
                let line = String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
                rest = Data(rest[rest.index(after: end)...])
                return line
            }
            let more = handle.availableData
            guard !more.isEmpty else { return nil }
            rest.append(more)
        }
    }
}
