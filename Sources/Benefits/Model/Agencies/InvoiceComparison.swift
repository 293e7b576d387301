// SPDX-License-Identifier: Apache-2.0
public import Scheme
public import Vocabulary

/// What the books hold for an examining body and a month of billing.
public struct AgencyMonth: Hashable, Sendable {
    /// Accepted claims of a month of treatment and a kind of data.
    public struct Cell: Hashable, Sendable, Comparable {
        public let treatmentMonth: YearMonth
        public let dataKind: ClaimDataKind

        public init(treatmentMonth: YearMonth, dataKind: ClaimDataKind) {
            self.treatmentMonth = treatmentMonth
            self.dataKind = dataKind
        }

        public static func < (left: Cell, right: Cell) -> Bool {
            (left.treatmentMonth, left.dataKind.rawValue)
                < (right.treatmentMonth, right.dataKind.rawValue)
        }
    }

    /// So many claims and so many yen.
    public struct Sum: Hashable, Sendable {
        public var claims: Int
        public var amount: Yen

        public init(claims: Int = 0, amount: Yen = .zero) {
            self.claims = claims
            self.amount = amount
        }
    }

    public var benefits: [Cell: Sum] = [:]
    /// What accepted objections take back in this month.
    public var offset = Sum()
    /// What an invoice of the month before gives back by this one (繰越).
    public var carried = Yen.zero
    /// What accepted estimates of the month have already asked.
    public var advance = Yen.zero

    public init() {}

    /// All accepted claims.
    public var total: Sum {
        benefits.values.reduce(into: Sum()) { sum, cell in
            sum.claims += cell.claims
            sum.amount += cell.amount
        }
    }

    /// What is payable to the body: claims less what is taken back and carried; fees are not of the
    /// books.
    public var payable: Yen { total.amount - offset.amount - carried }
}

/// 請求書と取込済みの請求の差異: line by line, what the body asks and what the books hold.
public struct InvoiceComparison: Hashable, Sendable {
    /// One line of the list.
    public struct Row: Hashable, Sendable {
        public let item: AgencyInvoice.Item
        public let treatmentMonth: YearMonth?
        public let dataKind: ClaimDataKind?
        public let asked: AgencyMonth.Sum
        public let held: AgencyMonth.Sum
        /// Billed later than the month after treatment (月遅れ).
        public let isLate: Bool
        /// Of a fee: the price of the contract, or that the book has none.
        public let price: String?

        public var difference: Yen { asked.amount - held.amount }
        public var isDifferent: Bool { asked != held }
    }

    public let rows: [Row]

    /// Rows in which body and books part.
    public var differences: [Row] { rows.filter(\.isDifferent) }
    /// Yen that the body asks beyond the books.
    public var difference: Yen { rows.reduce(.zero) { $0 + $1.difference } }

    /// Compares. An estimate names no claims: it is only a sum, and its lines are shown alone.
    ///
    /// - Parameter fees: the prices of the contract; `nil` where the book has none in that month.
    public init(
        _ invoice: AgencyInvoice, with month: AgencyMonth, fees: ReviewFees?
    ) {
        var asked: [AgencyMonth.Cell: AgencyMonth.Sum] = [:]
        var rows: [Row] = []
        var offset = AgencyMonth.Sum()
        var advance = Yen.zero
        for line in invoice.lines {
            switch line.item {
            case .benefit:
                guard let treated = line.treatmentMonth, let kind = line.dataKind else {
                    rows.append(InvoiceComparison.alone(line, held: AgencyMonth.Sum()))
                    continue
                }
                let cell = AgencyMonth.Cell(treatmentMonth: treated, dataKind: kind)
                asked[cell, default: AgencyMonth.Sum()].claims += line.claims
                asked[cell, default: AgencyMonth.Sum()].amount += line.amount
            case .fee:
                rows.append(
                    InvoiceComparison.fee(
                        line, fees?.rate(of: invoice.agency, for: line.dataKind)))
            case .offset:
                offset.claims += line.claims
                offset.amount += line.amount
            case .advance: advance += line.amount
            }
        }
        guard invoice.kind != .estimate else {
            self.rows = invoice.lines.map {
                InvoiceComparison.alone(
                    $0, held: AgencyMonth.Sum(claims: $0.claims, amount: $0.amount))
            }
            return
        }
        let cells = Set(asked.keys).union(month.benefits.keys).sorted()
        self.rows =
            cells.map { cell in
                Row(
                    item: .benefit, treatmentMonth: cell.treatmentMonth, dataKind: cell.dataKind,
                    asked: asked[cell] ?? AgencyMonth.Sum(),
                    held: month.benefits[cell] ?? AgencyMonth.Sum(),
                    isLate: cell.treatmentMonth < invoice.billingMonth.previous, price: nil)
            }
            + [
                Row(
                    item: .offset, treatmentMonth: nil, dataKind: nil, asked: offset,
                    held: AgencyMonth.Sum(
                        claims: month.offset.claims,
                        amount: .zero - month.offset.amount - month.carried),
                    isLate: false, price: nil),
                Row(
                    item: .advance, treatmentMonth: nil, dataKind: nil,
                    asked: AgencyMonth.Sum(amount: advance),
                    held: AgencyMonth.Sum(amount: .zero - month.advance), isLate: false,
                    price: nil),
            ].filter { $0.asked != AgencyMonth.Sum() || $0.held != AgencyMonth.Sum() } + rows
    }

    private static func alone(
        _ line: AgencyInvoice.Line, held: AgencyMonth.Sum, price: String? = nil
    ) -> Row {
        Row(
            item: line.item, treatmentMonth: line.treatmentMonth, dataKind: line.dataKind,
            asked: AgencyMonth.Sum(claims: line.claims, amount: line.amount), held: held,
            isLate: false, price: price)
    }

    /// A fee is held against its count and the price of the contract; where the book has none,
    /// against the price that stands on the invoice.
    private static func fee(_ line: AgencyInvoice.Line, _ rate: ReviewFees.Rate?) -> Row {
        guard let rate else {
            let computed = line.unitPrice.map { Yen($0.amount * line.claims) } ?? line.amount
            return alone(
                line, held: AgencyMonth.Sum(claims: line.claims, amount: computed),
                price: "契約の単価は未設定")
        }
        return alone(
            line, held: AgencyMonth.Sum(claims: line.claims, amount: rate.fee(claims: line.claims)),
            price: "契約の単価 \(rate.wording)")
    }
}
