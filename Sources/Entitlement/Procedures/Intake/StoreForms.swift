// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

extension Scope {
    /// Writes applications, their checks, their events and the read model of statuses.
    ///
    /// - Returns: the ids of the applications.
    func store(_ forms: [AdmittedForm]) throws -> [Int64] {
        let ids = try append(forms.map { ApplicationRow(receipt: $0.receipt, input: $0.input) })
        let pairs = Array(zip(forms, ids))
        try append(
            pairs.flatMap { form, id in
                form.checks.map { ResidentCheckRow(application: id, check: $0) }
            })
        try append(
            pairs.compactMap { form, id in
                form.input.identity.map {
                    IdentityCheckRow(
                        application: id, evidence: $0, clerk: principal.officer, on: today)
                }
            })
        let events = pairs.map { $0.events(id: $1, officer: principal.officer) }
        let eventIDs = try append(events.flatMap(\.self))
        var position = 0
        var statuses: [[SQLValue]] = []
        for ((form, id), rows) in zip(pairs, events) {
            position += rows.count
            let fields: [any SQLValueConvertible] = [
                id, form.status, form.status.isOpen, form.hold?.due, eventIDs[position - 1],
                form.input.child, form.input.kind,
            ]
            statuses.append(fields.map(\.sqlValue))
        }
        try db.insert(
            into: "application_status",
            columns: [
                "application_id", "status", "is_open", "due_on", "last_event_id", "child", "kind",
            ], rows: statuses)
        return ids
    }

    /// Writes what came with the forms: persons, insurance, marriage, accounts.
    func storePapers(
        _ forms: [AdmittedForm], ids: [Int64], people: [AddresseeNumber: ResidentSnapshot],
        banks: (any BankList)?
    ) throws {
        let pairs = Array(zip(forms, ids))
        try keep(
            pairs.flatMap { form, id in
                [form.input.child, form.input.applicant].compactMap { number in
                    people[number].map { PersonSnapshotRow(person: $0, application: id) }
                }
            })
        let shown = pairs.filter { $0.0.input.insurance != nil }
        let after = try CarriedBook.news(of: shown.map(\.0.input.child), from: db)
        try append(
            shown.compactMap { form, id in
                // The card of an insurer that has gone on as another ends where that began.
                form.input.insurance.map { InsuranceRow(input: after.cut($0), application: id) }
            })
        try recordAccounts(
            pairs.compactMap { form, _ in
                form.account.map {
                    NewAccountUse(
                        recipient: form.input.applicant, account: $0,
                        from: form.input.account?.from ?? form.input.appliedOn,
                        doubts: form.accountDoubts)
                }
            }, banks: banks, cause: .application)
    }
}

/// An account about to be used by a recipient.
///
/// (Part of `OperationCode.receiveApplication`.)
struct NewAccountUse {
    let recipient: AddresseeNumber
    let account: CheckedAccount
    let from: CivilDate
    let doubts: [String]
    /// The first day on which it is not used any more.
    var until: CivilDate?
    var source: AccountSource = .form
    var reason: String?
}

extension Scope {
    /// Registers accounts that are not known yet and records their use.
    func recordAccounts(
        _ uses: [NewAccountUse], banks: (any BankList)?, cause: DecisionCause
    ) throws {
        guard !uses.isEmpty else { return }
        var known = try AccountBook.registered(uses.map(\.account), from: db)
        let current = try AccountBook.current(
            recipients: uses.map(\.recipient), on: today, from: db)
        var fresh: [CheckedAccount] = []
        for account in uses.map(\.account) where known[account.key] == nil {
            known[account.key] = 0
            fresh.append(account)
        }
        func branch(_ account: CheckedAccount) -> BankBranch? {
            banks?.branch(bank: account.bank, branch: account.branch)
        }
        let ids = try append(
            fresh.map { AccountRegisterRow(account: $0, branch: branch($0)) })
        try AccountBook.index(zip(ids, fresh).map { (id: $0, account: $1) }, in: db)
        for (account, id) in zip(fresh, ids) { known[account.key] = id }
        var rows: [AccountUseRow] = []
        var used: [AddresseeNumber: Int64] = [:]
        for use in uses {
            guard let id = known[use.account.key] else { continue }
            let inUse = used[use.recipient] ?? current[use.recipient]?.accountID
            guard inUse != id else { continue }
            used[use.recipient] = id
            var doubts = use.doubts
            if banks != nil, branch(use.account) == nil { doubts.append("金融機関一覧にない店舗です") }
            rows.append(
                AccountUseRow(
                    recipient: use.recipient, accountID: id, account: use.account,
                    branch: branch(use.account),
                    period: EffectivePeriod(from: use.from, until: use.until),
                    doubts: doubts, cause: cause, source: use.source, reason: use.reason))
        }
        let written = try append(rows)
        try letWait(zip(written, rows).map { ($0, $1.recipient) })
    }
}
