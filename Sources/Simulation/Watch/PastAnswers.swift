// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Ledger
import Payments
import Vocabulary

/// 「過去のある時点の答えは、後から変わらない」: at every month's end some children's case, amounts
/// and letters are written down as they are known then, and at every later month's end the same
/// questions as of that moment must have the same answers. The account of income (1380) of a year that
/// is closed is written down as well, and stays as it was.
struct PastAnswers {
    private struct Answer {
        let child: AddresseeNumber
        let month: YearMonth
        let moment: Instant
        let digest: String
    }

    private let sample: Int
    private var answers: [Answer] = []
    private(set) var asked = 0

    private let asksCases: Bool
    private let law: FiscalLaw?
    /// Accounts of income of closed years.
    private var accounts: [FiscalYear: String] = [:]

    /// - Parameters:
    ///   - sample: children whose answers are kept of one month.
    ///   - asksCases: whether the office's own answer about the case is asked as well; without the
    ///     keys of the office it cannot be.
    ///   - law: says when a year is closed; `nil` asks for no income.
    init(sample: Int = 12, asksCases: Bool = true, law: FiscalLaw? = nil) {
        self.sample = sample
        self.asksCases = asksCases
        self.law = law
    }

    mutating func look(
        at month: YearMonth, now: Instant, from db: any Connection
    ) throws -> [String] {
        var broken: [String] = []
        for old in answers {
            asked += 1
            let digest = try digest(of: old.child, on: old.month.lastDay, as: old.moment, db)
            if digest != old.digest {
                broken.append("\(old.month)末の答えが変わりました(宛名番号 \(old.child))")
            }
        }
        for child in try MonthReading.children(
            sample, turn: month.monthNumber, from: db)
        {
            answers.append(
                Answer(
                    child: child, month: month, moment: now,
                    digest: try digest(of: child, on: month.lastDay, as: now, db)))
        }
        return try broken + lookAtIncome(month.lastDay, from: db)
    }

    private mutating func lookAtIncome(
        _ day: CivilDate, from db: any Connection
    ) throws -> [String] {
        guard let law else { return [] }
        let ledger = try IncomeBook.ledger(law: law, from: db)
        // A year without income is kept as such.
        let now = FiscalYear(of: day)
        let years = ledger.years.union(accounts.keys).union(
            (1...2).map { FiscalYear(now.year - $0) })
        var broken: [String] = []
        for year in years.sorted() where try day > law.lastDay(of: year) {
            let account = try ledger.account(of: year, on: day)
            var text = account.rows().map { "\($0.income.source) \($0.income.id) \($0.figures)" }
            for source in IncomeSource.allCases {
                text += account.months(of: source).map {
                    "\(source) \($0) \(account.figures(source, in: $0))"
                }
            }
            let digest = Digest.of([UInt8](text.joined(separator: "\n").utf8)).description
            guard let known = accounts[year] else {
                accounts[year] = digest
                continue
            }
            asked += 1
            if known != digest { broken.append("閉じた\(year.year)年度の収入が変わりました") }
        }
        return broken
    }

    /// The office's own answer about the case, and every row of its tables about the child's money
    /// and papers that was recorded until the moment.
    private func digest(
        of child: AddresseeNumber, on day: CivilDate, as moment: Instant, _ db: any Connection
    ) throws -> String {
        var text = ""
        let record =
            asksCases ? try ChildRecord.load(child, on: day, recorded: moment, from: db) : nil
        if let record {
            text += record.history.map { "\($0)" }.joined(separator: "\n")
            text += "\(String(describing: record.current))\n\(record.insurances)\n"
            text += "\(record.exclusions)\n\(record.certificates)\n"
            text += "\(String(describing: record.person))\n"
            text += "\(String(describing: record.recipient))\n"
            text += "\(record.account.map { $0.bankCode + $0.branchCode + $0.number } ?? "-")\n"
        }
        for row in try MonthReading.rows(of: child, until: moment, from: db) { text += row + "\n" }
        return Digest.of([UInt8](text.utf8)).description
    }
}
