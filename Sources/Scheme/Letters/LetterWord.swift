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

    /// The values that it may say.
    var offered: Set<LetterField> {
        switch self {
        case .setOff, .accountMissing, .accountUnconfirmed, .accountUnusable, .netted, .mandates,
            .byInvoice:
            []
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
        case .told: []
        case .prior: [.explanation]
        default: offered
        }
    }
}

extension LetterKind {
    /// The words that a wording of this kind may say of its own.
    public var words: [LetterWord] {
        switch self {
        case .awaiting: [.setOff, .accountMissing, .accountUnconfirmed, .accountUnusable]
        case .payment: [.told, .netted]
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
        for (field, value) in values.all {
            guard case .word(let word, let inner) = value else { continue }
            said[field] = text(word, inner).map(LetterValue.text)
        }
        return said
    }

    /// The same with the words of the shared book where it has none.
    func completed(by shared: LetterWording?) -> LetterWording {
        guard let shared else { return self }
        var wording = self
        wording.words.merge(shared.words) { own, _ in own }
        return wording
    }
}
