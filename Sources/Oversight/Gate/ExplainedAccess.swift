// SPDX-License-Identifier: Apache-2.0
import Benefits
public import Database
import Entitlement
import Payments
public import Safeguards
import Vocabulary

/// 利用の説明: whoever opens the record of a person has a case of that person in hand, or says
/// why; without either nothing is shown.
///
/// An access is explained by a deed of the same officer about the person or the family in the last
/// days, by an open case that the officer's role works on, or by a reason that was given today. The
/// first such reason of the day is what the head sees.
public struct ExplainedAccess: AccessWatch {
    public init() {}

    public func look(
        at access: WatchedAccess, in db: any Connection
    ) throws -> AccessMark? {
        guard OpeningOperations.all.contains(access.operation) else { return nil }
        if let emergency = access.principal.emergency {
            return .explained(by: "emergency-\(emergency.number)")
        }
        let named = access.named.sorted()
        let all = (named + access.subjects.subtracting(access.named).sorted())
        guard let first = all.first else { return nil }
        let terms = try TermBook.terms(from: db)
        let persons = Array(all.prefix(terms.familyMost))
        let officer = access.principal.officer
        let since = access.now.adding(seconds: -86_400 * Int64(terms.deedDays))
        if let deed = try AccessBook.deed(of: officer, about: persons, since: since, in: db) {
            return .explained(by: "operation-\(deed)")
        }
        if let open = try openCase(persons, access.principal.roles, in: db) {
            return .explained(by: open)
        }
        let today = AccessBook.startOfDay(access.now)
        if let reasoned = try AccessBook.reasoned(
            by: officer, about: persons, since: today, in: db)
        {
            return .explained(by: "reason-\(reasoned)")
        }
        guard access.reason != nil else { throw OversightRefusal.reasonNeeded(first) }
        return .unexplained
    }

    /// An open case of the persons that one of the roles works on.
    private func openCase(
        _ persons: [AddresseeNumber], _ roles: Set<Role>, in db: any Connection
    ) throws -> String? {
        let may = { (some: Set<Role>) in !roles.isDisjoint(with: some) }
        if may([.counter, .head]), let open = try CasesOfPersons.open(persons, from: db) {
            return open
        }
        if may([.counter, .payment, .head]), let open = try BenefitCases.open(persons, from: db) {
            return open
        }
        if may([.payment, .head]), let open = try PaymentCases.open(persons, from: db) {
            return open
        }
        return nil
    }
}
