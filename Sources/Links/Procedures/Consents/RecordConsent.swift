// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
public import Safeguards
import Vocabulary

/// 同意の記録, and its withdrawal (撤回): facts only, so that it can be shown on what day the office
/// could rely on it. Where the consent says whether known tax counts, the case is judged again.
public enum RecordConsent {
    public static let operation = OperationCode.recordConsent

    /// Records that somebody consented; the same said again adds nothing.
    ///
    /// - Returns: whether it was new.
    /// - Throws: `ConsentRefusal`.
    @discardableResult
    public static func perform(_ input: ConsentInput, in scope: Scope) throws -> Bool {
        try check(input, in: scope)
        scope.saw([input.about.subject, input.about.child, input.giver])
        let known = try ConsentBook.said([input.about.child], from: scope.db).contains {
            $0.matter == input.matter && $0.about == input.about && $0.giver == input.giver
                && $0.period == input.period && $0.reference == input.reference
                && $0.withdrawnOn == nil
        }
        guard !known else { return false }
        try scope.append([ConsentRow(isWithdrawal: false, input: input)])
        // Tax that was known under an earlier consent counts again; an end that is said is one.
        let begins = try isUsed(input, in: scope) ? [scope.today, input.period.from] : []
        try judgeAgain(input, on: Set(begins + [input.period.until].compactMap(\.self)), in: scope)
        return true
    }

    /// Records that it was taken back: from that day nothing said before it may be used.
    ///
    /// - Throws: `ConsentRefusal`.
    public static func withdraw(_ input: ConsentInput, in scope: Scope) throws {
        try check(input, in: scope)
        let holds = try ConsentBook.said([input.about.child], from: scope.db).contains {
            $0.matter == input.matter && $0.about == input.about && $0.withdrawnOn == nil
        }
        guard holds else { throw ConsentRefusal.nothingToWithdraw }
        scope.saw([input.about.subject, input.about.child, input.giver])
        try scope.append([ConsentRow(isWithdrawal: true, input: input)])
        if try isUsed(input, in: scope) { try judgeAgain(input, on: [scope.today], in: scope) }
    }

    /// Whether anything is known in the case that only the consent lets the office use in a judgement.
    private static func isUsed(_ input: ConsentInput, in scope: Scope) throws -> Bool {
        guard input.matter == .tax else { return false }
        return try TaxBook.newest([input.about.child], from: scope.db).keys
            .contains { $0.about == input.about }
    }

    /// Puts the case into the night's queue for days on which something else may be used. Only tax
    /// enters a judgement: PMH's queue asks by itself, and an account is chosen by an officer.
    private static func judgeAgain(
        _ input: ConsentInput, on days: Set<CivilDate>, in scope: Scope
    ) throws {
        guard input.matter == .tax else { return }
        _ = try EnqueueRejudgement.perform(
            days.filter { $0 >= scope.today }.sorted().map { day in
                RejudgementNotice(
                    key: "consent-\(scope.operationID)-\(input.about.child)-\(day)",
                    subject: input.about.child, cause: .other, on: day)
            }, in: scope)
    }

    private static func check(_ input: ConsentInput, in scope: Scope) throws {
        let applicants = try ApplicationBook.applicants(
            ofChild: input.about.child, from: scope.db)
        guard !applicants.isEmpty else { throw ConsentRefusal.noCase }
        let mayForChild =
            input.about.subject == input.about.child && applicants.contains(input.giver)
        guard input.giver == input.about.subject || mayForChild else {
            throw ConsentRefusal.notTheirs
        }
        guard input.givenOn <= scope.today, !input.period.isEmpty else {
            throw ConsentRefusal.wrongDays
        }
        guard !input.reference.isEmpty else { throw ConsentRefusal.referenceMissing }
    }
}
