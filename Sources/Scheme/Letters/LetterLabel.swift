// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

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
    case refundOrigin = "refund-origin"
    case refundWay = "refund-way"
    case paperReason = "paper-reason"
    case accountType = "account-type"
    case sex
}

/// What the books say besides the wordings of single letters: labels, words of codes, what letters call
/// the steps of a computation, and how they say requirements and co-payments.
struct LetterTerms: Sendable, Hashable {
    var labels: [LetterLabel: String] = [:]
    var codes: [LetterCodes: [String: String]] = [:]
    var steps: [StepName: String] = [:]
    var findings: [FindingName: String] = [:]
    var phrases: [PhraseName: String] = [:]

    /// The same with what another book says where this one says nothing.
    func completed(by shared: LetterTerms) -> LetterTerms {
        var terms = self
        terms.labels.merge(shared.labels) { own, _ in own }
        terms.codes.merge(shared.codes) { own, all in own.merging(all) { own, _ in own } }
        terms.steps.merge(shared.steps) { own, _ in own }
        terms.findings.merge(shared.findings) { own, _ in own }
        terms.phrases.merge(shared.phrases) { own, _ in own }
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
            let said = found.mapValues(SayPhrases(terms.phrases).inside)
            return terms.steps[name].map { StepPattern($0).filled(said) } ?? step.label
        }
        return step.label
    }

    /// A requirement that was not met, in the words of the book where it knows the sentence, or as it was
    /// judged: a reading of the book of the law.
    public func sentence(of because: String) -> String {
        for name in FindingName.allCases {
            guard let found = name.pattern.places(in: because), let words = terms.findings[name]
            else { continue }
            return StepPattern(words).filled(found.mapValues(part))
        }
        return because
    }

    /// What stands in a place of a sentence: a sentence itself, a phrase, or a day and a name.
    private func part(_ text: String) -> String {
        let sentence = sentence(of: text)
        return sentence == text ? SayPhrases(terms.phrases).whole(text) : sentence
    }

    /// A co-payment rule (一部負担金の決まり) in the words of the book.
    public func phrases(of rule: String) -> String { SayPhrases(terms.phrases).inside(rule) }

    /// The word of a code of the office.
    public func text(_ list: LetterCodes, code: some OfficeCode) -> String {
        text(list, code.rawValue, plain: code.wording)
    }

    /// The word of a code; `plain` where the books have none.
    func text(_ list: LetterCodes, _ code: String, plain: String) -> String {
        terms.codes[list]?[code] ?? plain
    }
}
