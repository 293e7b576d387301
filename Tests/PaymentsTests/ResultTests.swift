// SPDX-License-Identifier: Apache-2.0
import Formats
import Foundation
import Safeguards
import Testing
import Vocabulary

@testable import Payments

@Suite("振込結果と再振込")
struct ResultTests {
    /// Three accounts, four items: 1 and 4 go into the first transfer.
    private func paid() throws -> (office: PaymentOffice, run: PaymentRun) {
        let office = try PaymentOffice()
        for n in 1...3 { try office.account(n) }
        let run = try office.pay([
            office.due(1, yen: 100), office.due(2, yen: 200), office.due(3, yen: 300),
            office.due(4, yen: 11, parent: 1),
        ]).run
        office.clock.stand(on: date("2025-06-24"))
        return (office, run)
    }

    @Test("戻った振込は振込不能に、残りは支払済になる。まとめた振込は中の全部が戻る")
    func returnedAndPaid() throws {
        let (office, run) = try paid()
        let report = try office.results([("2025-06-20", 1, 111, "解約")])
        #expect(report.returnedTransfers == 1)
        #expect(report.returnedItems.count == 2)
        #expect(report.paidItems == 2)
        #expect(try office.status(1) == [.returned])
        #expect(try office.status(4) == [.returned])
        #expect(try office.status(2) == [.paid])
        let balance = try office.balance()
        #expect(balance[.paid] == Yen(500))
        #expect(balance[.returned] == Yen(111))
        #expect(balance.sum == .zero)
        #expect(try office.imbalances().isEmpty)
        #expect(try office.read { try RunBook.run(run.id, from: $0) }?.status == .settled)
        let list = try office.read {
            try PaymentHistory.returned(for: PaymentOffice.clerk, from: $0)
        }
        #expect(list.map(\.returned) == [.closed, .closed])
        #expect(list.first?.account?.number.description == "＊＊＊＊＊01")
    }

    @Test("同じ結果のファイルを二度取り込んでも何も変わらない")
    func sameFileTwice() throws {
        let (office, _) = try paid()
        let rows = [(day: "2025-06-20", sequence: 2, amount: 200, reason: "名義相違")]
        try office.results(rows)
        let before = try office.balance()
        #expect(try office.results(rows).wasKnown)
        // The same line in another file says nothing new either.
        let other = try office.results(rows + [("2025-06-20", 3, 300, "入金停止")])
        #expect(other.repeated == 1)
        #expect(other.returnedTransfers == 1)
        #expect(try office.balance()[.returned] == Yen(500))
        #expect(before[.returned] == Yen(200))
        #expect(try office.imbalances().isEmpty)
    }

    @Test("誤りのある結果のファイルは、行と項目と理由を示して全部を断る")
    func wrongFileIsRefusedWhole() throws {
        let (office, _) = try paid()
        let before = try office.balance()
        func issues(
            _ rows: [(day: String, sequence: Int, amount: Int, reason: String)]
        ) -> [FileIssue] {
            do {
                try office.results(rows)
                return []
            } catch let refused as RefusedResults {
                #expect(refused.code == "E-PAY-017")
                return refused.issues
            } catch {
                Issue.record(error)
                return []
            }
        }
        let found = issues([
            ("2025-06-20", 1, 111, "解約"), ("2025-06-20", 2, 201, "解約"),
            ("2025-06-20", 9, 300, "解約"), ("2025-05-20", 1, 111, "解約"),
        ])
        #expect(found.map(\.line) == [3, 4, 5])
        #expect(found.map(\.field) == ["amount", "sequence", "transfer-date"])
        #expect(found.map(\.code) == ["E-PAY-022", "E-PAY-021", "E-PAY-014"])
        #expect(!issues([("2025-06-20", 1, 111, "知らない事由")]).isEmpty)
        #expect(try office.balance() == before)
        #expect(try office.status(1) == [.sent])
        #expect(try office.results([("2025-06-20", 1, 111, "解約")]).returnedTransfers == 1)
    }

