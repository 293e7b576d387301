// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Scheme
public import Vocabulary

/// 審査請求の受付・経過の記録. The decision stands until it is corrected: what a ruling asks for is proposed
/// as a correction and approved like any other.
public enum RecordAppeal {
    public static let operation = OperationCode.recordAppeal

    /// - Parameters:
    ///   - national: until when it can be made.
    ///   - office: a last day on which the office is closed moves to the next open one.
    /// - Returns: the row.
    /// - Throws: `AppealRefusal.daysReversed`, `.late`; `EntitlementRefusal.notLinked`,
    ///   `.missingReason` where the decision is not named.
    @discardableResult
    public static func perform(
        _ input: AppealInput, national: NationalBook, office: OfficeDays, in scope: Scope
    ) throws -> Int64 {
        scope.saw([input.child, input.appellant])
        guard try PersonBook.linked([input.child], from: scope.db).contains(input.child) else {
            throw EntitlementRefusal.notLinked
        }
        guard !input.against.isEmpty else { throw EntitlementRefusal.missingReason }
        guard input.decidedOn <= input.knownOn, input.knownOn <= input.receivedOn,
            input.receivedOn <= scope.today
        else { throw AppealRefusal.daysReversed }
        var lastDay: CivilDate?
        if case .found(let terms, _) = national.appeals.on(input.decidedOn) {
            let last = terms.lastDay(
                known: input.knownOn, decided: input.decidedOn, office: office)
            lastDay = last
            if input.receivedOn > last, input.lateReason?.isEmpty ?? true {
                throw AppealRefusal.late(last)
            }
        }
        return try scope.append([
            AppealRow(input: input, lastDay: lastDay, officer: scope.principal.officer)
        ])[0]
    }

    /// 弁明書、審理、諮問、取下げ.
    ///
    /// - Throws: `AppealRefusal.unknown`, `.over`, `.missingNote`, `.daysReversed`.
    public static func note(
        _ event: AppealEvent, on day: CivilDate, note: String, of id: Int64, in scope: Scope
    ) throws {
        guard event != .ruled else { throw AppealRefusal.missingNote }
        try append(event, nil, on: day, note: note, of: id, in: scope)
    }

    static func append(
        _ event: AppealEvent, _ ruling: AppealRuling?, on day: CivilDate, note: String,
        of id: Int64, in scope: Scope
    ) throws {
        guard let appeal = try AppealBook.appeal(id, from: scope.db) else {
            throw AppealRefusal.unknown
        }
        scope.saw([appeal.input.child, appeal.input.appellant])
        guard appeal.isOpen else { throw AppealRefusal.over }
        guard !note.isEmpty else { throw AppealRefusal.missingNote }
        guard day >= appeal.input.receivedOn, day <= scope.today else {
            throw AppealRefusal.daysReversed
        }
        try scope.append([
            AppealEventRow(
                appeal: id, event: event, on: day, ruling: ruling, note: note,
                officer: scope.principal.officer)
        ])
    }
}

/// 裁決の記録 by a head who had no part in the decision (除斥).
public enum DecideAppeal {
    public static let operation = OperationCode.decideAppeal

    /// - Parameter areas: who knows who decided; every area that makes decisions about a child.
    /// - Throws: `AppealRefusal`, `.ownDecision` where the officer had a hand in a decision about this
    ///   child on the day of the contested one, whatever it was about, or received the appeal. Where
    ///   no area knows a decision of that day, nobody rules who ever had a hand in one about the child.
    public static func perform(
        _ ruling: AppealRuling, on day: CivilDate, note: String, of id: Int64,
        hands areas: [any DecisionHands], in scope: Scope
    ) throws {
        guard let appeal = try AppealBook.appeal(id, from: scope.db) else {
            throw AppealRefusal.unknown
        }
        scope.saw([appeal.input.child, appeal.input.appellant])
        let me = scope.principal.officer
        func hands(on day: CivilDate?) throws -> Set<String> {
            try areas.reduce(into: []) {
                $0.formUnion(
                    try $1.hands(ofChild: appeal.input.child, decidedOn: day, from: scope.db))
            }
        }
        let ofTheDay = try hands(on: appeal.input.decidedOn)
        let barred = ofTheDay.isEmpty ? try hands(on: nil) : ofTheDay
        guard me != appeal.officer, !barred.contains(me) else { throw AppealRefusal.ownDecision }
        try RecordAppeal.append(.ruled, ruling, on: day, note: note, of: id, in: scope)
    }
}
