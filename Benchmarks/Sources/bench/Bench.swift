// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc

/// Runs the benches that are asked for; see `Asked`.
@main
enum Bench {
    static let all: [(name: String, run: @Sendable (Course) throws -> Void)] = [
        ("judge", JudgeCity.run), ("compute", ComputeClaims.run), ("peers", PeerCity.run),
        ("city-database", CityThroughDatabase.run), ("claim-files", ReadClaimFiles.run),
        ("transfers", TransferFiles.run), ("certificates", CertificatePages.run),
        ("reissue", AnnualReissue.run),
        ("search", SearchPeople.run), ("claims", ClaimMonthThroughDatabase.run),
        ("year", ClaimsThroughDatabase.run), ("start", StartUp.run),
        ("desk", LoadDesk.run),
    ]
    /// Too long to run without being named.
    static let onlyByName: Set<String> = ["desk"]

    static func main() throws {
        if CommandLine.arguments.dropFirst().first == "weigh" {
            let words = Array(CommandLine.arguments.dropFirst(2))
            guard let path = words.first else { return }
            return print(Program.start(path, Array(words.dropFirst())) ?? -1)
        }
        if CommandLine.arguments.dropFirst().first == "print-part" {
            return try AnnualReissue.work(Array(CommandLine.arguments.dropFirst(2)))
        }
        let asked = try Asked(Array(CommandLine.arguments.dropFirst()))
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("hagukumi-bench-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let results =
            try asked.names.count == 1
            ? one(asked.names[0], asked, folder) : apart(asked, folder)
        if let path = asked.markdown {
            try Table.markdown(results).write(toFile: path, atomically: true, encoding: .utf8)
        }
        if let path = asked.json { try results.write(to: path) }
        guard results.misses.isEmpty else {
            // `exit` runs no `defer`.
            try? FileManager.default.removeItem(at: folder)
            exit(missed)
        }
    }

    /// How the process ends that measured everything and missed a target.
    private static let missed: Int32 = 3

    private static func one(_ name: String, _ asked: Asked, _ folder: URL) throws -> Results {
        let course = Course(
            rounds: asked.rounds, isSmall: asked.isSmall, root: try root(), folder: folder,
            town: asked.town.map { URL(fileURLWithPath: $0).standardizedFileURL })
        course.begin(name)
        for bench in all where bench.name == name { try bench.run(course) }
        return course.results
    }

    /// Each bench in a process of its own, so that none pays for the memory of another.
    private static func apart(_ asked: Asked, _ folder: URL) throws -> Results {
        var results = Results()
        let json = folder.appendingPathComponent("one.json").path
        for name in asked.names {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
            process.arguments =
                [name, "--rounds", String(asked.rounds), "--json", json]
                + (asked.isSmall ? ["--small"] : [])
            try process.run()
            process.waitUntilExit()
            guard [0, missed].contains(process.terminationStatus) else {
                throw BenchError("\(name) が終わりませんでした")
            }
            try results.add(from: json)
        }
        return results
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
