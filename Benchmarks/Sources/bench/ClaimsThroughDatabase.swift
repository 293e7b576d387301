// SPDX-License-Identifier: Apache-2.0
import Formats
import Foundation
import Ledger
import Office
import Simulation
import Synchronization

/// A town's whole year through the office: how long it takes, and how many claims a second go from
/// the file through entitlement and computation into the books.
enum ClaimsThroughDatabase {
    static func run(_ course: Course) throws {
        let people = course.size(20_000)
        let lines = Mutex<[String]>([])
        let settings = TownYearSettings(
            people: people, seed: 1, folder: course.folder.appendingPathComponent("year"),
            schemesDirectory: course.root.path + "/Schemes",
            layoutsDirectory: course.root.path + "/Layouts")
        PeakMemory.reset()
        let year = TownYear(settings) { line in lines.withLock { $0.append(line) } }
        let result = try year.run()
        defer { try? result.office.close() }
        guard result.differences.isEmpty, result.broken.isEmpty else {
            throw BenchError("一年の結果が町の正解と違います: \(result.differences.count)件")
        }
        course.note("一年の間の最大メモリー", megabytes: PeakMemory.megabytes)
        let phases = PhaseLines(lines.withLock { $0 })
        tell(course, "\(people)人の町の一年(作成、事務、印刷、照合)", people, "人", result.summary.seconds)
        for phase in phases.longest(5) {
            Course.say("    \(phase.name) \(Table.time(phase.seconds))")
        }
        guard let seconds = phases.seconds("レセプト") else { return }
        let claims = result.summary.claims
        let stick = try readOnly(settings, course)
        course.tell(
            Measurement(
                bench: "year", what: "レセプトを庫へ(資格、計算と段階、誤りの一覧、台帳)",
                amount: Double(claims), unit: "件", seconds: Spread([seconds]),
                yardstick: "同じファイルを読むだけ", yardstickSeconds: Spread([stick]),
                ratio: seconds / stick))
    }

    private static func tell(
        _ course: Course, _ what: String, _ amount: Int, _ unit: String, _ seconds: Double
    ) {
        course.tell(
            Measurement(
                bench: "year", what: what, amount: Double(amount), unit: unit,
                seconds: Spread([seconds]), yardstick: nil, yardstickSeconds: nil, ratio: nil))
    }

    private static func readOnly(_ settings: TownYearSettings, _ course: Course) throws -> Double {
        let layouts = try LayoutLibrary.load(directory: settings.layoutsDirectory) {
            Digest.of($0).description
        }
        let reader = ClaimFileReader(layouts)
        let files = BenchTown.files(settings.folder, ".UKE").filter { !$0.contains("/broken/") }
        return try Course.timed {
            try files.reduce(0) { try $0 + reader.inspect(.file($1)).claims }
        }.seconds
    }
}
