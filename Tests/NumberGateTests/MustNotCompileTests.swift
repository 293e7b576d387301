// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// What the compiler itself must refuse: each `MustNotCompile/*.swift.txt` fails with the message
/// of its first line, and the control compiles, so that a broken set-up cannot pass.
@Suite("個人番号は書き間違いでも漏れない")
struct MustNotCompileTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("MustNotCompile")

    static let cases: [String] = {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (names ?? []).filter { $0.hasSuffix(".swift.txt") }.sorted()
    }()

    /// The modules stand beside the running test program.
    static func modules() throws -> URL {
        let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let candidates = [program] + Bundle.allBundles.map { $0.bundleURL }
        for candidate in candidates {
            let modules = candidate.appendingPathComponent("Modules")
            let wanted = modules.appendingPathComponent("NumberGate.swiftmodule").path
            if FileManager.default.fileExists(atPath: wanted) { return modules }
        }
        throw CocoaError(.fileNoSuchFile)
    }

    static func typecheck(_ source: URL) throws -> (status: Int32, text: String) {
        let scratch = FileManager.default.temporaryDirectory
            .appendingPathComponent("hagukumi-compile-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let copy = scratch.appendingPathComponent("Case.swift")
        try FileManager.default.copyItem(at: source, to: copy)
        let log = scratch.appendingPathComponent("log.txt")
        try Data().write(to: log)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            // Not only types: what is moved twice is found when the code is lowered.
            "swiftc", "-emit-sil", "-o", scratch.appendingPathComponent("case.sil").path,
            "-swift-version", "6", "-I", try modules().path,
            "-module-cache-path", scratch.appendingPathComponent("cache").path, copy.path,
        ]
        let output = try FileHandle(forWritingTo: log)
        process.standardOutput = output
        process.standardError = output
        try process.run()
        process.waitUntilExit()
        try output.close()
        let text = String(decoding: try Data(contentsOf: log), as: UTF8.self)
        return (process.terminationStatus, text)
    }

    @Test("対照例は組み立てられる")
    func controlCompiles() throws {
        let control = Self.folder.appendingPathComponent("Control.swift.ok.txt")
        let result = try Self.typecheck(control)
        #expect(result.status == 0, "\(result.text)")
    }

    @Test("例が十分にある")
    func enoughCases() { #expect(Self.cases.count >= 10) }

    @Test("断られるべき書き方は、言われた理由で断られる", arguments: cases)
    func refused(name: String) throws {
        let source = Self.folder.appendingPathComponent(name)
        let first =
            try String(contentsOf: source, encoding: .utf8)
            .split(separator: "\n").first ?? ""
        let expected = first.replacingOccurrences(of: "// expected: ", with: "")
        #expect(first.hasPrefix("// expected: "))
        let result = try Self.typecheck(source)
        #expect(result.status != 0)
        #expect(result.text.contains(expected), "\(result.text)")
    }
}
