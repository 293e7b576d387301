// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Payments
import Safeguards
import Vocabulary

/// 支給履歴 of one child: every payment with its state, its day and the account it went to.
enum ChildPaymentsScreen {
    struct Body: PageModel {
        let subject: SubjectStrip
        let tabs: [PersonTab]
        let rows: [PaymentRow]
        let isNone: Bool
        let paid: String
        let recoveries: [RecoveryRow]
        let hasRecoveries: Bool
        let payees: PayeePanel
        /// The way to what a changed entitlement touches; `nil` for whom it is none of the work.
        let retroactive: String?
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let number = try visit.addressee()
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let found = try await visit.perform(.viewSchedule, about: [number]) { scope in
            let records = try PaymentHistory.of(child: number, for: officer, from: scope.db)
            let recoveries = try RecoveryBook.recoveries(child: number, from: scope.db)
            let changes = try PayeeChangeBook.changes(child: number, from: scope.db)
            let named = changes.flatMap { [$0.before, $0.input.payee] }
            return (
                records: records, recoveries: recoveries, changes: changes,
                people: try ListedPeople(
                    [number] + records.map(\.item.recipient) + recoveries.map(\.recipient)
                        + named, directory: directory, in: scope),
                strip: try StripReading(about: number, directory: directory, in: scope)
            )
        }
        guard let strip = found.strip else { throw DeskRefusal.notFound }
        let paid = found.records.filter { $0.item.status == .paid }
            .reduce(Yen.zero) { $0 + $1.item.amount }
        return Page(
            "payments/child", "支給の履歴", crumbs: visit.personCrumbs(),
            keys: visit.searchKey() + visit.neighbourKeys(of: number, on: .childPayments),
            problems: problems, message: Done.banner(visit),
            body: Body(
                subject: SubjectStrip(strip, for: officer, in: visit.installation),
                tabs: visit.personTabs(number),
                rows: found.records.map { record in
                    PaymentRow(
                        record, person: nil,
                        isProtected: strip.person.isProtected
                            || found.people.isProtected(record.item.recipient))
                },
                isNone: found.records.isEmpty, paid: paid.grouped,
                recoveries: found.recoveries.map { RecoveryRow($0, person: nil) },
                hasRecoveries: !found.recoveries.isEmpty,
                payees: PayeePanel(
                    found.records.map(\.item), found.changes, found.people, child: number,
                    visit, officer, problems),
                retroactive: visit.may(.viewReturns)
                    ? Route.retroactiveChild.path(number) : nil))
    }
}

/// One payment in a list.
struct PaymentRow: PageModel {
    let id: String
    let href: String
    let receipt: String
    let person: PersonCell?
    let month: String
    let institution: String
    let amount: String
    let planned: String
    let state: String
    let weight: String
    let why: String
    let account: String
    let isAgain: Bool
    let caution: String?

    /// - Parameter isProtected: bank and branch may tell where somebody lives, and are kept back.
    init(_ record: PaymentRecord, person: PersonCell?, isProtected: Bool) {
        let account = record.account.map {
            let place =
                isProtected ? Say.hiddenForProtection : "\($0.bankName) \($0.branchName)"
            return "\(place) \($0.type.wording) \($0.number)"
        }
        self.init(record.item, person: person, account: account, isProtected: isProtected)
    }

    init(
        _ item: PaymentItem, person: PersonCell?, account: String? = nil, isProtected: Bool
    ) {
        id = String(item.id)
        href = Route.reimbursement.path(item.reimbursement)
        receipt = item.receiptText
        self.person = person
        month = Say.month(item.treatmentMonth)
        institution = Say.place(item.institutionName, isProtected: isProtected)
        amount = item.amount.grouped
        planned = Say.short(item.plannedOn)
        state = item.status.wording
        weight =
            switch item.status {
            case .paid: "good"
            case .held, .returned: "stop"
            case .scheduled, .extracted, .sent, .rescheduled, .cancelled: "plain"
            }
        why = item.reason ?? ""
        self.account = account ?? ""
        isAgain = item.attempt > 0
        caution = item.warning
    }
}

/// One claim for money to be given back.
struct RecoveryRow: PageModel {
    let id: String
    let person: PersonCell?
    let claimed: String
    let reason: String
    let explanation: String
    let amount: String
    let received: String
    let outstanding: String
    let due: String
    let state: String
    let weight: String
    let isOpen: Bool

    init(_ recovery: Recovery, person: PersonCell?) {
        id = String(recovery.id)
        self.person = person
        claimed = Say.short(recovery.claimedOn)
        reason = recovery.reason.wording
        explanation = recovery.explanation
        amount = recovery.amount.grouped
        received = recovery.received.grouped
        outstanding = recovery.outstanding.grouped
        due = Say.short(recovery.dueOn)
        state = recovery.state.wording
        isOpen = recovery.state == .open || recovery.state == .partly
        weight = isOpen ? "warn" : "plain"
    }
}
