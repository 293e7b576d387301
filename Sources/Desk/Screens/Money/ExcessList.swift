// SPDX-License-Identifier: Apache-2.0
import Office
import Payments
import Safeguards
import Vocabulary

/// 過誤納 on 1360: what waits for a decision, refunds that are decided and not paid, and the bank file of
/// those by transfer.
struct ExcessList: PageModel {
    struct Row: PageModel {
        let href: String
        let claim: String
        let person: PersonCell
        let on: String
        let what: String
        let amount: String
        let state: String
        let weight: String
    }

    /// A bank file that was written, and its form to fetch the same bytes again.
    struct FileRow: PageModel {
        let id: String
        let name: String
        let on: String
        let count: String
        let total: String
        let officer: String
    }

    struct Reading: Sendable {
        let waiting: [Overpayment]
        let refunds: [Refund]
        let files: [RefundFileRecord]
        let outlook: RefundOutlook
        let sum: Yen

        init(
            _ lists: inout ListPages<ReturnsScreen.List>, law: RecoveryLaw, in scope: Scope
        ) throws {
            let all = try OverpaymentBook.waiting(from: scope.db)
            let decided = try RefundBook.underWay(from: scope.db)
            waiting = Array(all[lists.rows(.excess, of: all.count)])
            refunds = Array(decided[lists.rows(.refunds, of: decided.count)])
            let written = lists.rows(.files, of: try RefundFileBook.count(from: scope.db))
            files = try RefundFileBook.newest(
                written.count, after: written.lowerBound, from: scope.db)
            outlook = try RefundOutlook(
                amongUnderWay: decided, on: scope.today, law: law, in: scope)
            sum = all.reduce(Yen.zero) { $0 + $1.free }
        }

        var persons: [AddresseeNumber] {
            waiting.flatMap { [$0.child, $0.recipient] }
                + refunds.flatMap { [$0.child, $0.recipient] }
        }
    }

    let waiting: [Row]
    let count: String
    let sum: String
    let pages: ListPage.Line?
    let hasWaiting: Bool
    let refunds: [Row]
    let refundCount: String
    let refundPages: ListPage.Line?
    let hasRefunds: Bool
    let mayWrite: Bool
    let write: String
    let day: FormField
    let toSend: String
    /// How many wait and go into no file now; their rows say why.
    let held: String
    let hasHeld: Bool
    let files: [FileRow]
    let fileCount: String
    let filePages: ListPage.Line?
    let hasFiles: Bool
    let mayFetch: Bool

    init(
        _ found: Reading, _ lists: ListPages<ReturnsScreen.List>, _ people: ListedPeople,
        _ visit: Visit, _ reader: Principal, _ problems: [FormProblem]
    ) {
        waiting = found.waiting.map {
            Row(
                href: Route.recovery.path($0.recovery) + "#excess", claim: "返還 \($0.recovery)",
                person: PersonCell($0.recipient, people, for: reader),
                on: Say.short($0.receivedOn), what: "\($0.origin.wording) \($0.slip)",
                amount: $0.free.grouped, state: "還付・充当の起案待ち", weight: "warn")
        }
        count = Say.count(lists.total(.excess))
        sum = found.sum.grouped
        pages = lists.line(.excess)
        hasWaiting = !waiting.isEmpty
        refunds = found.refunds.map {
            Row(
                href: Route.recovery.path($0.recovery) + "#excess", claim: "返還 \($0.recovery)",
                person: PersonCell($0.recipient, people, for: reader),
                on: $0.decidedOn.map { Say.short($0) } ?? "", what: $0.way.wording,
                amount: $0.amount.grouped,
                state: [$0.state.wording, found.outlook.leftOut[$0.request]?.wording]
                    .compactMap(\.self).joined(separator: "："),
                weight: $0.state == .returned ? "stop" : "warn")
        }
        refundCount = Say.count(lists.total(.refunds))
        refundPages = lists.line(.refunds)
        hasRefunds = !refunds.isEmpty
        let leftOut = found.outlook.leftOut.count
        mayFetch = visit.may(.writeTransferFile)
        mayWrite = found.outlook.count + leftOut > 0 && mayFetch
        write = Route.writeRefundFile.path()
        day = FormField.date("refund-day", "振込の日", visit.form, hint: "銀行の営業日", isRequired: true)
            .checked(problems)
        toSend = Say.count(found.outlook.count)
        (held, hasHeld) = (Say.count(leftOut), leftOut > 0)
        files = found.files.map {
            FileRow(
                id: String($0.id), name: $0.name, on: Say.short($0.valueDate),
                count: Say.count($0.records), total: $0.total.grouped,
                officer: visit.desk.name(of: $0.writtenBy))
        }
        fileCount = Say.count(lists.total(.files))
        filePages = lists.line(.files)
        hasFiles = !files.isEmpty
    }
}
