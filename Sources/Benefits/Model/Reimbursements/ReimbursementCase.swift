// SPDX-License-Identifier: Apache-2.0
public import Scheme
public import Vocabulary

/// One reimbursement in the books: the application with the newest letter about it.
public struct ReimbursementCase: Hashable, Sendable {
    /// The id of branch 1.
    public let id: Int64
    /// The application; the amounts of the insurer are those of the newest letter.
    public internal(set) var input: ReimbursementInput
    /// The newest branch: 1 while no letter has come.
    public internal(set) var newestBranch: Int
    public let status: ReimbursementStatus
    public let hold: ReimbursementHold?
    public let recordedAt: Instant
    /// 略称 of the master when it was keyed.
    public let institutionShortName: String?
    public let insuranceKind: String?
    public let totalCost: Yen
    /// 1, or more where the form was keyed again.
    public let revision: Int
    /// Who keyed the application, an earlier revision of it or a letter: none of them may approve.
    public internal(set) var enteredBy: Set<String>

    /// The day of the application or of the newest letter.
    public internal(set) var completedOn: CivilDate

    public var receipt: String { input.receipt }

    /// Adds a letter of the insurer.
    mutating func take(_ letter: InsurerLetter) {
        newestBranch = max(newestBranch, letter.branch)
        input.highCost = letter.highCost
        input.additionalBenefit = letter.additionalBenefit ?? input.additionalBenefit
        enteredBy.insert(letter.enteredBy)
        completedOn = max(completedOn, letter.keyedOn)
    }
}

/// A letter of the insurer about one reimbursement (枝番 2 and more).
public struct InsurerLetter: Hashable, Sendable {
    public let id: Int64
    public let branch: Int
    public let keyedOn: CivilDate
    public let highCost: Yen
    public let additionalBenefit: Yen?
    public let enteredBy: String
}

/// What an examination of one reimbursement found.
public struct ReimbursementExamination: Sendable {
    /// What the rules say; an officer may say otherwise.
    public enum Verdict: Hashable, Sendable {
        /// 支給, or 一部支給 where a part of what was paid is not the scheme's to pay.
        case pay(Yen, isPartly: Bool)
        case refuse(ReimbursementReason, explanation: String)
        case hold(ReimbursementHold, note: String?)
    }

    /// The case; 0 before it is in the books.
    public let reimbursement: Int64
    public let verdict: Verdict
    /// Every amount with its steps, whatever the verdict.
    public let computation: Computation
    /// What a window should have collected by points, share, funds and meals.
    public let expectedAtWindow: Yen
    /// Under whose number it is paid; `nil` where the child has no entitlement.
    public let recipient: AddresseeNumber?
    /// The decision about the entitlement it rests on.
    public let historyID: Int64?
    /// What an officer should know besides.
    public let notes: [String]
}
