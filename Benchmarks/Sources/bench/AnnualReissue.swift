// SPDX-License-Identifier: Apache-2.0
import Foundation
import Press
import Vocabulary

/// 年次の再交付: 50,000 certificates into files, as one stream and by two workers, beside bare Cairo
/// drawing the same words in the same run. The pages are made up (`PaperMill`): what is measured is
/// the press. The job that issues them from the books is measured by `scripts/soak renewals`.
enum AnnualReissue {
    private static let all = 50_000
    /// Seconds for all of them; fewer pages have as much less.
    private static let (oneStream, twoWorkers) = (240.0, 130.0)
    /// Megabytes at most, however many pages.
    private static let memory = 300.0
    /// Pages a second, beside bare Cairo.
    private static let besideCairo = 0.8

    static func run(_ course: Course) throws {
        let count = course.size(all)
        let path = course.folder.appendingPathComponent("reissue.pdf").path
        PeakMemory.reset()
        let stick = try Course.timed { try BareCairo.pages(count) { PaperMill.words($0) } }
        let bare = PeakMemory.megabytes
        PeakMemory.reset()
        let own = try Course.timed { try part(0..<count, path) }
        tell(course, "一つの流れで", count, own.seconds, stick.seconds)
        let held = PeakMemory.megabytes
        course.note("一つの流れの最大メモリー", megabytes: held)
        course.note("Cairo だけの最大メモリー", megabytes: bare)
        let two = try Course.timed { try workers(2, count, course) }
        tell(course, "二つの働き手で", count, two.seconds, stick.seconds)
        let speed = stick.seconds / own.seconds
        Course.say(
            "soak: 受給資格証 \(count)枚、一つの流れ \(Table.time(own.seconds))"
                + "（Cairo だけの \(Table.short(speed)) 倍の速さ）、二つの働き手 \(Table.time(two.seconds))、"
                + "最大 \(Table.short(held)) MB")
        let share = Double(count) / Double(all)
        demand(course, "一つの流れの秒", own.seconds, below: oneStream * share)
        demand(course, "二つの働き手の秒", two.seconds, below: twoWorkers * share)
        // Where the kernel does not say, nothing was measured.
        demand(course, "最大メモリー（MB）", held == 0 ? .infinity : held, below: memory)
        // At the target itself is enough.
        if speed < besideCairo {
            let limit = Table.short(besideCairo)
            course.miss("年次の再交付: Cairo だけの \(Table.short(speed)) 倍の速さで、目標の \(limit) 倍に届きません")
        }
    }

    private static func demand(
        _ course: Course, _ what: String, _ value: Double, below limit: Double
    ) {
        guard value >= limit else { return }
        course.miss(
            "年次の再交付: \(what)が \(Table.short(value)) で、目標の \(Table.short(limit)) に届きません")
    }

    private static func tell(
        _ course: Course, _ what: String, _ count: Int, _ seconds: Double, _ bare: Double
    ) {
        course.tell(
            Measurement(
                bench: "reissue", what: "受給資格証の年次の再交付、\(what)", amount: Double(count),
                unit: "ページ", seconds: Spread([seconds]), yardstick: "Cairo だけ(同じ文字)",
                yardstickSeconds: Spread([bare]), ratio: seconds / bare))
    }

    /// Prints some of the certificates, made one by one as they are drawn.
    /// - Returns: pages.
    @discardableResult
    static func part(_ places: Range<Int>, _ path: String) throws -> Int {
        guard let day = CivilDate(iso: "2025-04-01") else { throw BenchError("日付") }
        let order = PrintOrder(date: day, title: "受給資格証", environmentMark: "検証用")
        return try PressRoom().print(to: path, order) { run in
            for place in places { try run.add(.mailedCertificate(try PaperMill.mailed(place))) }
        }.pages
    }

    /// Each worker is a process of its own: drawing in two threads of one is slower than in one.
    private static func workers(_ workers: Int, _ count: Int, _ course: Course) throws -> Int {
        let share = (count + workers - 1) / workers
        let running = try (0..<workers).map { worker in
            let (from, end) = (worker * share, min(count, (worker + 1) * share))
            let process = Process()
            process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
            process.arguments = [
                "print-part", String(from), String(end),
                course.folder.appendingPathComponent("part-\(worker).pdf").path,
            ]
            try process.run()
            return process
        }
        for process in running {
            process.waitUntilExit()
            guard process.terminationStatus == 0 else { throw BenchError("印刷の働き手が止まりました") }
        }
        return count
    }

    /// `bench print-part FROM END FILE`: what a worker does.
    static func work(_ words: [String]) throws {
        guard words.count == 3, let from = Int(words[0]), let end = Int(words[1]), from < end
        else { throw BenchError("print-part FROM END FILE") }
        try part(from..<end, words[2])
    }
}
