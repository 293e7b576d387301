// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Ledger
import Safeguards
import Vocabulary

/// The rules over the log of one day (ログの分析): pure, so that a town's days can be played.
struct DailyRules {
    let terms: OversightTerms
    let acquaintances: Acquaintances
    let people: [AddresseeNumber: ResidentSnapshot]
    let isOpenDay: Bool
    /// By officer and person, on how many earlier days the officer opened the record with a reason
    /// alone.
    let earlier: [OfficerAndPerson: Int]

    struct OfficerAndPerson: Hashable {
        let officer: String
        let person: AddresseeNumber
    }

    struct Answer {
        var findings: [Finding] = []
        var openings = 0
        var explained = 0
    }

    func judge(_ accesses: [LoggedAccess]) -> Answer {
        let own = accesses.filter { !$0.isMachine }
        let done = own.filter(\.isDone)
        let deeds = pairs(done.filter(\.isDeed))
        let cases = pairs(done.filter { $0.isOpening && $0.isExplainedByCase })
        var answer = Answer()
        var open: [LoggedAccess] = []
        for access in done where access.isOpening && !access.continuesReason {
            answer.openings += 1
            if access.isExplainedByCase || isTouched(access, by: deeds) {
                answer.explained += 1
            } else {
                open.append(access)
            }
        }
        let searches = done.filter {
            $0.isSearch && !$0.subjects.isEmpty && $0.subjects.count <= terms.fewFound
        }
        let handled = deeds.union(cases)
        answer.findings = unique(
            near(done.filter { $0.isOpening || $0.isDeed } + searches, always: true)
                + near(open + searches.filter { !isTouched($0, by: handled) }, always: false)
                + protected(open) + many(open) + repeated(open) + quick(done)
                + outside(own) + counted(done) + failures(own))
        return answer
    }

    // MARK: Persons

    private func near(_ accesses: [LoggedAccess], always: Bool) -> [Finding] {
        accesses.flatMap { access in
            access.subjects.compactMap { subject in
                guard let person = people[subject],
                    let relation = acquaintances.relation(of: access.officer, to: person),
                    relation.isAlwaysTold == always
                else { return nil }
                return finding(AlarmRule(relation), access, subject)
            }
        }
    }

    private func protected(_ open: [LoggedAccess]) -> [Finding] {
        open.flatMap { access in
            access.subjects.filter { people[$0]?.isProtected ?? false }
                .map { finding(.protected, access, $0) }
        }
    }

    private func many(_ open: [LoggedAccess]) -> [Finding] {
        grouped(open).compactMap { _, accesses in
            guard let first = accesses.first, accesses.count >= terms.unexplainedDay else {
                return nil
            }
            return finding(.unexplainedMany, first, nil, accesses.count)
        }
    }

    private func repeated(_ open: [LoggedAccess]) -> [Finding] {
        open.flatMap { access in
            access.subjects.prefix(1).compactMap { subject in
                let key = OfficerAndPerson(officer: access.officer, person: subject)
                let days = (earlier[key] ?? 0) + 1
                guard days >= terms.repeatDays else { return nil }
                return finding(.repeated, access, subject, days)
            }
        }
    }

    // MARK: Counts

    private func quick(_ done: [LoggedAccess]) -> [Finding] {
        let span = Int64(terms.quickMinutes) * 60
        return grouped(done.filter(\.isOpening)).compactMap { _, accesses in
            var window: [LoggedAccess] = []
            for access in accesses {
                window.append(access)
                window.removeAll {
                    $0.line.recordedAt.seconds(until: access.line.recordedAt) > span
                }
                let persons = Set(window.compactMap(\.subjects.first))
                if persons.count >= terms.quickPersons, let first = window.first {
                    return finding(.manyQuickly, first, nil, persons.count)
                }
            }
            return nil
        }
    }

    private func outside(_ own: [LoggedAccess]) -> [Finding] {
        let used = own.filter { ($0.isOpening || $0.isSearch || $0.isDeed) && isOutside($0) }
        return grouped(used).compactMap { _, accesses in
            accesses.first.map { finding(.outsideHours, $0, nil, accesses.count) }
        }
    }

    /// True outside the hours of the office, and on closed days.
    func isOutside(_ access: LoggedAccess) -> Bool {
        let time = access.line.recordedAt.timeInJapan
        let minute = time.hour * 60 + time.minute
        return !isOpenDay || minute < terms.opensAt || minute >= terms.closesAt
    }

    private func counted(_ done: [LoggedAccess]) -> [Finding] {
        let reveals = grouped(
            done.filter { $0.operation.map(OpeningOperations.reveals.contains) ?? false })
        let exports = grouped(
            done.filter { $0.operation.map(OpeningOperations.exports.contains) ?? false })
        return reveals.compactMap { _, accesses in
            guard let first = accesses.first, accesses.count >= terms.revealsDay else { return nil }
            return finding(.reveals, first, nil, accesses.count)
        }
            + exports.compactMap { _, accesses in
                accesses.first.map { finding(.exports, $0, nil, accesses.count) }
            }
    }

    private func failures(_ own: [LoggedAccess]) -> [Finding] {
        grouped(own.filter { $0.operation == .login && $0.line.isRefused }).compactMap {
            _, accesses in
            guard let first = accesses.first, accesses.count >= terms.failedLogins else {
                return nil
            }
            return finding(.failedLogins, first, nil, accesses.count)
        }
    }

    // MARK: Parts

    private func pairs(_ accesses: [LoggedAccess]) -> Set<OfficerAndPerson> {
        Set(
            accesses.flatMap { access in
                access.subjects.map {
                    OfficerAndPerson(officer: access.officer, person: $0)
                }
            })
    }

    private func isTouched(_ access: LoggedAccess, by pairs: Set<OfficerAndPerson>) -> Bool {
        access.subjects.contains {
            pairs.contains(OfficerAndPerson(officer: access.officer, person: $0))
        }
    }

    private func grouped(_ accesses: [LoggedAccess]) -> [(String, [LoggedAccess])] {
        Dictionary(grouping: accesses, by: \.officer).sorted { $0.key < $1.key }
    }

    private func finding(
        _ rule: AlarmRule, _ access: LoggedAccess, _ subject: AddresseeNumber?, _ amount: Int = 1
    ) -> Finding {
        Finding(
            rule: rule, officer: access.officer, subject: subject,
            access: access.line.operation, amount: amount)
    }

    /// One finding a rule, officer and person; several count.
    private func unique(_ findings: [Finding]) -> [Finding] {
        var order: [[String]] = []
        var kept: [[String]: Finding] = [:]
        for found in findings {
            let key = [found.rule.rawValue, found.officer, found.subject?.description ?? ""]
            if let before = kept[key] {
                kept[key] = Finding(
                    rule: before.rule, officer: before.officer, subject: before.subject,
                    access: before.access, amount: max(before.amount, found.amount))
            } else {
                order.append(key)
                kept[key] = found
            }
        }
        return order.compactMap { kept[$0] }
    }
}
