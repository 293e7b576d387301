// SPDX-License-Identifier: Apache-2.0
import Foundation

/// How long the program takes to start, answer and end, and how much memory it holds.
enum StartUp {
    static func run(_ course: Course) throws {
        guard let program = program(course) else {
            course.skip(
                "起動", because: "hagukumi がありません。swift build -c release --product hagukumi を先に")
            return
        }
        let schemes = course.root.path + "/Schemes"
        let questions: [(String, [String])] = [
            (
                "inspect age(起動して答えて終わる)",
                ["inspect", "age", "--born", "2006-04-02", "--on", "2024-04-01"]
            ),
            ("scheme check(本を全部読み、例を全部動かす)", ["scheme", "check", "--schemes", schemes]),
        ]
        for (what, words) in questions {
            guard let memory = try Program.weigh(program, words) else {
                throw BenchError("hagukumi \(words.joined(separator: " ")) が失敗しました")
            }
            let repeats = 10
            try course.compare(
                "hagukumi \(what)", repeats, "回",
                work: { (0..<repeats).count { _ in Program.start(program, words) != nil } },
                with: "/bin/true",
                yardstick: { (0..<repeats).count { _ in Program.start("/bin/true", []) != nil } })
            course.note("hagukumi \(what)の最大メモリー", megabytes: memory)
        }
    }

    /// The program beside this one, or the release build of the repository.
    static func program(_ course: Course) -> String? {
        let beside = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("hagukumi").path
        return [beside, course.root.path + "/.build/release/hagukumi"]
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
