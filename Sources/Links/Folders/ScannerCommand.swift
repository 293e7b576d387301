// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Foundation
import Glibc
import Vocabulary

/// A virus scanner that is asked as a command, e.g. `clamdscan --no-summary -`: the bytes go in by
/// its standard input and nowhere else; exit 0 is clean, 1 is infected, anything else is no answer.
public struct ScannerCommand: AttachmentScanner {
    private let command: String
    private let arguments: [String]
    private let seconds: Int

    /// - Parameters:
    ///   - command: the full path of the program.
    ///   - seconds: how long an answer may take.
    public init(_ command: String, arguments: [String], seconds: Int = 60) {
        self.command = command
        self.arguments = arguments
        self.seconds = seconds
    }

    public func scan(_ bytes: [UInt8]) throws -> ScanVerdict {
        // A scanner that goes away while it is written to must not end this program.
        signal(SIGPIPE, SIG_IGN)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: command)
        process.arguments = arguments
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        do { try process.run() } catch { return .unavailable }
        DispatchQueue.global().async {
            try? input.fileHandleForWriting.write(contentsOf: Data(bytes))
            try? input.fileHandleForWriting.close()
        }
        guard ended.wait(timeout: .now() + .seconds(seconds)) == .success else {
            process.terminate()
            return .unavailable
        }
        let said = (try? output.fileHandleForReading.readToEnd()) ?? Data()
        switch (process.terminationReason, process.terminationStatus) {
        case (.exit, 0): return .clean(scanner: name)
        case (.exit, 1): return .infected(scanner: name, finding: ScannerCommand.finding(said))
        default: return .unavailable
        }
    }

    public func scan(file path: String) throws -> ScanVerdict {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Fault(.disk, detail: "cannot read a file to scan")
        }
        return try scan([UInt8](data))
    }

    /// A command says nothing of its patterns.
    public func state() -> ScannerState {
        FileManager.default.isExecutableFile(atPath: command)
            ? .up(engine: name, patterns: nil) : .down
    }

    private var name: String { URL(fileURLWithPath: command).lastPathComponent }

    /// `stream: Eicar-Test-Signature FOUND`: what stands between; nothing longer than a name.
    private static func finding(_ said: Data) -> String {
        let text = String(decoding: said.prefix(4_096), as: UTF8.self)
        let line = text.split(separator: "\n").first { $0.hasSuffix("FOUND") } ?? ""
        let words = line.dropLast(5).split(separator: " ").last.map(String.init) ?? "検出"
        return String(words.prefix(80))
    }
}
