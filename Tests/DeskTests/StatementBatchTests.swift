// SPDX-License-Identifier: Apache-2.0
import Benefits
import Copying
import Database
import Entitlement
import Jobs
import Office
import PowerCuts
import Safeguards
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Desk

/// 医療費のお知らせ of a whole town, as a job.
@Suite("医療費のお知らせの一括処理")
struct StatementBatchTests {
    private static let officer = Principal(
        officer: "kyufu", name: "検証 給付", roles: [.payment], session: "bench",
        terminal: "給付1")
    private static let path = "/letters/batch/statement"

    /// A number that no register knows: its letters have no address.
    private static func stranger(_ n: Int) -> AddresseeNumber {
        AddresseeNumber(value: 900_000_000_000_000 + Int64(n))
    }

    /// The stores of the office: a job of a thousand papers reads while a browser does, so that what both
    /// read is not told apart here.
    private final class Opened: Sendable {
        private let stores = Mutex<[any Store]>([])

        func add(_ store: any Store) -> any Store {
            stores.withLock { $0.append(store) }
            return store
        }

        func casework() throws -> any Store {
            try #require(
                try stores.withLock { $0 }.first { store in
                    try store.read { try Catalogue.tables(in: $0).contains("claim") }
                })
        }
    }

    /// Claims of the year before: the first is of the family of the bench, the others of families whom
    /// no register knows; those from a number on were taken back.
    private func town(_ families: Int, takenBackFrom: Int) async throws -> MoneyBench {
        let opened = Opened()
        let money = try await MoneyBench(counting: { opened.add($0) })
        try await money.bench.browse(as: "kyufu") { browser in
            try await money.takeIn(try money.claimFile(), browser)
        }
        try opened.casework().write { db in
            let known = try db.first(
                """
                SELECT h.id, h.proposal_id, c.id FROM claim c
                JOIN entitlement_history h ON h.id = c.history_id ORDER BY c.id LIMIT 1
                """, []
            ) { ($0.int64(0), $0.int64(1), $0.int64(2)) }
            let (history, proposal, claim) = try #require(known)
            let strangers = [
                "child": "900000001000000 + n.k", "recipient": "900000000000000 + n.k",
            ]
            try CopiedRows.insert(
                families, like: proposal, into: "proposal", changing: strangers, in: db)
            let newest = try db.first("SELECT MAX(id) FROM proposal", []) { $0.int64(0) }
            let base = try #require(newest) - Int64(families)
            try CopiedRows.insert(
                families, like: history, into: "entitlement_history",
                changing: strangers.merging([
                    "proposal_id": "\(base) + n.k",
                    "recipient_number": "CAST(8000000 + n.k AS TEXT)",
                ]) { $1 }, in: db)
            let treated = ["treatment_month": "'2024-11'", "line": "o.line + n.k"]
            try CopiedRows.insert(1, like: claim, into: "claim", changing: treated, in: db)
            let first = try db.first("SELECT MAX(id) FROM claim", []) { $0.int64(0) }
            let last = try #require(first)
            try CopiedRows.insert(
                families, like: last, into: "claim",
                changing: strangers.merging(["line": "o.line + n.k"]) { $1 }, in: db)
            guard takenBackFrom <= families else { return }
            try db.execute(
                """
                INSERT INTO claim_objection (id, operation_id, recorded_at, claim_id, kind, reason,
                objected_on, result, result_on, officer) VALUES (1, (SELECT MAX(id) FROM operation),
                0, ?, '1', '01', '2025-06-01', '1', '2025-06-02', 'kyufu')
                """, [last + Int64(takenBackFrom)])
            guard takenBackFrom < families else { return }
            try CopiedRows.insert(
                families - takenBackFrom, like: 1, into: "claim_objection",
                changing: ["claim_id": "o.claim_id + n.k"], in: db)
        }
        return money
    }

    @Test("千を超える家族のすべてが一括処理の予定に入り、宛名のない家族は理由とともに残り、次から後に回る")
    func whole() async throws {
        // 1,100 of the strangers keep their claims.
        let money = try await town(1_200, takenBackFrom: 1_101)
        let bench = money.bench
        let desk = bench.reception.desk
        let number = try await bench.browse(as: "kyufu") { browser -> Int64 in
            let page = try await browser.get(Self.path)
            #expect(page.text.contains("待っている1,101件すべて"), "\(page.text)")
            #expect(page.text.contains("古いものから500件"), "\(page.text)")
            #expect(!page.text.contains("前の発行で外れた"))
            let started = try await browser.follow(
                try await browser.post(
                    Self.path, on: page, ["dated": "", "order": "postcode", "act": "job"]))
            await desk.runner.settle()
            let address = try started.address("/jobs/runs/")
            let done = try await browser.get(address)
            #expect(done.text.contains("完了"), "\(done.text)")
            return try #require(Int64(address.split(separator: "/").last ?? ""))
        }
        let (run, failures, letters) = try bench.office.casework.perform(
            .viewLists, by: Self.officer, for: .benefit
        ) { scope in
            let letters = try LetterRegister.newest(limit: 10, from: scope.db)
            scope.saw(letters.map(\.recipient))
            return (
                try JobBook.run(number, from: scope.db),
                try JobBook.failures(of: number, limit: 2_000, from: scope.db), letters
            )
        }
        #expect(run?.total == 1_101 && run?.done == 1_101)
        #expect(run?.totals.items == 1 && run?.totals.known == 0 && run?.failed == 1_100)
        #expect(failures.count == 1_100)
        #expect(
            failures.map(\.failure).allSatisfy {
                $0.code == "letter-left-out" && !$0.message.isEmpty
            })
        #expect(letters.count == 1 && letters.first?.order?.children == [money.child])
        // A family whose claim comes in late is not stopped by the many that have no address.
        try await bench.browse(as: "kyufu") { browser in
            let page = try await browser.get(Self.path)
            #expect(page.text.contains("このうち1,100件は前の発行で外れた"), "\(page.text)")
        }
    }

    @Test("一括の名簿にある家族のうち、通知のあるものだけが「済んでいたもの」。給付の取り消されたものは理由とともに残る")
    func neitherKnownNorLeftOut() async throws {
        // The list was made before the second stranger's claim was taken back.
        let money = try await town(2, takenBackFrom: 2)
        let (bench, office) = (money.bench, money.bench.office)
        let mother = try await bench.browse(as: "kyufu") { browser -> AddresseeNumber in
            let page = try await browser.get(Self.path)
            #expect(page.text.contains("待っている2件すべて"), "\(page.text)")
            let answer = try await browser.post(
                Self.path, on: page, ["dated": "", "order": "postcode"])
            #expect(answer.status < 400, "\(answer.text)")
            return try office.casework.perform(.viewLists, by: Self.officer, for: .benefit) {
                let letters = try LetterRegister.newest(limit: 10, from: $0.db)
                $0.saw(letters.map(\.recipient))
                return try #require(letters.first).recipient
            }
        }
        let families = [mother, Self.stranger(1), Self.stranger(2)]
        try office.prints.put(
            families.map { BatchLine(reference: $0.value, recipient: $0) }, of: "cd34")
        let printer = bench.reception.desk.printer
        let engine = JobEngine(
            gate: office.casework, year: try OfficeYear.standard(),
            works: [
                PrintLettersWork(
                    folder: office.prints, press: printer, batch: 2,
                    source: { office.letterSource($0, on: $1) },
                    terms: { office.letterTerms(datedOn: $0) })
            ], node: "test", token: "d")
        let order = PrintBatch(
            token: "cd34", count: families.count, kind: "statement", purpose: .benefit,
            isArrangedLater: false
        ).order(PrintLettersWork.job, on: "2025-06-10")
        let id = try office.casework.perform(.startJob, by: Self.officer, for: .maintenance) {
            try StartJob.perform(order, .real, engine: engine, in: $0)
        }
        let run = try engine.run(id, by: Self.officer)
        #expect(run.status == .finished && run.totals.items == 0 && run.totals.known == 1)
        let failures = try office.casework.perform(
            .viewLists, by: Self.officer, for: .benefit
        ) { try JobBook.failures(of: id, limit: 10, from: $0.db) }
        #expect(Set(failures.map(\.failure.code)) == ["letter-left-out", "letter-not-due"])
        #expect(failures.first { $0.failure.key == 3 }?.failure.code == "letter-not-due")
    }
}
