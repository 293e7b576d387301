// SPDX-License-Identifier: Apache-2.0
public import Benefits
public import Entitlement
public import Safeguards
public import Scheme
public import Vocabulary

/// What a changed book would do: to who is entitled on a day, and to the claims of a month.
public struct BookEffect: Sendable {
    public var entitlements = EntitlementEffect()
    public var claims = ClaimsEffect()
}

extension Installation {
    /// 制度の本の試算 in small steps, each an operation of its own: children who are entitled, the
    /// residents who are not, then the claims of the month. Nothing is changed.
    ///
    /// - Parameter goesOn: told after every step how many rows it took; `false` ends the trial.
    /// - Returns: `nil` where it was ended.
    /// - Throws: `EntitlementRefusal.schemeUnset`.
    public func compare(
        _ other: SchemeBook, on day: CivilDate, billed month: YearMonth, reason: String,
        by officer: Principal, goesOn: (Int) -> Bool
    ) throws -> BookEffect? {
        let laws = CompareEntitlements.Laws(
            now: law, then: EligibilityLaw(book: other, office: law.office, incomes: law.incomes))
        let directory = directory
        func step<R>(_ body: (Scope) throws -> R) throws -> R {
            try casework.perform(
                CompareEntitlements.operation, by: officer, for: .maintenance, reason: reason, body)
        }
        var effect = BookEffect()
        let entitled = try step { try CompareEntitlements.entitled(on: day, in: $0) }
        var place = 0
        while place < entitled.count {
            let slice = entitled[place..<min(place + CompareEntitlements.page, entitled.count)]
            effect.entitlements.add(
                try step {
                    try CompareEntitlements.perform(
                        slice, on: day, laws, directory: directory, in: $0)
                })
            place += slice.count
            guard goesOn(slice.count) else { return nil }
        }
        let known = Set(entitled)
        var cursor: BirthCursor?
        repeat {
            let (found, next) = try step {
                try CompareEntitlements.perform(
                    residentsBut: known, after: cursor, on: day, laws, directory: directory,
                    in: $0)
            }
            effect.entitlements.add(found)
            cursor = next
            guard goesOn(found.persons) else { return nil }
        } while cursor != nil
        let (now, then) = (
            BenefitLaw(law: laws.now, directory: directory),
            BenefitLaw(law: laws.then, directory: directory)
        )
        let lost = effect.entitlements.lost
        var last: Int64? = 0
        while let after = last {
            let (found, next) = try step {
                try CompareClaims.perform(
                    billed: month, after: after, now: now, then: then, lost: lost, in: $0)
            }
            effect.claims.add(found)
            last = next
            guard goesOn(found.claims) else { return nil }
        }
        return effect
    }
}
