// SPDX-License-Identifier: Apache-2.0
import Benefits
import Scheme
import Vocabulary

/// An amount with every step that leads to it (計算根拠): rule, yen, article, and the book that was
/// applied. A picture beside each step shows what is left.
struct Derivation: PageModel {
    /// One step.
    struct Row: PageModel {
        let mark: String
        let label: String
        let amount: String
        let article: String?
        let kind: String
        /// The bar, in thousandths of the whole cost.
        let x: Int
        let width: Int
    }

    let rows: [Row]
    let payable: String
    /// The first digits of the book's digest.
    let book: String
    let isNow: Bool
    let computed: String?
    let unconfirmed: [String]
    let hasUnconfirmed: Bool
    /// What is missing for the amount to be complete.
    let hold: String?

    /// As it was computed at the time.
    init(_ stored: StoredComputation, current: SchemeBook) {
        self.init(
            stored.steps, payable: stored.payable, book: stored.scheme,
            unconfirmed: stored.unconfirmed, hold: nil, current: current,
            computed: Say.moment(stored.computedAt))
    }

    /// As the rules say it now.
    init(_ computation: Computation, current: SchemeBook) {
        self.init(
            computation.steps, payable: computation.payable, book: computation.book,
            unconfirmed: computation.unconfirmed, hold: computation.hold, current: current,
            computed: nil)
    }

    private init(
        _ steps: [Step], payable: Yen, book: String, unconfirmed: [String], hold: String?,
        current: SchemeBook, computed: String?
    ) {
        var bar = WaterfallBar(whole: steps.first?.amount.amount ?? 0)
        rows = steps.map { step in
            let kind = Kind(step.label)
            let (x, width) = bar.place(step.amount.amount, kind)
            return Row(
                mark: kind.mark, label: step.label, amount: step.amount.grouped,
                article: step.article, kind: kind.rawValue, x: x, width: width)
        }
        self.payable = payable.grouped
        self.book = String(book.prefix(12))
        isNow = book == current.digest
        self.computed = computed
        self.unconfirmed = unconfirmed
        hasUnconfirmed = !unconfirmed.isEmpty
        self.hold = hold
    }

    /// What a step does to the amount, by the beginning of its label.
    enum Kind: String {
        case whole, minus, rest, plus, total, note

        init(_ label: String) {
            let minus = ["保険給付", "高額療養費", "附加給付", "公費(", "一部負担金(制度)"]
            self =
                if label.hasPrefix("総医療費") {
                    .whole
                } else if label.hasPrefix("公費負担額") {
                    .total
                } else if minus.contains(where: { label.hasPrefix($0) }) {
                    .minus
                } else if label.hasPrefix("一部負担金(") {
                    .rest
                } else if label.hasPrefix("食事"), label.contains("助成") {
                    .plus
                } else {
                    .note
                }
        }

        var mark: String {
            switch self {
            case .whole, .note: ""
            case .minus: "−"
            case .rest, .total: "＝"
            case .plus: "＋"
            }
        }
    }
}

/// What is left of the whole cost after each step, in thousandths.
private struct WaterfallBar {
    let whole: Int
    private var left = 0

    init(whole: Int) { self.whole = whole }

    mutating func place(_ yen: Int, _ kind: Derivation.Kind) -> (x: Int, width: Int) {
        var (from, to) = (0, yen)
        switch kind {
        case .whole, .rest, .total: left = yen
        case .minus:
            (from, to) = (max(0, left - yen), left)
            left = from
        case .plus:
            (from, to) = (left, left + yen)
            left = to
        case .note: return (0, 0)
        }
        guard whole > 0, to > from else { return (0, 0) }
        let x = min(1_000, from * 1_000 / whole)
        return (x, max(4, min(1_000, to * 1_000 / whole) - x))
    }
}
