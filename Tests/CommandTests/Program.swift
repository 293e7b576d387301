// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The built program, run as a user would run it.
struct Program {
    struct Answer {
        let status: Int32
        let output: String
        let complaint: String

        /// The first line as a JSON object.
        func object() throws -> [String: any Sendable] {
            let line = output.split(separator: "\n").first ?? ""
            let any = try JSONSerialization.jsonObject(with: Data(line.utf8))
            return any as? [String: any Sendable] ?? [:]
        }
    }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The program stands beside the test bundle that is running.
    static let program: URL = {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") }
        let here = URL(fileURLWithPath: bundle ?? CommandLine.arguments[0])
        return here.deletingLastPathComponent().appendingPathComponent("hagukumi")
    }()

    static func run(_ arguments: String..., input: String? = nil) throws -> Answer {
        try run(arguments, input: input)
    }

    static func run(_ arguments: [String], input: String? = nil) throws -> Answer {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = root
        let folder = try TemporaryFiles()
        if let input {
            try input.write(to: folder.input, atomically: false, encoding: .utf8)
            process.standardInput = try FileHandle(forReadingFrom: folder.input)
        } else {
            process.standardInput = FileHandle.nullDevice
        }
        // Files, not pipes: a long answer must not wait for a reader.
        process.standardOutput = try folder.handle(folder.output)
        process.standardError = try folder.handle(folder.complaint)
        try process.run()
        process.waitUntilExit()
        return Answer(
            status: process.terminationStatus,
            output: try String(contentsOf: folder.output, encoding: .utf8),
            complaint: try String(contentsOf: folder.complaint, encoding: .utf8))
    }
}

private final class TemporaryFiles {
    let folder: URL
    var input: URL { folder.appendingPathComponent("input") }
    var output: URL { folder.appendingPathComponent("output") }
    var complaint: URL { folder.appendingPathComponent("complaint") }

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("hagukumi-command-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func handle(_ file: URL) throws -> FileHandle {
        try Data().write(to: file)
        return try FileHandle(forWritingTo: file)
    }
}
