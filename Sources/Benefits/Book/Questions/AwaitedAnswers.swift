// SPDX-License-Identifier: Apache-2.0
public import Database
public import Entitlement
import Scheme
public import Vocabulary

/// A letter to a party outside of which something is still waited for: an answer, or the money.
public struct AwaitedAnswer: Hashable, Sendable {
    /// The newest letter about it.
    public let letter: OutsideLetter
    /// When it was first asked.
    public let since: CivilDate
    /// Which asking the newest letter is.
    public let times: Int
    /// From this day on it is reminded of.
    public let remindFrom: CivilDate

    public func isDue(on today: CivilDate) -> Bool { remindFrom <= today }
}

/// 回答・入金を待つ相手方あての文書: what was asked of the other party, the insurer or the school, and has not come. A letter
/// about the same accident with a new number is the reminder of the one before.
public enum AwaitedAnswers {
    /// - Parameter days: after how many days behind its day a letter is reminded of.
    /// - Returns: those whose day comes first, first.
    public static func all(
        _ liabilities: [Liability], remindingAfter days: Int, from db: any Connection
    ) throws -> [AwaitedAnswer] {
        let open = liabilities.filter(\.isAwaited)
        let kinds = Set(
            [LiabilityKind.thirdParty, .sportsCouncil].map {
                WriteLiabilityLetter.kind(of: $0).rawValue
            })
        let letters = try OutsideLetterBook.letters(
            about: open.map(\.id), kinds, from: db)
        return Dictionary(grouping: letters, by: \.reference).values.compactMap { group in
            // What was answered is over; what was asked after that is a new question.
            guard let first = group.first, let newest = group.last else { return nil }
            return AwaitedAnswer(
                letter: newest, since: first.issuedOn, times: group.count,
                remindFrom: newest.dueOn.adding(days: max(1, days)))
        }.sorted { ($0.remindFrom, $0.letter.id) < ($1.remindFrom, $1.letter.id) }
    }

    /// How many are to be reminded of on a day: of the few letters whose day has come, those that `all`
    /// names. Nobody is shown.
    public static func dueCount(
        on today: CivilDate, remindingAfter days: Int, payments: any ClaimsBack,
        from db: any Connection
    ) throws -> Int {
        let due = try db.rows(
            """
            SELECT o.reference FROM outside_letter o
            WHERE o.kind IN (?, ?) AND o.due_on <= ?
            AND NOT EXISTS (SELECT 1 FROM outside_letter n WHERE n.kind = o.kind
            AND n.reference = o.reference AND n.id > o.id)
            AND NOT EXISTS (SELECT 1 FROM outside_letter_answer a WHERE a.letter_id = o.id)
            """,
            [
                WriteLiabilityLetter.kind(of: .thirdParty).rawValue,
                WriteLiabilityLetter.kind(of: .sportsCouncil).rawValue,
                today.adding(days: -max(1, days)),
            ]
        ) { $0.int64(0) }
        let known = try LiabilityBook.liabilities(Set(due), from: db)
        return try payments.counted(known, from: db).count(where: \.isAwaited)
    }
}
