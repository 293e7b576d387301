// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Vocabulary

// (Part of `OperationCode.viewMigration`.)
extension CheckOldSystem {
    mutating func checkDecisions(
        _ people: [AddresseeNumber: ResidentSnapshot], _ wrongPeople: Set<AddresseeNumber>,
        _ db: any Connection
    ) throws {
        let byChild = Dictionary(grouping: rows.decisions, by: \.value.child)
        let all = rows.decisions.compactMap { $0.value.recipientNumber?.digits }
        let owners = try OriginBook.owners(of: all, from: db)
        let retired = try OriginBook.retired(all, from: db)
        let taken = try OriginBook.decisions(
            called: rows.decisions.map(\.value.sourceKey), from: db)
        let here = try OriginBook.decidedHere(Array(byChild.keys), from: db)
        var holders: [String: Set<AddresseeNumber>] = [:]
        for row in rows.decisions {
            if let number = row.value.recipientNumber {
                holders[number.digits, default: []].insert(row.value.child)
            }
        }
        for (child, decisions) in byChild {
            var problems: [Int: RowProblem] = [:]
            for row in decisions {
                let decision = row.value
                let digits = decision.recipientNumber?.digits
                if people[decision.child] == nil || people[decision.recipient] == nil {
                    problems[row.line] = .notRegistered
                } else if wrongPeople.contains(decision.child)
                    || wrongPeople.contains(decision.recipient)
                {
                    problems[row.line] = .otherPerson
                } else if rows.holed.contains(child) {
                    problems[row.line] = .wholeChild
                } else if let stands = taken[decision.sourceKey], !decision.says(stands) {
                    problems[row.line] = .otherContent
                } else if here.contains(child) {
                    problems[row.line] = .decidedHere
                } else if let digits, holders[digits]?.count ?? 0 > 1 {
                    problems[row.line] = .numberTwice
                } else if let digits,
                    retired.contains(digits) || owners[digits].map({ $0 != child }) ?? false
                {
                    problems[row.line] = .numberTaken
                }
            }
            for (line, problem) in Self.gaps(decisions) where problems[line] == nil {
                problems[line] = problem
            }
            settle(child, decisions, problems)
        }
    }

    /// Takes a child over, or leaves it out with every row of it on the error list.
    private mutating func settle(
        _ child: AddresseeNumber, _ decisions: [Lined<PriorDecision>], _ problems: [Int: RowProblem]
    ) {
        let values = decisions.map(\.value).inOrder
        for value in values { old.source.add(value) }
        old.source.add(statusOf: values, on: old.cutover)
        guard problems.isEmpty else {
            for row in decisions {
                refuse(.decisions, row.line, problems[row.line] ?? .wholeChild)
                old.rejected.add(row.value)
            }
            old.rejected.add(statusOf: values, on: old.cutover)
            outChildren.insert(child)
            return
        }
        old.decisions[child] = values
        numbers[child] = Set(values.compactMap { $0.recipientNumber?.digits })
        recipients.formUnion(values.map(\.recipient))
    }

    /// Changes before a grant, and two grants that are in force at once.
    private static func gaps(_ decisions: [Lined<PriorDecision>]) -> [Int: RowProblem] {
        var problems: [Int: RowProblem] = [:]
        var open: [String: EntitlementPeriods] = [:]
        let ordered = decisions.sorted {
            ($0.value.decidedOn, $0.value.effectiveOn, $0.value.sourceKey)
                < ($1.value.decidedOn, $1.value.effectiveOn, $1.value.sourceKey)
        }
        for row in ordered {
            guard let digits = row.value.recipientNumber?.digits else { continue }
            let isGrant = row.value.result == .granted
            if !isGrant, open[digits] == nil {
                problems[row.line] = .noGrant
                continue
            }
            if isGrant {
                let meets = open.contains { number, periods in
                    number != digits && periods.meets(row.value.periods)
                }
                if meets { problems[row.line] = .inForceTwice }
            }
            open[digits] = row.value.periods
        }
        return problems
    }
}

extension PriorDecision {
    /// Whether a decision that stands here under the same number says the same.
    fileprivate func says(_ stands: EntitlementDecision) -> Bool {
        stands.child == child && stands.recipient == recipient && stands.result == result
            && stands.decidedOn == decidedOn && stands.effectiveOn == effectiveOn
            && stands.recipientNumber == recipientNumber?.digits && stands.periods == periods
    }
}

extension EntitlementPeriods {
    /// Whether a day is inside both, out-patient or in-patient.
    fileprivate func meets(_ other: EntitlementPeriods) -> Bool {
        func both(_ one: EffectivePeriod?, _ two: EffectivePeriod?) -> Bool {
            guard let one, let two else { return false }
            return one.overlaps(two)
        }
        return both(outpatient, other.outpatient) || both(inpatient, other.inpatient)
    }
}
