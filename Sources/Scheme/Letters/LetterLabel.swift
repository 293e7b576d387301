// SPDX-License-Identifier: Apache-2.0

/// A word that stands on letters of every kind: headings, and what is said in the place of something
/// that must not be told. The books say them under `labels`.
public enum LetterLabel: String, Sendable, CaseIterable {
    /// In the place of a clinic or an insurer, where one of the family is protected.
    case hidden
    /// In the place of an account.
    case hiddenAccount = "hidden-account"
    /// Behind the title of a second page.
    case continued
    case notes
    case desk, phone
    // 公印
    case seal
    case sealOmitted = "seal-omitted"
    /// Beside an instruction that nobody has signed.
    case sample
    // Columns of a computation
    case step, yen
    case article = "ground"
    // 申請書
    case printed
    case officeUse = "office-use"
    /// The line of a slip.
    case cut
}

/// The lists of codes whose words letters say; the books say them under `codes`, a word for each code.
public enum LetterCodes: String, Sendable, CaseIterable {
    case decisionResult = "decision-result"
    case decisionReason = "decision-reason"
    case applicationKind = "application-kind"
    case setting
    case outcome = "reimbursement-outcome"
    case refusalReason = "refusal-reason"
    case paymentMethod = "payment-method"
    case runKind = "run-kind"
    case returnReason = "return-reason"
    case recoveryReason = "recovery-reason"
}

/// What the books say besides the wordings of single letters: labels, words of codes, and what letters
/// call the steps of a computation.
struct LetterTerms: Sendable, Hashable {
    var labels: [LetterLabel: String] = [:]
    var codes: [LetterCodes: [String: String]] = [:]
    var steps: [StepName: String] = [:]

    /// The same with what another book says where this one says nothing.
    func completed(by shared: LetterTerms) -> LetterTerms {
        var terms = self
        terms.labels.merge(shared.labels) { own, _ in own }
        terms.codes.merge(shared.codes) { own, all in own.merging(all) { own, _ in own } }
        terms.steps.merge(shared.steps) { own, _ in own }
        return terms
    }
}

extension LetterWording {
    /// The words of every letter.
    public var labels: [LetterLabel: String] { terms.labels }

    /// A word of every letter.
    public func text(_ label: LetterLabel) -> String { terms.labels[label] ?? "" }

    /// What a letter calls a step: in the words of the book where it knows the step, or as it was counted.
    public func label(of step: Step) -> String {
        for name in StepName.allCases {
            guard let found = name.pattern.places(in: step.label) else { continue }
            return terms.steps[name].map { StepPattern($0).filled(found) } ?? step.label
        }
        return step.label
    }

    /// The word of a code; `plain` where the books have none.
    func text(_ list: LetterCodes, _ code: String, plain: String) -> String {
        terms.codes[list]?[code] ?? plain
    }
}
