// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Payments
import Safeguards
import Vocabulary

/// 1360 振込不能・返還: what came back and why, the account now, paying again; money to come back.
enum ReturnsScreen {
    /// The lists of 1360: together they stay below 150 KB with the longest names too.
    enum List: String, ListName {
        case returned = "page"
        case recoveries, excess, refunds, files

        var most: Int {
            switch self {
            case .returned: 60
            case .recoveries: 30
            case .excess, .refunds: 15
            case .files: 5
            }
        }
    }

    struct Body: PageModel {
        let rows: [Row]
        let isNone: Bool
        let count: String
        let pages: ListPage.Line?
        let recoveryCount: String
        let recoveryPages: ListPage.Line?
        /// What the forms send along: the pages.
        let kept: [Item]
        let sum: String
        let mayRepay: Bool
        let repay: String
        let fields: [FormField]
        let recoveries: [RecoveryLine]
        let hasRecoveries: Bool
        let outstanding: String
        let mayRecover: Bool
        let excess: ExcessList
    }

    struct Row: PageModel {
        let item: PaymentRow
        let returned: String
        let account: String
        let now: String
        let isChanged: Bool
        let name: String
        let mayTick: Bool
        let isTicked: Bool
    }

    struct RecoveryLine: PageModel {
        let row: RecoveryRow
        let mayAct: Bool
        let receive: String
        let withdraw: String
        /// What was typed into its field.
        let typed: String
    }

    private struct Reading: Sendable {
        let records: [PaymentRecord]
        let accounts: [AddresseeNumber: AccountInUse]
        let recoveries: [Recovery]
        let lists: ListPages<List>
        /// Of everything, on whatever page.
        let sum: Yen
        let outstanding: Yen
        let excess: ExcessList.Reading
        let people: ListedPeople
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    /// Schedules what was chosen again; without another account it waits.
    static func repay(_ visit: Visit) async throws -> Answer {
        let ids = visit.form.all("row").compactMap { Int64($0) }
        guard let month = YearMonth(visit.form["month"]), !ids.isEmpty else {
            return .page(
                try await page(visit, problems: [FormProblem("month", "再振込する行と支払月を選んでください。")]))
        }
        let days = visit.installation.paymentDays
        let (choice, reason) = (choice(visit, ids), visit.form["confirmed"])
        return try await carryOut(visit) {
            let report = try await visit.perform(reason: reason.isEmpty ? nil : reason) { scope in
                try Repay.perform(choice, month: month, days: days, in: scope)
            }
            return "repaid&n=\(report.rescheduled.count)&held=\(report.waiting.count)"
        }
    }

    /// To another account, to the same one that takes money again, or over the counter.
    private static func choice(_ visit: Visit, _ ids: [Int64]) -> Repay.Choice {
        switch visit.form["how"] {
        case "same": .confirmed(ids)
        case "cash": .atCounter(ids)
        default: .these(ids)
        }
    }

    static func receive(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("recovery")
        var reading = FormReading(visit.form, today: visit.today)
        let amount = AmountEntry.read(reading.typed["amount-\(id)"])
        if amount == nil { reading.wrong("amount-\(id)", "納付された額を数字で入力してください。") }
        guard reading.isRight, let amount else {
            return .page(try await page(visit, problems: reading.problems))
        }
        let (today, key) = (
            visit.today, visit.onceKey ?? randomKey(visit.installation.settings.random)
        )
        return try await carryOut(visit) {
            try await visit.perform { scope in
                try RecordRecovery.receive(amount, for: id, on: today, key: key, in: scope)
            }
            return "recovered"
        }
    }

    static func withdraw(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("recovery")
        let key = visit.onceKey ?? randomKey(visit.installation.settings.random)
        return try await carryOut(visit) {
            try await visit.perform { scope in
                try RecordRecovery.withdraw(id, key: key, in: scope)
            }
            return "recovered"
        }
    }