    @Test("支払日より前の結果は取り込まない")
    func tooEarly() throws {
        let (office, run) = try paid()
        office.clock.stand(on: date("2025-06-19"))
        #expect(throws: RefusedResults.self) {
            try office.results([("2025-06-20", 1, 111, "解約")])
        }
        #expect(throws: PaymentRefusal.resultsTooEarly(date("2025-06-20"))) {
            try office.nothingReturned(run.id)
        }
    }

    @Test("何も戻らなければ全部が支払済になる。二度記録しても同じ")
    func nothingCameBack() throws {
        let (office, run) = try paid()
        #expect(try office.nothingReturned(run.id).paidItems == 4)
        #expect(try office.nothingReturned(run.id).wasKnown)
        #expect(try office.balance()[.paid] == run.total)
    }

    @Test("支払済にした後で銀行から戻ったお金も、振込不能になる")
    func recalledLater() throws {
        let (office, run) = try paid()
        try office.nothingReturned(run.id)
        let late = try office.results([("2025-06-20", 3, 300, "該当口座なし")])
        #expect(late.returnedTransfers == 1)
        #expect(late.paidItems == 0)
        #expect(try office.status(3) == [.returned])
        #expect(try office.balance()[.paid] == Yen(311))
        #expect(try office.imbalances().isEmpty)
    }

    @Test("振込不能は、新しい口座が登録されるまで再振込にならず、登録されれば一度だけ再振込になる")
    func returnAndRepay() throws {
        let (office, _) = try paid()
        try office.results([("2025-06-20", 1, 111, "解約")])
        office.clock.stand(on: date("2025-07-01"))
        let waiting = try office.repay(month: "2025-07")
        #expect(waiting.rescheduled.isEmpty)
        #expect(waiting.waiting.count == 2)
        try office.account(1, digit: 71)
        let report = try office.repay(month: "2025-08")
        #expect(report.rescheduled.count == 2)
        #expect(report.total == Yen(111))
        #expect(try office.repay(month: "2025-08").rescheduled.isEmpty)
        #expect(throws: PaymentRefusal.itemNotReady(.rescheduled)) {
            try office.repay(.these(office.items(1)), month: "2025-08")
        }
        #expect(try office.status(1) == [.rescheduled, .scheduled])
        let run = try office.propose("2025-08-20", key: "K2").run
        #expect(run.transfers == 1)
        try office.approve(run.id)
        let file = try office.write(run.id, day: "2025-08-20")
        #expect(RawTransfers(file.bytes).payments.map(\.account) == ["900100119000071"])
        office.clock.stand(on: date("2025-08-25"))
        try office.nothingReturned(run.id)
        #expect(try office.status(4) == [.rescheduled, .paid])
        let balance = try office.balance()
        #expect(balance[.paid] == Yen(611))
        #expect(balance[.returned] == .zero)
        #expect(balance[.obligation] == Yen(-611))
        #expect(try office.imbalances().isEmpty)
        let sums = try office.read {
            try PaymentSums.byMonth(in: EffectivePeriod(from: date("2025-04-01")), from: $0)
        }
        #expect(sums.map(\.month) == ["2025-06".month, "2025-08".month])
        #expect(sums[0].sent == ScheduleDay.Sum(count: 4, amount: Yen(611)))
        #expect(sums[0].returned == ScheduleDay.Sum(count: 2, amount: Yen(111)))
        #expect(sums[0].transfers == 3)
        #expect(sums[1].again == ScheduleDay.Sum(count: 2, amount: Yen(111)))
        #expect(sums[1].paid.amount == Yen(111))
        // The runs alone say the same of what was sent.
        let runs = try office.read { try PaymentSums.runs(since: date("2025-06-01"), from: $0) }
        #expect(runs.map(\.month) == sums.map(\.month) && runs.map(\.sum) == sums.map(\.sent))
        #expect(
            try office.read { try PaymentSums.runs(since: date("2025-07-01"), from: $0) }.count == 1
        )
    }

    @Test("同じ日に支払処理が二つあれば、どれの結果かを選ばせる")
    func ambiguousRun() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.account(2)
        let first = try office.pay([office.due(1)]).run
        let second = try office.pay([office.due(2, yen: 2_000)], key: "K2").run
        office.clock.stand(on: date("2025-06-24"))
        #expect(throws: RefusedResults.self) {
            try office.results([("2025-06-20", 1, 2_000, "解約")])
        }
        try office.results([("2025-06-20", 1, 2_000, "解約")], run: second.id)
        #expect(try office.status(2) == [.returned])
        #expect(try office.read { try RunBook.run(first.id, from: $0) }?.status == .written)
    }
}
