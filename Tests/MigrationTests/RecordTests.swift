// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Formats
import Foundation
import Payments
import Safeguards
import Scheme
import Support
import Testing
import Town
import Vocabulary

@testable import Migration

/// What else the old system hands over: places to live, exceptions, exclusions, memos, and money
/// that families still have to give back.
@Suite("移行する人ごとの記録と返還")
struct RecordTests {
    /// Adds rows to a file of the folder, or makes it.
    private func append(_ rows: [[String]], to file: String, in bench: MigrationBench) throws {
        let path = bench.folder.file("\(file).csv")
        let text = rows.map { (["検証用"] + $0).joined(separator: ",") + "\r\n" }.joined()
        let bytes = try TextEncoder(.cp932).bytes(text)
        let head = try MigrationBench.layouts.migration("migration-\(file)").columns.map(\.name)
        let title = Data(try TextEncoder(.cp932).bytes(head.joined(separator: ",") + "\r\n"))
        let known = (try? Data(contentsOf: path)) ?? title
        try (known + Data(bytes)).write(to: path)
    }

    /// A child that is taken over with its recipient.
    private func pair(_ bench: MigrationBench) throws -> (child: String, recipient: String) {
        let old = try bench.read()
        let child = try #require(old.decisions.keys.min())
        let recipient = try #require(old.decisions[child]?.last?.recipient)
        return (child.description, recipient.description)
    }

    private func problems(
        _ file: String, _ rows: [[String]],
        _ make: (_ child: String, _ recipient: String) -> [String]
    ) throws -> [String] {
        let bench = try MigrationBench(OldTown(seed: 5, children: 20, plantsErrors: false))
        let (child, recipient) = try pair(bench)
        let clean = Set(try bench.read().issues)
        try append(rows + [make(child, recipient)], to: file, in: bench)
        let (_, trial) = try bench.tryIt()
        #expect(trial.unexplained == 0, "エラー一覧で説明がつく")
        return trial.issues.filter { !clean.contains($0) }.map(\.code)
    }

