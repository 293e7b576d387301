// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Foundation
import Safeguards
import Support
import Testing
import Town
import Vocabulary

@testable import Migration

@Suite("移行の実行")
struct LoadTests {
    /// 2,000 children under soak, a part of it always.
    private static var town: OldTown {
        let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"
        return OldTown(seed: 11, children: isSoak ? 2_000 : 120, paymentsPerYear: 4)
    }

    @Test("十年分を移すと、差異報告に説明のつかない差がなく、抜き取った児童は旧システムと同じ")
    func tenYears() throws {
        let bench = try MigrationBench(Self.town)
        let (trial, proposal) = try bench.migrate()
        let lines = try bench.store.read {
            try MigrationBook.differences(of: trial, afterLoad: true, from: $0)
        }
        #expect(!lines.isEmpty && lines.allSatisfy(\.isExplained))
        let one = try bench.store.read { try MigrationBook.one(proposal: proposal, from: $0) }
        #expect(one?.status == .done)
        let old = try bench.read()
        let samples = try bench.gate.perform(
            SampleMigration.operation, by: MigrationBench.head, for: .maintenance
        ) { try SampleMigration.perform(old, count: 20, in: $0) }
        #expect(samples.count == 20)
        let other = samples.first { !$0.isSame }
        #expect(other == nil)
    }

    @Test("印刷済みの証は、受給者番号でも証番号でも見つかり、番号は二度と出ない", .measure("R-23"))
    func certificatesAreFound() throws {
        let bench = try MigrationBench()
        try bench.migrate()
        try bench.store.read { db in
            for (number, child) in bench.truth.certificates {
                #expect(try FindChildren.recipientNumber(number, from: db) == [child])
            }
            for (issue, child) in bench.truth.issueNumbers {
                let found = try CertificateBook.certificate(
                    issueNumber: PriorCertificate.mark + issue, from: db)
                #expect(found?.child == child)
            }
            let owners = try OriginBook.owners(
                of: Array(bench.truth.certificates.keys), from: db)
            #expect(owners.count == bench.truth.certificates.count)
        }
    }

