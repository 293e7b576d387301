// SPDX-License-Identifier: Apache-2.0

/// A short text of a letter that depends on the case; the books say it under `words` of its kind.
public enum LetterWord: String, Sendable, CaseIterable {
    // Why nothing is sent (支給決定通知書)
    case setOff = "set-off"
    case accountMissing = "account-missing"
    case accountUnconfirmed = "account-unconfirmed"
    case accountUnusable = "account-unusable"
    // 支給決定通知書兼支払通知書
    /// An earlier letter told of the decision.
    case told
    /// What a claim took of the payment, in the computation.
    case netted
    // 返還決定通知書
    /// Why what the system used before has paid is claimed back.
    case prior
    // 保険者あて
    case mandates
    case yearPeriod = "year-period"
    case multiple
    case monthRow = "month-row"
    // 会計
    case pastYear = "past-year"
    case byInvoice = "by-invoice"
    // 変更通知書
    /// Why an entitlement was lengthened: the scheme was enlarged.
    case enlarged
    // 支給決定通知書兼支払通知書, above the steps of one of several payments
    case oneOfSeveral = "one-of-several"
    // 納入通知書・督促状
    case instalment
    case instalmentOf = "instalment-of"
    // 受給資格証
    case issueNumber = "issue-number"
    case funderNumber = "funder-number"
    case recipientNumber = "recipient-number"
    case childName = "child-name"
    case sex, born, address
    case guardianName = "guardian-name"
    case className = "class"
    case validity
    case outpatient, inpatient
    case span
    case issuedOn = "issued-on"
    case copayment
    case incomeClass = "income-class"
    case cutOut = "cut-out"
    case inUse = "in-use"

    /// The values that it may say.
    var offered: Set<LetterField> {
        switch self {
        case .setOff, .accountMissing, .accountUnconfirmed, .accountUnusable, .netted, .mandates,
            .byInvoice, .issueNumber, .funderNumber, .recipientNumber, .childName, .sex, .born,
            .address, .guardianName, .className, .validity, .outpatient, .inpatient, .cutOut,
            .inUse:
            []
        case .enlarged: [.effectiveOn]
        case .oneOfSeveral: [.receipt]
        case .instalment: [.installment]
        case .instalmentOf: [.installment, .count]
        case .span: [.firstDay, .lastDay]
        case .issuedOn: [.decidedOn]
        case .copayment: [.explanation]
        case .incomeClass: [.band, .period]
        case .told: [.toldOn, .toldNumber]
        case .prior: [.treatmentMonth, .explanation]
        case .yearPeriod: [.firstMonth, .lastMonth]
        case .multiple: [.band]
        case .monthRow: [.month]
        case .pastYear: [.year, .originYear]
        }
    }

    /// Those without which it misses its purpose.
    var needed: Set<LetterField> {
        switch self {
        case .told, .enlarged, .issuedOn: []
        case .prior: [.explanation]
        case .instalmentOf: [.installment]
        case .incomeClass: [.band]
        default: offered
        }
    }
}

extension LetterKind {
    /// The words that a wording of this kind may say of its own.
    public var words: [LetterWord] {
        switch self {
        case .awaiting: [.setOff, .accountMissing, .accountUnconfirmed, .accountUnusable]
        case .changed: [.enlarged]
        case .certificate:
            [
                .issueNumber, .funderNumber, .recipientNumber, .childName, .sex, .born, .address,
                .guardianName, .className, .validity, .outpatient, .inpatient, .span, .issuedOn,
                .copayment, .incomeClass, .cutOut, .inUse,
            ]
        case .payment: [.told, .netted, .oneOfSeveral]
        case .demand, .dunning: [.instalment, .instalmentOf]
        case .recovery: [.prior]
        case .insurerClaim, .insurerReminder: [.mandates, .yearPeriod, .multiple, .monthRow]
        case .commitment, .paymentOrder: [.pastYear, .byInvoice]
        default: []
        }
    }
}

extension LetterWording {
    /// A word with its values: an empty text leaves its place empty; `nil` where a value is not there.
    public func text(_ word: LetterWord, _ values: LetterValues = LetterValues()) -> String? {
        words[word]?.filled(
            values.all.compactMapValues { value in
                if case .text(let text) = value { text } else { value.words { _ in nil } }
            })
    }

    /// The same values, each word as the book says it.
    public func said(_ values: LetterValues) -> LetterValues {
        var said = values
        for (field, value) in values.all { said[field] = self.said(value) }
        return said
    }

    /// A value as the book says it; `nil` where a value of its sentence is not there.
    private func said(_ value: LetterValue) -> LetterValue? {
        switch value {
        case .word(let word, let inner): text(word, inner).map(LetterValue.text)
        case .code(let list, let code, let plain): .text(text(list, code, plain: plain))
        case .label(let label): .text(text(label))
        case .finding(let because): .text(sentence(of: because))
        case .joined(let parts, let between):
            .text(
                parts.compactMap { said($0)?.words { _ in nil } }.joined(separator: between))
        case .text, .date, .month, .yen, .number, .period, .person, .persons: value
        }
    }

    /// The same with the words of the shared book where it has none.
    func completed(by shared: LetterWording?) -> LetterWording {
        guard let shared else { return self }
        var wording = self
        wording.words.merge(shared.words) { own, _ in own }
        return wording
    }
}