    private static func carryOut(
        _ visit: Visit, _ step: () async throws -> String
    ) async throws -> Answer {
        do {
            return visit.carriedOut(lists(visit).back(try await step()))
        } catch let refusal as PaymentRefusal {
            let problem = FormProblem(refusal, in: visit.form)
            return .page(try await page(visit, problems: [problem]))
        }
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let asked = lists(visit)
        let law = visit.installation.recoveryLaw
        let found = try await visit.perform(.viewReturns) { scope in
            var lists = asked
            let returned = try ItemBook.sum(in: .returned, from: scope.db)
            let rows = lists.rows(.returned, of: returned.count)
            let records = try PaymentHistory.returned(
                for: officer, limit: rows.count, offset: rows.lowerBound, from: scope.db)
            let owed = try RecoveryBook.all(from: scope.db).filter { $0.outstanding > .zero }
            let open = Array(owed[lists.rows(.recoveries, of: owed.count)])
            let excess = try ExcessList.Reading(&lists, law: law, in: scope)
            let people =
                excess.persons + records.flatMap { [$0.item.child, $0.item.recipient] }
                + open.flatMap { [$0.child, $0.recipient] }
            return Reading(
                records: records,
                accounts: try AccountBook.current(
                    recipients: records.map(\.item.recipient), on: scope.today, from: scope.db),
                recoveries: open, lists: lists, sum: returned.amount,
                outstanding: owed.reduce(Yen.zero) { $0 + $1.outstanding }, excess: excess,
                people: try ListedPeople(people, directory: directory, in: scope))
        }
        let mayRepay = visit.may(.repay) && !found.records.isEmpty
        return Page(
            "payments/returns", Screen.returns.title, crumbs: [.home],
            keys: [.link("F5", "更新", found.lists.address)]
                + found.lists.keys
                + (mayRepay ? [.send("F12", "再振込", form: "repay-form", isMain: true)] : []),
            problems: problems, message: Done.banner(visit),
            body: body(found, mayRepay: mayRepay, visit, officer, problems))
    }

    private static func lists(_ visit: Visit) -> ListPages<List> {
        ListPages(visit, at: Route.returns.path())
    }

    private static func body(
        _ found: Reading, mayRepay: Bool, _ visit: Visit, _ reader: Principal,
        _ problems: [FormProblem]
    ) -> Body {
        let (mayRecover, lists) = (visit.may(.recordRecovery), found.lists)
        // After a refusal the rows stay as they were ticked; else those with another account are.
        let ticked = visit.form.has("how") ? Set(visit.form.all("row")) : nil
        return Body(
            rows: found.records.map {
                row($0, found, reader, mayTick: mayRepay, ticked: ticked)
            },
            isNone: found.records.isEmpty, count: Say.count(lists.total(.returned)),
            pages: lists.line(.returned), recoveryCount: Say.count(lists.total(.recoveries)),
            recoveryPages: lists.line(.recoveries), kept: lists.hidden, sum: found.sum.grouped,
            mayRepay: mayRepay, repay: Route.repay.path(),
            fields: [
                ScheduleScreen.months(visit),
                .select(
                    "how", "払い直し方", visit.form,
                    [
                        ("", "別の口座へ（変更届のあったもの）"), ("same", "同じ口座へ（入金停止の解除を確かめた）"),
                        ("cash", "窓口で払い直す"),
                    ]),
                .text(
                    "confirmed", "同じ口座に払い直す理由", visit.form, hint: "何を見て、入金できると確かめたか",
                    size: "long"),
            ].checked(problems),
            recoveries: found.recoveries.map { recovery in
                RecoveryLine(
                    row: RecoveryRow(
                        recovery, person: PersonCell(recovery.recipient, found.people, for: reader)),
                    mayAct: mayRecover, receive: Route.receiveRecovery.path(recovery.id),
                    withdraw: Route.withdrawRecovery.path(recovery.id),
                    typed: visit.form["amount-\(recovery.id)"])
            }, hasRecoveries: !found.recoveries.isEmpty,
            outstanding: found.outstanding.grouped,
            mayRecover: mayRecover,
            excess: ExcessList(found.excess, lists, found.people, visit, reader, problems))
    }

    private static func row(
        _ record: PaymentRecord, _ found: Reading, _ reader: Principal, mayTick: Bool,
        ticked: Set<String>?
    ) -> Row {
        let account = found.accounts[record.item.recipient]
        // An account in use since after the payment day is another one than that which failed.
        let isChanged =
            account.map { now in record.paidOn.map { now.period.from > $0 } ?? true } ?? false
        let now = account.map {
            "\(reader.sees($0.number, of: .account))（\(Say.short($0.period.from))から）"
        }
        return Row(
            item: PaymentRow(
                record, person: PersonCell(record.item.recipient, found.people, for: reader),
                isProtected: found.people.isProtected(record.item.recipient)
                    || found.people.isProtected(record.item.child)),
            returned: record.returned?.wording ?? record.item.reason ?? "",
            account: record.account.map { "\($0.type.wording) \($0.number)" } ?? "—",
            now: now ?? "登録なし", isChanged: isChanged, name: record.item.receiptText,
            mayTick: mayTick,
            isTicked: ticked.map { $0.contains(String(record.item.id)) } ?? isChanged)
    }
}
