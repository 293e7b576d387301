// SPDX-License-Identifier: Apache-2.0
import Foundation

/// `bench [NAME…] [--rounds N] [--small] [--markdown FILE] [--json FILE]`
@main
enum Bench {
    static let all: [(name: String, run: @Sendable (Course) throws -> Void)] = [
        ("judge", JudgeCity.run), ("compute", ComputeClaims.run), ("peers", PeerCity.run),
        ("city-database", CityThroughDatabase.run), ("claim-files", ReadClaimFiles.run),
        ("transfers", TransferFiles.run), ("certificates", CertificatePages.run),
        ("search", SearchPeople.run), ("year", ClaimsThroughDatabase.run), ("start", StartUp.run),
    ]

    static func main() throws {
        var rounds = 7
        var isSmall = false
        var markdown: String?
        var json: String?
        var names: [String] = []
        var words = Array(CommandLine.arguments.dropFirst())[...]
        while let word = words.popFirst() {
            switch word {
            case "--rounds": rounds = words.popFirst().flatMap { Int($0) } ?? rounds
            case "--small": isSmall = true
            case "--markdown": markdown = words.popFirst()
            case "--json": json = words.popFirst()
            case _ where all.contains { $0.name == word }: names.append(word)
            default: throw BenchError("知らない語です: \(word)。\(all.map(\.name))")
            }
        }
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("hagukumi-bench-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let course = Course(
            rounds: max(1, rounds), isSmall: isSmall, root: try root(), folder: folder)
        for bench in all where names.isEmpty || names.contains(bench.name) {
            course.begin(bench.name)
            try bench.run(course)
        }
        if let markdown {
            try Table.markdown(course.measurements, course.weights)
                .write(toFile: markdown, atomically: true, encoding: .utf8)
        }
        if let json {
            try Table.json(course.measurements, course.weights).write(
                to: URL(fileURLWithPath: json))
        }
    }

    /// The root of the repository: the folder above, or the one we stand in.
    private static func root() throws -> URL {
        let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        for folder in [here, here.deletingLastPathComponent()]
        where FileManager.default.fileExists(atPath: folder.path + "/Layouts/resident.yaml") {
            return folder
        }
        throw BenchError("リポジトリーの中で動かしてください(scripts/bench)")
    }
}

/// Why a bench cannot run.
struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