    @Test("移した返還は、額・納付済み・分納・時効の日がそのままで、出納の証明が成り立ち、通知は二度出ない")
    func recoveries() throws {
        let bench = try MigrationBench()
        try bench.migrate()
        #expect(bench.truth.recoveries > 0)
        try bench.store.read { db in
            let all = try RecoveryBook.all(from: db)
            #expect(all.count == bench.truth.recoveries)
            #expect(all.reduce(0) { $0 + $1.outstanding.amount } == bench.truth.owed)
            #expect(all.allSatisfy { $0.officer == PriorRecovery.officer && !$0.isProposed })
            #expect(all.allSatisfy { $0.claimedOn == date("2024-10-01") })
            #expect(try MoneyProof.load(from: db).isTrue)
            let plans = try RecoveryRequestBook.requests(
                of: try #require(all.first { $0.received > .zero }).id, from: db)
            #expect(plans.map(\.kind) == [.plan] && plans.first?.isApproved == true)
        }
    }

    @Test("二度は一度と同じ: 控えを除いて移し直しても、返還・メモ・除外・特例・居住地は増えない")
    func twice() throws {
        let tables = [
            "recovery", "recovery_event", "recovery_demand", "recovery_request",
            "recovery_instalment", "fund_posting", "memo", "exclusion_fact",
            "residence_exception",
        ]
        let bench = try MigrationBench(OldTown(seed: 6, children: 60, plantsErrors: false))
        try bench.migrate()
        let before = try tables.map { try bench.count($0) }
        #expect(before.allSatisfy { $0 > 0 }, "\(before)")
        let homes = try bench.count("residence_fact WHERE cause = 'notification'")
        // Other files by their digest, the same records.
        try FileManager.default.removeItem(at: bench.folder.file("totals.csv"))
        let (trial, _) = try bench.migrate()
        #expect(try tables.map { try bench.count($0) } == before)
        #expect(try bench.count("residence_fact WHERE cause = 'notification'") == homes)
        let lines = try bench.store.read {
            try MigrationBook.differences(of: trial, afterLoad: true, from: $0)
        }
        let sections: Set<FigureKey.Section> = [
            .residences, .exceptions, .exclusions, .memos, .recoveries,
        ]
        let mine = lines.filter { sections.contains($0.key.section) }
        #expect(mine.count >= 6 && mine.allSatisfy { $0.isExplained && $0.ours.count == 0 })
    }

    @Test("重要のメモは、書いた日とともに残り、除外事由と特例は期間のまま台帳に出る")
    func notes() throws {
        let bench = try MigrationBench(OldTown(seed: 6, children: 60, plantsErrors: false))
        try bench.migrate()
        let old = try bench.read()
        let memo = try #require(
            old.memos.values.flatMap(\.self).first { $0.importance == .warning })
        let excluded = try #require(old.exclusions.keys.min())
        let studying = try #require(old.exceptions.keys.min())
        try bench.store.read { db in
            let shown = try MemoBook.history(of: [memo.subject], from: db).map(\.value)
            #expect(shown.contains { $0.importance == .warning && $0.text.hasSuffix(memo.text) })
            #expect(shown.allSatisfy { $0.author == PriorDecision.proposer })
            #expect(shown.contains { $0.text.contains(Wareki.text(memo.writtenOn)) })
            let stretches = try ExclusionBook.stretches([excluded], from: db)[excluded] ?? []
            #expect(
                stretches.map(\.kind) == [
                    "public-assistance", "other-scheme-leaves-zero:sample-severe-disability",
                ])
            #expect(stretches.first?.period.until == date("2021-10-01"))
            let away = try ResidenceExceptionBook.stretches([studying], from: db)[studying]
            #expect(away?.first?.known == .studyAway && away?.first?.papers == ["R11", "R12"])
        }
    }

    /// What the queue holds of what a migration has put in.
    private func queued(_ bench: MigrationBench) throws -> [RejudgementNotice] {
        try bench.store.read { try RejudgementQueue.waiting(from: $0) }.map(\.notice)
            .filter { $0.key.hasPrefix("migration-") }
    }

    @Test("除外事由・特例: 移すと一度だけ再判定に入り、資格の続く児童には消滅の起案が出て、合う児童には出ない")
    func judgedAgain() throws {
        let book = try #require(ParallelMonthTests.book)
        let bench = try MigrationBench(OldTown(seed: 6, children: 60, plantsErrors: false))
        try bench.migrate()
        let old = try bench.read()
        #expect(
            try queued(bench).count
                == old.exclusions.values.joined().count
                + old.exceptions.values.joined().reduce(0) {
                    $0 + ($1.period.until == nil ? 1 : 2)
                })
        let before = try queued(bench)
        let untold = try bench.store.read { db in
            try HistoryBook.strands(children: nil, from: db).filter { child, strands in
                let state = strands.last?.state
                return old.exclusions[child] == nil && state?.isLive == true
                    && state?.periods.contains(date("2025-02-01")) == true
                    && (state?.periods.from).map { $0 > date("2015-02-01") } == true
            }.keys.sorted()
        }
        let (lost, kept) = (try #require(untold.first), try #require(untold.dropFirst().first))
        try FileManager.default.removeItem(at: bench.folder.file("totals.csv"))
        try append(
            [
                [lost.description, "施設入所", "", "20250201", ""],
                [kept.description, "施設入所", "", "20150101", "20150201"],
            ], to: "exclusions", in: bench)
        try bench.migrate()
        let fresh = try queued(bench).filter { !before.contains($0) }
        #expect(Set(fresh.map(\.subject)) == [lost, kept] && fresh.count == 2)
        #expect(fresh.allSatisfy { $0.cause == .welfare })
        // The same once more, in other files by their digest.
        try append(
            [["NX-1", lost.description, "本人", "重要", "夕方に電話", "20240401", ""]], to: "memos",
            in: bench)
        try bench.migrate()
        #expect(try queued(bench).count == before.count + 2)
        try bench.gate.perform(
            Rejudge.operation, by: Principal.machine("rejudge"), for: .change
        ) {
            _ = try Rejudge.perform(
                .queue, law: EligibilityLaw(book: book, office: .weekdays),
                directory: bench.directory, consequences: MemoryConsequences(), in: $0)
        }
        try bench.store.read { db in
            let waiting = try ProposalBook.pending(children: [lost, kept], from: db)
            let draft = waiting[lost]?.last?.draft
            #expect(draft?.result == .lapsed && draft?.effectiveOn == date("2025-02-01"))
            #expect(waiting[kept]?.contains { $0.draft.result == .lapsed } != true)
        }
    }

    @Test(
        "除外事由: 期間は一日も重ねられず、隣り合うのはよい。制度の名は他制度だけ",
        arguments: [
            ("里親委託", "", "20170331", "E-MIG-034"), ("里親委託", "", "20170401", nil),
            ("施設入所", "", "20160401", nil),
            ("他制度", "sample-single-parent", "20160401", nil),
            ("婚姻", "sample-single-parent", "20160401", "E-MIG-035"),
        ] as [(String, String, String, String?)])
    func exclusions(kind: String, scheme: String, from: String, code: String?) throws {
        let bench = try MigrationBench(OldTown(seed: 5, children: 20, plantsErrors: false))
        let (child, _) = try pair(bench)
        let found = try problems(
            "exclusions", [[child, "里親委託", "", "20160401", "20170401"]]
        ) { child, _ in [child, kind, scheme, from, "20180401"] }
        #expect(found == [code].compactMap(\.self))
    }

    @Test(
        "特例: 同じ種類の期間は重ねられず、隣り合うのはよい",
        arguments: [("20200331", "E-MIG-034"), ("20200401", nil)] as [(String, String?)])
    func exceptions(from: String, code: String?) throws {
        let bench = try MigrationBench(OldTown(seed: 5, children: 20, plantsErrors: false))
        let (child, _) = try pair(bench)
        let found = try problems(
            "exceptions", [[child, "別居", "", "20190401", "20200401"]]
        ) { child, _ in [child, "別居", "", from, "20200501"] }
        #expect(found == [code].compactMap(\.self))
    }

    @Test(
        "メモ: 表示期限が切替日の前日なら移さず、切替日ならば移す",
        arguments: [("20250331", "E-MIG-036"), ("20250401", nil), ("", nil)] as [(String, String?)])
    func memos(until: String, code: String?) throws {
        let found = try problems("memos", []) { child, _ in
            ["NX-1", child, "本人", "重要", "夕方に電話", "20240401", until]
        }
        #expect(found == [code].compactMap(\.self))
    }

    /// 返還額 5,000: what is paid, the days, and what comes of it.
    @Test(
        "返還: 完納・日付の順・切替日の後は移さず、残額1円・同じ日・切替日は移す",
        arguments: [
            ("5000", ["20250301", "20241001", "20241031", "", "", ""], "E-MIG-037"),
            ("4999", ["20250301", "20241001", "20241031", "", "", ""], nil),
            ("1", ["", "20241001", "20241031", "", "", ""], "E-MIG-038"),
            ("0", ["", "20250402", "", "", "", ""], "E-MIG-038"),
            ("0", ["", "20250401", "", "", "", ""], nil),
            ("0", ["", "20241001", "20240930", "", "", ""], "E-MIG-038"),
            ("0", ["", "20241001", "20241001", "", "", ""], nil),
            ("0", ["", "20241001", "20241031", "", "20241205", ""], "E-MIG-038"),
            ("0", ["", "20241001", "20241031", "20241205", "20241205", ""], nil),
            ("0", ["", "20241001", "20241031", "", "", "20241115"], "E-MIG-039"),
        ] as [(String, [String], String?)])
    func days(paid: String, days: [String], code: String?) throws {
        let found = try problems("recoveries", []) { child, recipient in
            ["HX-1", child, recipient, "二重", "二重の支給", "5000", paid] + days
        }
        #expect(found == [code].compactMap(\.self))
    }

    /// A claim of 10,000 of which 4,000 were paid stands; another file says something of it.
    @Test(
        "返還の移し直し: 同じなら済み、納付や分納が前の移行と違えば、その行でエラー一覧に出る",
        arguments: [
            ("4000", "20250110", "20241115", "6000", false),
            ("7000", "20250110", "20241115", "6000", true),
            ("4000", "20250111", "20241115", "6000", true),
            ("4000", "20250110", "20241116", "6000", true),
            ("4000", "20250110", "20241115", "7000", true),
            ("4000", "20250110", "", "", true),
        ])
    func otherPayments(
        paid: String, last: String, signed: String, part: String, isOther: Bool
    ) throws {
        let bench = try MigrationBench(OldTown(seed: 5, children: 20, plantsErrors: false))
        let (child, recipient) = try pair(bench)
        let files = ["recoveries", "instalments"].map { bench.folder.file("\($0).csv") }
        let before = files.map { try? Data(contentsOf: $0) }
        func write(_ paid: String, _ last: String, _ signed: String, _ part: String) throws {
            for (file, bytes) in zip(files, before) {
                if let bytes {
                    try bytes.write(to: file)
                } else {
                    try? FileManager.default.removeItem(at: file)
                }
            }
            let claim = ["HX-1", child, recipient, "二重", "二重の支給", "10000", paid, last]
            try append(
                [claim + ["20241001", "20241031", "", "", signed]], to: "recoveries", in: bench)
            if !part.isEmpty {
                try append([["HX-1", "1", "20250430", part]], to: "instalments", in: bench)
            }
        }
        // The sums of the town know nothing of the claim that is added.
        try FileManager.default.removeItem(at: bench.folder.file("totals.csv"))
        try write("4000", "20250110", "20241115", "6000")
        try bench.migrate()
        try write(paid, last, signed, part)
        let (_, trial) = try bench.tryIt()
        #expect(trial.issues.map(\.code).contains("E-MIG-018") == isOther)
        #expect(trial.unexplained == 0, "エラー一覧で説明がつく")
    }

    /// A claim that stands with or without its first letter; a later file tells of letters.
    private func letters(
        _ first: [String], _ later: [String], between: (MigrationBench) throws -> Void = { _ in }
    ) throws -> (bench: MigrationBench, codes: [String]) {
        let bench = try MigrationBench(OldTown(seed: 5, children: 20, plantsErrors: false))
        let (child, recipient) = try pair(bench)
        let file = bench.folder.file("recoveries.csv")
        let before = try? Data(contentsOf: file)
        func write(_ letters: [String]) throws {
            try? FileManager.default.removeItem(at: file)
            if let before { try before.write(to: file) }
            let claim = ["HX-1", child, recipient, "二重", "二重の支給", "10000", "0", "", "20241001"]
            try append([claim + letters + [""]], to: "recoveries", in: bench)
        }
        // The sums of the town know nothing of the claim that is added.
        try FileManager.default.removeItem(at: bench.folder.file("totals.csv"))
        try write(first)
        try bench.migrate()
        try between(bench)
        try write(later)
        let (_, trial) = try bench.tryIt()
        #expect(trial.unexplained == 0, "エラー一覧で説明がつく")
        return (bench, trial.issues.map(\.code))
    }

    @Test(
        "返還の移し直し: 後から出た督促・納入の通知は、その日で一度だけ加わり、時効に効き、通知は出ない",
        arguments: [
            (["20241031", "20241010", ""], 1), (["20241031", "", ""], 2),
            (["20241031", "20241010", "20241205"], 0),
        ] as [([String], Int)])
    func laterLetters(first: [String], added: Int) throws {
        let (bench, codes) = try letters(first, ["20241031", "20241010", "20241205"])
        #expect(codes.isEmpty)
        let before = try bench.count("recovery_demand")
        let claims = try bench.count("recovery")
        // The same file is not taken in twice.
        if added > 0 { try bench.migrate() }
        // Other files by their digest once more.
        let (child, _) = try pair(bench)
        try append(
            [["NX-1", child, "本人", "重要", "夕方に電話", "20240401", ""]], to: "memos", in: bench)
        try bench.migrate()
        #expect(try bench.count("recovery_demand") == before + added)
        #expect(try bench.count("recovery") == claims)
        try bench.store.read { db in
            let stands = try PriorRecoveryBook.standing(["HX-1"], from: db)["HX-1"]
            #expect(
                stands?.letters == [.demand: date("2024-10-10"), .dunning: date("2024-12-05")])
            #expect(stands?.asked.isEmpty ?? false)
        }
    }

    @Test(
        "返還の移し直し: 通知の日が違う・消えた、納期限が違うものは足さず、前の移行と違う行に出る",
        arguments: [
            (["20241031", "20241011", "20241205"], true), (["20241031", "", ""], true),
            (["20241101", "20241010", "20241205"], true),
            (["20241031", "20241010", "20241205"], false),
        ] as [([String], Bool)])
    func otherLetters(later: [String], isOther: Bool) throws {
        let (_, codes) = try letters(["20241031", "20241010", ""], later)
        #expect(codes == (isOther ? ["E-MIG-018"] : []))
    }

    @Test("返還の移し直し: このシステムで納入の通知を出した後なら、旧システムの通知は足さずに示す")
    func askedHere() throws {
        let book = try #require(ParallelMonthTests.book)
        let (_, codes) = try letters(
            ["20241031", "", ""], ["20241031", "20241010", ""]
        ) { bench in
            let id = try bench.store.read {
                try PriorRecoveryBook.standing(["HX-1"], from: $0)["HX-1"]?.recovery.id
            }
            let claim = try #require(id)
            try bench.gate.perform(
                DemandPayment.operation, by: MigrationBench.payment, for: .benefit
            ) {
                _ = try DemandPayment.perform(
                    .demand, of: claim, law: RecoveryLaw(book: book), in: $0)
            }
        }
        #expect(codes == ["E-MIG-042"])
    }

    @Test("返還: その児童の受給者でない人への返還は移さない")
    func otherRecipient() throws {
        let found = try problems("recoveries", []) { child, _ in
            ["HX-1", child, child, "二重", "二重の支給", "5000", "0"]
                + ["", "20241001", "20241031", "", "", ""]
        }
        #expect(found == ["E-MIG-013"])
    }

    @Test(
        "分納: 合計は残額から返還額まで、回と納期限は順に",
        arguments: [
            ([(1, "20241231", 3_000)], true), ([(1, "20241231", 2_999)], false),
            ([(1, "20241231", 5_000)], true), ([(1, "20241231", 5_001)], false),
            ([(1, "20241231", 2_000), (2, "20250131", 3_000)], true),
            ([(1, "20241231", 2_000), (3, "20250131", 3_000)], false),
            ([(1, "20241231", 2_000), (2, "20241231", 3_000)], false),
            ([(1, "20241115", 5_000)], false), ([(1, "20241116", 5_000)], true), ([], false),
        ] as [([(Int, String, Int)], Bool)])
    func plans(parts: [(Int, String, Int)], isRight: Bool) throws {
        let somebody = try #require(
            (90_100_000..<90_100_100).lazy.compactMap { AddresseeNumber(serial: $0) }.first)
        var claim = PriorRecovery(
            sourceKey: "H", child: somebody, recipient: somebody, reason: .double,
            explanation: "二重の支給", amount: Yen(5_000), paid: Yen(2_000),
            lastPaidOn: date("2025-01-10"), claimedOn: date("2024-10-01"),
            signedOn: date("2024-11-15"))
        claim.instalments = parts.map { number, day, yen in
            Instalment(
                number: number,
                dueOn: date("\(day.prefix(4))-\(day.dropFirst(4).prefix(2))-\(day.suffix(2))"),
                amount: Yen(yen))
        }
        #expect(claim.planIsRight == isRight)
    }

    @Test("返還のない分納と、誤りのある返還の分納は、その行でエラー一覧に出て何も残らない")
    func plansWithoutClaims() throws {
        let bench = try MigrationBench(OldTown(seed: 5, children: 20, plantsErrors: false))
        let before = try bench.counts()
        let (child, recipient) = try pair(bench)
        try append(
            [
                ["HX-1", child, recipient, "二重", "二重の支給", "5000", "0"]
                    + ["", "20241001", "20241031", "", "", "20241115"]
            ], to: "recoveries", in: bench)
        try append(
            [["HX-1", "1", "20241231", "4999"], ["HX-9", "1", "20241231", "5000"]],
            to: "instalments", in: bench)
        let (_, trial) = try bench.tryIt()
        let codes = trial.issues.map(\.code)
        #expect(codes.contains("E-MIG-039") && codes.contains("E-MIG-040"))
        #expect(codes.contains("E-MIG-041") && trial.unexplained == 0)
        #expect(try bench.counts() == before)
    }
}
