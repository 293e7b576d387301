// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// 再請求: what went back and what came in its place.
public struct Rebilling: Hashable, Sendable {
    /// What says that both are about the same treatment.
    public enum Match: String, Sendable, CaseIterable {
        /// The same child at the same institution in the same month.
        case child
        /// The number was wrong: the same birth at the same institution in the same month.
        case born

        public var wording: String {
            switch self {
            case .child: "児童・医療機関・診療月・入外が同じ"
            case .born: "生年月日・医療機関・診療月・入外が同じ（受給者番号は違う）"
            }
        }
    }

    /// What went back.
    public let returned: Objection.Subject
    /// What came in its place.
    public let rebilled: Objection.Subject
    public let match: Match
}

/// A claim that went back and was not billed anew yet.
struct ReturnedClaim: Hashable, Sendable {
    let subject: Objection.Subject
    let institution: String
    let month: YearMonth
    let setting: CareSetting
    let prescriber: String
    let child: AddresseeNumber?
    /// As written; `nil` where only an accepted claim went back, whose child is known.
    let born: CivilDate?
}

/// The claims that went back, to be found when their treatment is billed anew. Each is taken once.
struct ReturnedClaims {
    private struct Place: Hashable {
        let institution: String
        let month: YearMonth
        let setting: CareSetting
        let prescriber: String
    }

    private var waiting: [Place: [ReturnedClaim]] = [:]

    init() {}

    init(_ claims: some Sequence<ReturnedClaim>) { for claim in claims { add(claim) } }

    mutating func add(_ claim: ReturnedClaim) {
        waiting[
            Place(
                institution: claim.institution, month: claim.month, setting: claim.setting,
                prescriber: claim.prescriber), default: []
        ].append(claim)
    }

    /// What a claim is the re-billing of; `nil` for a first billing.
    ///
    /// A wrong number is a common reason to send a claim back, so the child of the returned one may
    /// be another: then the birth decides, where only one went back.
    mutating func take(
        _ claim: ClaimContent, child: AddresseeNumber?
    ) -> (returned: Objection.Subject, match: Rebilling.Match)? {
        guard !waiting.isEmpty else { return nil }
        let place = Place(
            institution: claim.institution, month: claim.treatmentMonth, setting: claim.setting,
            prescriber: claim.prescriber)
        guard var here = waiting[place] else { return nil }
        let same = here.firstIndex { $0.child != nil && $0.child == child }
        let born = here.indices.filter { here[$0].born == claim.born }
        guard let found = same ?? (born.count == 1 ? born.first : nil) else { return nil }
        let returned = here.remove(at: found)
        waiting[place] = here
        return (returned.subject, same == nil ? .born : .child)
    }
}
