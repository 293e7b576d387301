// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Formats
import Links
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@Suite("連携の古さ")
struct StalenessTests {
    private func bench(lastFile moment: String) throws -> Bench {
        let bench = try Bench()
        _ = try bench.take(try Bench.file("shaho", at: moment, 1, rows: []))
        return bench
    }

    private func stale(_ bench: Bench, on text: String) throws -> [StaleFeed] {
        let port = LinkFreshness(layouts: Bench.layouts, directory: bench.directory)
        return try bench.read { try port.stale(on: day(text), in: $0) }
    }

    private func issue(_ bench: Bench) throws {
        _ = try bench.gate.perform(IssueNotices.operation, by: Bench.counter, for: .registration) {
            try IssueNotices.perform(
                [], letters: Bench.law.book.letters, directory: bench.directory,
                freshness: LinkFreshness(layouts: Bench.layouts, directory: bench.directory),
                in: $0)
        }
    }

    @Test("予定の間は正常、過ぎれば遅れ、上限を過ぎれば通知書を止める", .measure("R-87"))
    func states() throws {
        let bench = try bench(lastFile: "20250401060000")
        let rhythm = try #require(Bench.layouts.feeds["shaho"]?.rhythm)
        let stop = try #require(rhythm.stopAfter)
        func state(_ days: Int) throws -> FeedStatus {
            try bench.status("shaho", on: day("2025-04-01").adding(days: days))
        }
        #expect(try state(rhythm.lateAfter).state == .fresh)
        #expect(try state(rhythm.lateAfter).banner == nil)
        #expect(try state(rhythm.lateAfter + 1).state == .late)
        #expect(try state(rhythm.lateAfter + 1).banner != nil)
        #expect(try state(stop).state == .late)
        let late = try state(stop + 1)
        #expect(late.state == .stopped && late.ageDays == stop + 1)
        #expect(late.banner?.contains("発行できません") ?? false)
        #expect(try bench.status("kokuho").state == .never)
        #expect(try bench.status("kokuho").banner == nil)
    }

    @Test("上限を過ぎた連携があれば、通知書も受給資格証も発行できない", .measure("R-87"))
    func lettersStop() throws {
        let bench = try bench(lastFile: "20250401060000")
        try issue(bench)
        bench.clock.stand(on: day("2025-07-01"))
        let asOf = try #require(try stale(bench, on: "2025-07-01").first).asOf
        #expect(throws: EntitlementRefusal.staleFeed("社会保険資格連携データ", asOf: asOf)) {
            try issue(bench)
        }
        #expect(throws: EntitlementRefusal.self) {
            try bench.gate.perform(
                IssueCertificates.operation, by: Bench.counter, for: .registration
            ) {
                _ = try IssueCertificates.perform(
                    .waiting, law: Bench.law, directory: bench.directory,
                    freshness: LinkFreshness(
                        layouts: Bench.layouts, directory: bench.directory), in: $0)
            }
        }
        // A header without rows is news too: the peer says that nothing changed.
        _ = try bench.take(try Bench.file("shaho", at: "20250630060000", 2, rows: []))
        try issue(bench)
    }

    @Test("住民異動の古さは、統合宛名が答える")
    func residents() throws {
        let bench = try Bench()
        let old = Instant(noonInJapan: day("2025-01-10"))
        bench.directory.tell(ResidentFeedNews(newest: old))
        #expect(try stale(bench, on: "2025-04-30").map(\.title) == ["住民異動連携データ"])
        bench.directory.tell(ResidentFeedNews(newest: bench.clock.now(), waitingRows: 3))
        #expect(try stale(bench, on: "2025-04-30").isEmpty)
        #expect(
            try bench.read {
                try FeedStatusBook.all(
                    layouts: Bench.layouts, residents: bench.directory.residentFeed(),
                    on: day("2025-04-30"), from: $0)
            }.first?.waitingRows == 3)
    }

    @Test("管理者が理由を付けて許せば、その日まで発行できる")
    func allowance() throws {
        let bench = try bench(lastFile: "20250401060000")
        bench.clock.stand(on: day("2025-07-01"))
        func allow(_ until: String, by who: Principal = Bench.administrator) throws {
            try bench.gate.perform(
                AllowStaleFeed.operation, by: who, for: .change, reason: "送付元の障害。電話で異動なしを確認"
            ) {
                try AllowStaleFeed.perform(
                    layout: "shaho", until: day(until), layouts: Bench.layouts, in: $0)
            }
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try allow("2025-07-11", by: Bench.counter)
        }
        #expect(throws: FeedRefusal.wrongDay) { try allow("2025-07-01") }
        // 31 days at the most: the first day on which letters stop again is at most 32 days ahead.
        #expect(throws: FeedRefusal.wrongDay) { try allow("2025-08-03") }
        try allow("2025-07-11")
        try issue(bench)
        #expect(try bench.status("shaho", on: day("2025-07-10")).allowance?.reason.isEmpty == false)
        bench.clock.stand(on: day("2025-07-11"))
        #expect(throws: EntitlementRefusal.self) { try issue(bench) }
        // Nor does the frame speak of an allowance that is over.
        let over = try bench.status("shaho", on: day("2025-07-11"))
        #expect(over.allowance == nil)
        #expect(over.banner?.contains("発行できません") ?? false)
        #expect(throws: FeedRefusal.wrongDay) { try allow("2025-08-13") }
        try allow("2025-08-12")
        bench.clock.stand(on: day("2025-08-11"))
        try issue(bench)
        bench.clock.stand(on: day("2025-08-12"))
        #expect(throws: EntitlementRefusal.self) { try issue(bench) }
    }

    @Test("枠の一行は、いちばん悪い連携を言う")
    func banner() throws {
        let bench = try bench(lastFile: "20250401060000")
        _ = try bench.take(
            try Bench.file("kokuho", at: "20250501060000", 1, rows: []), from: .kokuho)
        let feeds = try bench.read {
            try FeedStatusBook.ages(
                layouts: Bench.layouts, residents: nil, on: day("2025-06-20"), from: $0)
        }
        #expect(FeedStatusBook.banner(feeds)?.contains("社会保険") ?? false)
        #expect(FeedStatusBook.banner([]) == nil)
    }
}
