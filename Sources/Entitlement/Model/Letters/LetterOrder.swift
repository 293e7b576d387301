// SPDX-License-Identifier: Apache-2.0
public import Scheme
public import Vocabulary

/// A row of numbers of envelopes: `N-2025-0000001`. Each area counts its own.
public struct EnvelopeSeries: Sendable {
    let prefix: String
    var last: Int

    public init(_ prefix: String, last: Int) {
        self.prefix = prefix
        self.last = last
    }

    func next(in year: FiscalYear) -> String { "\(prefix)-\(year.year)-\(padded(last + 1, 7))" }
}

/// A line of the computation on a letter.
public enum LetterStep: Hashable, Sendable {
    /// Above the steps of one of several payments.
    case heading(String)
    case step(Step)
    /// A word of the book; yen under it, or a heading.
    case word(LetterWord, LetterValues = LetterValues(), yen: Int? = nil)
}

/// A letter that is asked for: what it tells of, to whom, about whom, and the values of its
/// wording. The areas make these from what was decided; the wording is the book's.
public struct LetterOrder: Sendable {
    public let kind: LetterKind
    /// The row that it tells of: decision, application, run, recovery.
    public let reference: Int64
    public let recipient: AddresseeNumber
    public let children: [AddresseeNumber]
    public var values: LetterValues
    /// The values of each repeated part: a payment of a run, a claim of a year.
    public var parts: [LetterValues]
    /// How an amount was computed; empty where the letter tells of none.
    public var steps: [LetterStep]
    /// What all steps come to.
    public var sum: Yen

    public init(
        _ kind: LetterKind, reference: Int64, recipient: AddresseeNumber,
        children: [AddresseeNumber], values: LetterValues, parts: [LetterValues] = [],
        steps: [LetterStep] = [], sum: Yen = .zero
    ) {
        self.sum = sum
        self.kind = kind
        self.reference = reference
        self.recipient = recipient
        self.children = children
        self.values = values
        self.parts = parts
        self.steps = steps
    }

    /// The same with every word as the book says it: so it is printed, and kept.
    func said(by wording: LetterWording) -> LetterOrder {
        var order = self
        order.values = wording.said(values)
        order.parts = parts.map(wording.said)
        order.steps = steps.map { line in
            guard case .word(let word, let values, let yen) = line else { return line }
            let text = wording.text(word, values) ?? ""
            return yen.map { LetterStep.step(Step(text, $0, article: nil)) } ?? .heading(text)
        }
        return order
    }

    /// What of the letter tells of places (clinic, bank branch, the insurer of a town): not said where one of the family is
    /// protected.
    static let places: [LetterField: LetterValue] = [
        .institution: .label(.hidden), .account: .label(.hiddenAccount), .insurer: .label(.hidden),
    ]

    /// The same without places.
    func withoutPlaces() -> LetterOrder {
        func hide(_ values: LetterValues) -> LetterValues {
            var values = values
            for (field, words) in LetterOrder.places where values[field] != nil {
                values[field] = words
            }
            return values
        }
        var order = self
        order.values = hide(values)
        order.parts = parts.map(hide)
        return order
    }
}
