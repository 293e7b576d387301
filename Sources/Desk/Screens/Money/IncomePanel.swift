// SPDX-License-Identifier: Apache-2.0
import Payments
import Safeguards
import Vocabulary

/// 収入 of a year on 1380: asked, received and open by source and month, and the cases behind a figure.
/// The cases stand by their numbers; who they are about, their own screens say.
struct IncomePanel: PageModel {
    struct Cell: PageModel {
        let yen: String
        /// The cases that it is made of; empty where there are none.
        let behind: String
        let isLinked: Bool
    }

    struct Row: PageModel {
        let title: String
        /// The sum of a source or of all; the other rows are its months.
        let isSum: Bool
        let cells: [Cell]
    }

    struct Entry: PageModel {
        let caseHref: String
        let caseName: String
        let yen: [String]
    }

    struct Listing: PageModel {
        let what: String
        let entries: [Entry]
        let isEmpty: Bool
        let listPages: ListPage.Line?
    }

    let columns: [String]
    let rows: [Row]
    let hasRows: Bool
    /// Nothing was asked for in the year.
    let isBlank: Bool
    /// Why nothing can be said: a value of the book is missing.
    let unset: String?
    /// What came in too much, said before the table; empty where there is nothing.
    let excess: String
    let hasExcess: Bool
    let behindExcess: String
    let listing: Listing?
    let closeList: String

    /// The figures, in the order of the columns.
    enum Figure: String, CaseIterable {
        case carried, asked, received, restored, offset
        case writtenOff = "written-off"
        case refunded, expended, open, excess

        var wording: String {
            switch self {
            case .carried: "繰越"
            case .asked: "調定額"
            case .received: "収入済額"
            case .restored: "戻入"
            case .offset: "充当"
            case .writtenOff: "不納欠損額"
            case .refunded: "戻出"
            case .expended: "歳出還付"
            case .open: "収入未済額"
            case .excess: "過誤納"
            }
        }

        func yen(_ figures: IncomeFigures) -> Yen {
            switch self {
            case .carried: figures.carried
            case .asked: figures.asked
            case .received: figures.received
            case .restored: figures.restored
            case .offset: figures.offset
            case .writtenOff: figures.writtenOff
            case .refunded: figures.refunded
            case .expended: figures.expended
            case .open: figures.open
            case .excess: figures.excess
            }
        }
    }

    /// Rows of one page of the cases.
    static let most = 100

    /// The account as the books hold it.
    struct Reading: Sendable {
        let account: IncomeAccount?
        let years: Set<FiscalYear>
        let unset: String?
        /// Every year; the proof compares it with what came in.
        let ledger: IncomeLedger?

        init(of year: FiscalYear, law: FiscalLaw, in scope: Scope) throws {
            do {
                let ledger = try IncomeBook.ledger(law: law, from: scope.db)
                account = try ledger.account(of: year, on: scope.today)
                years = ledger.years
                unset = nil
                self.ledger = ledger
            } catch let refusal as AccountingRefusal {
                (account, years, ledger) = (nil, [], nil)
                unset = "\(refusal.message)［\(refusal.code)］"
            }
        }
    }

    init(_ found: Reading, _ year: FiscalYear, _ visit: Visit) {
        let start = Route.accounting.path() + "?year=\(year.year)"
        columns = Figure.allCases.map(\.wording)
        unset = found.unset
        closeList = start
        guard let account = found.account, !account.isEmpty else {
            (rows, hasRows, isBlank) = ([], false, found.unset == nil)
            (excess, hasExcess) = ("", false)
            (behindExcess, listing) = ("", nil)
            return
        }
        (hasRows, isBlank) = (true, false)
        rows = Self.rows(account, start)
        let tooMuch = account.rows().filter { $0.figures.excess > .zero }
        hasExcess = !tooMuch.isEmpty
        excess =
            "\(Say.cases(tooMuch.count))・\(tooMuch.reduce(Yen.zero) { $0 + $1.figures.excess })"
        behindExcess = Self.address(start, nil, nil, .excess)
        listing = Self.listing(account, start, visit)
    }

    private static func rows(_ account: IncomeAccount, _ start: String) -> [Row] {
        var rows: [Row] = []
        for source in IncomeSource.allCases {
            let months = account.months(of: source)
            rows.append(
                row(source.wording, true, account.figures(source)) {
                    address(start, source, nil, $0)
                })
            rows += months.map { month in
                row(Wareki.text(month), false, account.figures(source, in: month)) {
                    address(start, source, month, $0)
                }
            }
        }
        let sum = row("合計", true, account.figures()) { address(start, nil, nil, $0) }
        return rows + [sum]
    }

    private static func row(
        _ title: String, _ isSum: Bool, _ figures: IncomeFigures, _ behind: (Figure) -> String
    ) -> Row {
        Row(
            title: title, isSum: isSum,
            cells: Figure.allCases.map { figure in
                let yen = figure.yen(figures)
                return Cell(
                    yen: yen.grouped, behind: yen == .zero ? "" : behind(figure),
                    isLinked: yen != .zero)
            })
    }

    private static func address(
        _ start: String, _ source: IncomeSource?, _ month: YearMonth?, _ figure: Figure
    ) -> String {
        question(start, source, month, figure) + "#income-list"
    }

    private static func question(
        _ start: String, _ source: IncomeSource?, _ month: YearMonth?, _ figure: Figure
    ) -> String {
        start + "&income=\(source?.rawValue ?? "all")" + (month.map { "&month=\($0)" } ?? "")
            + "&of=\(figure.rawValue)"
    }

    /// The cases behind the figure that was asked for; `nil` where none was.
    private static func listing(
        _ account: IncomeAccount, _ start: String, _ visit: Visit
    ) -> Listing? {
        let source = IncomeSource(rawValue: visit.query["income"])
        guard source != nil || visit.query["income"] == "all",
            let figure = Figure(rawValue: visit.query["of"])
        else { return nil }
        let month = YearMonth(iso: visit.query["month"])
        let behind = account.rows(source, in: month).filter { figure.yen($0.figures) != .zero }
        let list = ListPage(of: behind.count, asked: visit.query["page"], size: most)
        let asked = question(start, source, month, figure)
        let what = [source?.wording ?? "すべて", month.map { Wareki.text($0) }, figure.wording]
        return Listing(
            what: what.compactMap(\.self).joined(separator: "・")
                + "（\(Say.cases(behind.count))・"
                + "\(behind.reduce(Yen.zero) { $0 + figure.yen($1.figures) })）",
            entries: behind[list.rows].map { income, figures in
                Entry(
                    caseHref: href(income), caseName: "\(name(income)) \(income.id)",
                    yen: Figure.allCases.map { $0.yen(figures).grouped })
            }, isEmpty: behind.isEmpty,
            listPages: list.line(
                at: Route.accounting.path(),
                keeping: String(asked.dropFirst(Route.accounting.path().count + 1))))
    }

    private static func name(_ income: IncomeCase) -> String {
        switch income.source {
        case .highCost: "代理受領"
        case .thirdParty: "事故の記録"
        case .returned: "返還"
        }
    }

    private static func href(_ income: IncomeCase) -> String {
        switch income.source {
        case .highCost: Route.proxy.path(income.id)
        case .thirdParty: Route.liability.path(income.id)
        case .returned: Route.recovery.path(income.id)
        }
    }
}
