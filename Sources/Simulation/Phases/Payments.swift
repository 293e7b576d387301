// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Formats
import Foundation
import Ledger
import Office
import Payments
import Press
import Safeguards
import Scheme
import Town
import Vocabulary

extension OfficeYear {
    var days: PaymentDays { PaymentDays(book: office.book, bank: office.days.bank) }

    /// A month's run: scheduled and proposed by one officer, approved by another, written for the
    /// bank; the bank carries it out on the payment day and answers.
    func pay(_ month: MonthPlan) throws {
        clock.stand(on: month.payment, hour: 9)
        guard let run = try timer.measure("支払の起案・決裁", { try approvedRun(month) }) else {
            return
        }
        clock.pass(minutes: 60)
        if settings.story.years > 1 {
            try timer.measure("支出命令") { try orderExpenditure(run) }
        }
        let file = try timer.measure("振込データ") { try writeTransferFile(run) }
        try timer.measure("支払の通知書") { try notify(.payment, of: run) }
        try staff.goHome()
        clock.stand(on: month.results, hour: 10)
        try timer.measure("振込結果") { try recordResults(of: file, run: run) }
        try timer.measure("支払の通知書") { try notify(.returned, of: run) }
    }

    /// - Returns: `nil` in a month in which nothing is due.
    func approvedRun(_ month: MonthPlan) throws -> PaymentRun? {
        try confirmAccounts()
        let payment = try staff.principal(.payment)
        try office.casework.perform(Repay.operation, by: payment, for: .benefit) {
            _ = try Repay.perform(.ready, month: month.month, days: days, in: $0)
        }
        try office.casework.perform(ScheduleMonth.operation, by: payment, for: .benefit) {
            _ = try ScheduleMonth.perform(month.month, days: days, in: $0)
        }
        let run: PaymentRun
        do {
            run = try office.casework.perform(ProposeRun.operation, by: payment, for: .benefit) {
                try ProposeRun.perform(
                    paymentDay: month.transfer, key: "run-\(month.month)", days: days,
                    directory: office.directory, in: $0
                ).run
            }
        } catch PaymentRefusal.nothingToPay {
            return nil
        }
        clock.pass(minutes: 60)
        return try office.casework.perform(
            ApproveRun.operation, by: try staff.principal(.head), for: .benefit
        ) { try ApproveRun.perform(run.id, rules: .oneHead, directory: office.directory, in: $0) }
    }

    /// 口座確認: another account of who has money coming back. Most are confirmed with the decision that
    /// their form leads to; the form of a child whose entitlement has ended leads to none.
    private func confirmAccounts() throws {
        let reader = try staff.principal(.head)
        try office.casework.perform(ConfirmAccounts.operation, by: reader, for: .benefit) { scope in
            let owed = Set(try ItemBook.items(in: .returned, from: scope.db).map(\.recipient))
            let waiting = try AccountConfirmations.waiting(from: scope.db)
                .filter { owed.contains($0.recipient) }
            if !waiting.isEmpty { try ConfirmAccounts.perform(waiting.map(\.use), in: scope) }
        }
    }

    func writeTransferFile(_ run: PaymentRun) throws -> WrittenTransferFile {
        let order = try office.originator().order(on: run.paymentDay)
        let file = try office.casework.perform(
            WriteTransferFile.operation, by: try staff.principal(.payment), for: .benefit
        ) {
            try WriteTransferFile.perform(
                run.id, order: order, audience: .trial, directory: office.directory, in: $0)
        }
        let folder = settings.out.appendingPathComponent("transfers")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(file.bytes).write(
            to: folder.appendingPathComponent(file.record.name), options: .atomic)
        return file
    }

    /// The bank reads the file as it lies on disk; what it sends back is taken in like any file.
    private func recordResults(of file: WrittenTransferFile, run: PaymentRun) throws {
        let path = settings.out.appendingPathComponent("transfers/\(file.record.name)")
        let payment = try staff.principal(.payment)
        answers += 1
        guard
            let answer = bank.answer(
                to: try Data(contentsOf: path), paid: run.paymentDay, on: clock.today(),
                sequence: answers)
        else {
            _ = try office.casework.perform(
                RecordTransferResults.operation, by: payment, for: .benefit
            ) { try RecordTransferResults.nothingReturned(of: run.id, in: $0) }
            return
        }
        try answer.bytes.write(
            to: settings.folder.appendingPathComponent("in/\(answer.name)"), options: .atomic)
        let bytes = [UInt8](answer.bytes)
        _ = try office.casework.perform(
            RecordTransferResults.operation, by: payment, for: .benefit
        ) { scope in
            try RecordTransferResults.perform(
                .bytes(bytes), name: answer.name, digest: Digest.of(bytes).description,
                layout: try office.layouts.feed("bank_returns"), in: scope)
        }
    }

    /// One letter to each recipient of the run; of what came back, to those it came back from.
    private func notify(_ kind: PaymentNotice.Kind, of run: PaymentRun) throws {
        let batch = try office.casework.perform(
            IssuePaymentNotices.operation, by: try staff.principal(.payment), for: .benefit
        ) {
            try IssuePaymentNotices.perform(
                kind, of: run.id, letters: office.book.letters, directory: office.directory,
                in: $0)
        }
        let day = clock.today()
        printer.add(
            "\(day.compact)_\(kind.paper.wording)", title: kind.paper.wording, on: day,
            batch.notices.map {
                .letter($0.letter(sender: LetterHead.sender, desk: LetterHead.desk))
            })
    }
}