    @Test("移した決定は旧システムの決定で、当市の職員の名はなく、昔の効力の日と移行の日の記録を持つ")
    func ownTimeAxis() throws {
        let bench = try MigrationBench()
        try bench.migrate()
        let today = MigrationBench.StandingClock().now()
        try bench.store.read { db in
            let child = try #require(bench.truth.children.sorted().first)
            let history = try #require(
                try HistoryBook.decisions(children: [child], from: db)[child])
            for decision in history {
                #expect(decision.proposer == PriorDecision.proposer)
                #expect(decision.approver == PriorDecision.approver)
                #expect(decision.recordedAt == today)
                #expect(decision.decidedOn < OldTown.cutover)
                #expect(decision.scheme == nil)
            }
            let origins = try OriginBook.origins(of: history.map(\.id), from: db)
            #expect(origins.count == history.count)
            // As of the day before the migration nothing was known.
            let before = Instant(noonInJapan: date("2025-04-01"))
            #expect(try HistoryBook.decisions(children: [child], asOf: before, from: db).isEmpty)
        }
    }

    @Test("二度は一度と同じ: 終わった移行は断り、同じファイルの新しい起案も断る")
    func twiceIsOnce() throws {
        let bench = try MigrationBench()
        let (_, proposal) = try bench.migrate()
        let before = try bench.counts()
        let old = try bench.read()
        #expect(throws: MigrationRefusal.alreadyLoaded) { try bench.step(proposal, old) }
        let (again, _) = try bench.tryIt()
        #expect(throws: MigrationRefusal.alreadyLoaded) { try bench.propose(again) }
        #expect(try bench.counts() == before)
    }

    @Test("どこで止めても続きから進み、最後は止めなかったときと同じ表になる")
    func resumes() throws {
        let whole = try MigrationBench(
            OldTown(seed: 2, children: 60, paymentsPerYear: 1), sliceSize: 20)
        try whole.migrate()
        let bench = try MigrationBench(
            OldTown(seed: 2, children: 60, paymentsPerYear: 1), sliceSize: 20)
        let (trial, _) = try bench.tryIt()
        let proposal = try bench.propose(trial)
        try bench.decide(proposal)
        struct Killed: Error {}
        var steps = 0
        while true {
            // Every slice is killed once in the middle of its transaction, and read anew.
            let old = try bench.read()
            #expect(throws: Killed.self) {
                try bench.gate.perform(
                    LoadMigration.operation, by: MigrationBench.administrator, for: .maintenance
                ) { scope -> Void in
                    _ = try LoadMigration.perform(proposal: proposal, old, banks: nil, in: scope)
                    throw Killed()
                }
            }
            steps += 1
            if try bench.step(proposal, old).isOver { break }
        }
        #expect(steps > 3)
        #expect(try bench.counts() == whole.counts())
    }

    @Test("自分の起案は決裁できず、決裁のない移行も差し戻した移行も実行できない", .measure("R-08"))
    func fourEyes() throws {
        let bench = try MigrationBench()
        let (id, _) = try bench.tryIt()
        let own = try bench.propose(id, by: MigrationBench.both)
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try bench.decide(own, by: MigrationBench.both)
        }
        let old = try bench.read()
        #expect(throws: MigrationRefusal.notApproved) { try bench.step(own, old) }
        try bench.decide(own, sentBack: "エラー一覧を先に直す")
        #expect(throws: MigrationRefusal.notApproved) { try bench.step(own, old) }
        #expect(throws: MigrationRefusal.proposalSettled) { try bench.decide(own) }
        let second = try bench.propose(id)
        try bench.decide(second)
        _ = try bench.step(second, old)
        #expect(throws: MigrationRefusal.unknownProposal) { try bench.step(987_654, old) }
    }

    @Test("試しの後に変わったファイルは移さない", .measure("R-48"))
    func changedFiles() throws {
        let bench = try MigrationBench()
        let (id, _) = try bench.tryIt()
        let proposal = try bench.propose(id)
        try bench.decide(proposal)
        let path = bench.folder.file("benefits.csv")
        var data = try Data(contentsOf: path)
        let place = try #require(data.lastIndex(of: 0x30))
        data[place] = 0x31
        try data.write(to: path)
        let old = try bench.read()
        #expect(throws: MigrationRefusal.filesChanged) { try bench.step(proposal, old) }
        #expect(try bench.counts()["entitlement_history"] == 0)
    }

    @Test("当市が既に決定した児童は移さず、その後の移行で別の内容になった決定は断る")
    func meetsWhatStands() throws {
        let bench = try MigrationBench(OldTown(seed: 4, children: 30, plantsErrors: false))
        try bench.migrate()
        // The same decisions again, one of them changed: it is refused, the rest is known.
        let path = bench.folder.file("decisions.csv")
        let text = try Data(contentsOf: path)
        var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map { Data($0) }
        let row = try #require(lines[1].range(of: Data("旧".utf8)) == nil ? lines[1] : nil)
        lines[1] = replacingDay(in: row)
        try lines.reduce(into: Data()) { all, line in
            if !all.isEmpty { all.append(0x0A) }
            all.append(line)
        }.write(to: path)
        let (_, trial) = try bench.tryIt()
        #expect(trial.issues.contains { $0.code == "E-MIG-018" && $0.line == 2 })
    }

    /// Another day of decision in the eleventh column.
    private func replacingDay(in row: Data) -> Data {
        var cells = row.split(separator: 0x2C, omittingEmptySubsequences: false).map { Data($0) }
        cells[10] = Data("20150402".utf8)
        return cells.reduce(into: Data()) { all, cell in
            if !all.isEmpty { all.append(0x2C) }
            all.append(cell)
        }
    }

    @Test("旧システムが支払った給付は二重の相手として見え、多数回の月は切替日をまたいで数えられる")
    func priorBenefits() throws {
        let bench = try MigrationBench(OldTown(seed: 9, children: 100))
        try bench.migrate()
        #expect(!bench.truth.reached.isEmpty)
        try bench.store.read { db in
            let months = try PriorBenefitBook.highCostMonths(
                of: bench.truth.children.sorted(), before: date("2025-04-01").yearMonth,
                from: db)
            #expect(months == bench.truth.reached)
            let (child, reached) = try #require(bench.truth.reached.first)
            let paid = try #require(
                try PriorBenefitBook.among(children: [child], from: db)[child])
            #expect(paid.count { $0.reachedLimit } == reached.count)
            #expect(paid.allSatisfy { $0.paidOn < OldTown.cutover })
        }
        // Nothing of it is due, computed or claimed here.
        #expect(try bench.count("claim") == 0)
        #expect(try bench.count("reimbursement") == 0)
    }
}
