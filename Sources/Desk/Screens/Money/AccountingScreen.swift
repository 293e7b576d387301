// SPDX-License-Identifier: Apache-2.0
import Benefits
import Office
import Payments
import Safeguards
import Vocabulary

/// 1380 会計・予算: what is left of a year's budget, the orders, what waits for one, the income, the files
/// for the accounting system, and the proof of the money ledger. No person stands on it.
enum AccountingScreen {
    struct Body: PageModel {
        let years: [YearLink]
        let year: String
        let yearValue: String
        let closes: String
        let source: String
        let standings: [StandingRow]
        let hasBudget: Bool
        let entries: [EntryRow]
        let hasEntries: Bool
        let orders: [OrderRow]
        let isNone: Bool
        /// The account whose orders are shown, and the way to all.
        let group: Item?
        let all: String
        let waiting: [WaitingRow]
        let hasWaiting: Bool
        let hasRefundOrders: Bool
        let credits: [CreditRow]
        let hasCredits: Bool
        let income: IncomePanel
        let files: [FileRow]
        let hasFiles: Bool
        let fileCount: String
        let filePages: ListPage.Line?
        let mayManage: Bool
        let register: String
        let propose: String
        let fields: [FormField]
        let mayWrite: Bool
        let write: String
        let proof: [ProofRow]
        let places: [Item]
        let asOf: String
    }

    struct YearLink: PageModel {
        let href: String
        let label: String
        let isHere: Bool
    }

    struct StandingRow: PageModel {
        let code: String
        let title: String
        let budget: String
        let committed: String
        let restored: String
        let left: String
        let percent: String
        let isWarning: Bool
        /// Its orders.
        let accountHref: String
    }

    struct EntryRow: PageModel {
        let at: String
        let account: String
        let kind: String
        let amount: String
        let document: String
        let officer: String
    }

    struct OrderRow: PageModel {
        let href: String
        let number: String
        let title: String
        let payOn: String
        let amount: String
        let isPastYear: Bool
        let proposer: String
        let state: String
        let weight: String
    }

    struct WaitingRow: PageModel {
        /// `run`, `invoice` or `refund`.
        let field: String
        let id: String
        let number: String
        let payOn: String
        let total: String
        /// Asked for where nothing says it yet.
        var day: FormField?
    }

    /// Money that a review agency gives back, and that nobody has settled.
    struct CreditRow: PageModel {
        let href: String
        let number: String
        let dueOn: String
        let yen: String
        let state: String
    }

    struct FileRow: PageModel {
        let name: String
        let orders: String
        let total: String
        let officer: String
    }

    struct ProofRow: PageModel {
        let title: String
        let left: String
        let right: String
        let isTrue: Bool
    }

    /// Files of a page.
    static let mostFiles = 20

    /// The orders of one account in a year.
    static func path(of account: String, in year: FiscalYear) -> String {
        Route.accounting.path() + "?year=\(year.year)&account=\(Typed.escaped(account))"
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    private struct Reading: Sendable {
        let years: [FiscalYear]
        let standings: [BudgetStanding]
        let entries: [BudgetEntry]
        let orders: [Expenditure]
        let waiting: [PaymentRun]
        /// Accepted invoices of the review agencies without an order.
        let invoices: [StoredInvoice]
        /// Decided refunds of closed years without an order.
        let refunds: [RefundOrder.Waiting]
        /// What may have a budget of its own.
        let charges: [BudgetCharge]
        let credits: [StoredInvoice]
        let income: IncomePanel.Reading
        let fileList: ListPage
        let files: [AccountingFileRecord]
        let proof: MoneyProof
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let law = visit.installation.fiscalLaw
        let asked = Int(visit.query["year"]) ?? Int(visit.form["year"])
        let year = FiscalYear(asked ?? FiscalYear(of: visit.today).year)
        var reading = FormReading(visit.query, today: visit.today)
        let asOf = reading.optionalDate("as-of", "時点")
        // The last moment of the day: half a day before the noon of the next.
        let moment = asOf.map {
            Instant(
                microseconds: Instant(noonInJapan: $0.next).microseconds - 12 * 3_600_000_000 - 1)
        }
        let askedFiles = visit.query["files"]
        let found = try await visit.perform(.viewBudget) { scope in
            let files = ListPage(
                of: try AccountingFileBook.count(from: scope.db), asked: askedFiles,
                size: mostFiles)
            let orders = try ExpenditureBook.expenditures(of: year, from: scope.db)
            let runs = try RunBook.runs(in: [.approved], from: scope.db)
            let income = try IncomePanel.Reading(of: year, law: law, in: scope)
            return Reading(
                years: try BudgetBook.years(from: scope.db),
                standings: try BudgetBook.standings(of: year, law: law, from: scope.db),
                entries: try BudgetBook.entries(of: year, from: scope.db), orders: orders,
                waiting: try runs.filter { run in
                    try ExpenditureBook.expenditures(run: run.id, from: scope.db)
                        .allSatisfy { !$0.status.isLive }
                }, invoices: try invoices(law, in: scope),
                refunds: try RefundOrder.waiting(law: law, in: scope),
                charges: try RefundOrder.charges(in: year, law: law, in: scope),
                credits: try AgencyBook.openCredits(from: scope.db),
                income: income,
                fileList: files,
                files: try AccountingFileBook.files(
                    limit: files.rows.count, skipping: files.rows.lowerBound, from: scope.db
                ).map(\.record),
                proof: try MoneyProof.load(asOf: moment, income: income.ledger, from: scope.db))
        }
        return Page(
            "money/accounting", Screen.accounting.title, crumbs: [.home],
            keys: [.link("F5", "更新", Route.accounting.path())], problems: problems,
            message: Done.banner(visit),
            body: body(found, year, law, visit, asOf, problems))
    }

    private static func body(
        _ found: Reading, _ year: FiscalYear, _ law: FiscalLaw, _ visit: Visit,
        _ asOf: CivilDate?, _ problems: [FormProblem]
    ) -> Body {
        let here = FiscalYear(of: visit.today)
        let account = visit.query["account"]
        let orders = found.orders.filter { account.isEmpty || $0.account == account }
        let waiting = Self.waiting(found, visit, problems)
        let years = found.income.years.union(found.years + [here, FiscalYear(here.year - 1), year])
            .sorted(by: >)
        return Body(
            years: years.map {
                YearLink(
                    href: Route.accounting.path() + "?year=\($0.year)", label: Wareki.text($0),
                    isHere: $0 == year)
            }, year: Wareki.text(year), yearValue: String(year.year),
            closes: (try? law.lastDay(of: year)).map { Say.date($0) } ?? "未設定",
            source: law.source(on: year.firstDay),
            standings: found.standings.map { standing($0, year) },
            hasBudget: !found.standings.isEmpty,
            entries: found.entries.reversed().map { entry($0, visit) },
            hasEntries: !found.entries.isEmpty,
            orders: orders.map { order($0, visit) }, isNone: orders.isEmpty,
            group: account.isEmpty
                ? nil
                : Item(
                    "科目",
                    found.standings.first { $0.account == account }.map {
                        "\($0.account) \($0.title)"
                    } ?? account),
            all: Route.accounting.path() + "?year=\(year.year)",
            waiting: waiting, hasWaiting: !waiting.isEmpty,
            hasRefundOrders: !found.refunds.isEmpty,
            credits: found.credits.map {
                CreditRow(
                    href: Route.agencyInvoice.path($0.id), number: $0.invoice.title,
                    dueOn: Say.short($0.invoice.dueOn), yen: $0.invoice.credit.grouped,
                    state: InvoiceScreen.state($0).word)
            }, hasCredits: !found.credits.isEmpty,
            income: IncomePanel(found.income, year, visit),
            files: found.files.map {
                FileRow(
                    name: $0.name, orders: Say.count($0.orders), total: $0.total.grouped,
                    officer: visit.desk.name(of: $0.officer))
            }, hasFiles: !found.files.isEmpty, fileCount: Say.count(found.fileList.total),
            filePages: found.fileList.line(
                at: Route.accounting.path(),
                keeping: "year=\(year.year)"
                    + (account.isEmpty ? "" : "&account=\(Typed.escaped(account))"),
                as: "files"), mayManage: visit.may(.manageBudget),
            register: Route.registerBudget.path(), propose: Route.proposeExpenditure.path(),
            fields: fields(visit, found.charges).map { $0.checked(problems) },
            mayWrite: visit.may(.writeAccountingFile), write: Route.writeAccountingFile.path(),
            proof: found.proof.lines.map {
                ProofRow(
                    title: $0.title, left: $0.left.grouped, right: $0.right.grouped,
                    isTrue: $0.isTrue)
            },
            places: MoneyAccount.allCases.map {
                Item($0.wording, "\(found.proof.balance[$0])")
            }, asOf: asOf.map { Say.date($0) } ?? "現在")
    }

    private static func waiting(
        _ found: Reading, _ visit: Visit, _ problems: [FormProblem]
    ) -> [WaitingRow] {
        let runs = found.waiting.map {
            WaitingRow(
                field: "run", id: String($0.id), number: "\($0.kind.wording) \($0.number)",
                payOn: Say.short($0.paymentDay), total: $0.total.grouped)
        }
        let invoices = found.invoices.map {
            WaitingRow(
                field: "invoice", id: String($0.id), number: $0.invoice.title,
                payOn: Say.short($0.invoice.dueOn), total: $0.invoice.total.grouped)
        }
        return runs + invoices
            + found.refunds.map {
                WaitingRow(
                    field: "refund", id: String($0.request),
                    number: "過誤納の還付 返還 \($0.recovery)", payOn: "",
                    total: $0.amount.grouped,
                    day: FormField.date(
                        AccountingSteps.day(ofRefund: $0.request), "支払の予定日", visit.form,
                        hint: nil, isRequired: true
                    ).checked(problems))
            }
    }

    /// Accepted invoices that lack an order, or one of their two.
    private static func invoices(
        _ law: FiscalLaw, in scope: Scope
    ) throws -> [StoredInvoice] {
        let live = try ExpenditureBook.liveInvoices(from: scope.db)
        return try AgencyBook.payable(from: scope.db).filter { stored in
            guard let subject = ExpenditureSubject(stored) else { return false }
            // Where the book leaves something open, the proposal says what.
            return (try? ProposeExpenditure.isWaiting(subject, live: live, law: law))
                ?? (live[stored.invoice.reference] == nil)
        }
    }

    private static func standing(
        _ standing: BudgetStanding, _ year: FiscalYear
    ) -> StandingRow {
        StandingRow(
            code: standing.account, title: standing.title, budget: standing.budget.grouped,
            committed: standing.committed.grouped, restored: standing.restored.grouped,
            left: standing.left.grouped, percent: "\(standing.percent)%",
            isWarning: standing.isWarning || standing.isExceeded,
            accountHref: path(of: standing.account, in: year))
    }

    private static func entry(_ entry: BudgetEntry, _ visit: Visit) -> EntryRow {
        EntryRow(
            at: Say.moment(entry.at), account: entry.title, kind: entry.kind.wording,
            amount: entry.amount.grouped, document: entry.document,
            officer: visit.desk.name(of: entry.officer))
    }

    private static func order(_ order: Expenditure, _ visit: Visit) -> OrderRow {
        OrderRow(
            href: Route.expenditure.path(order.id), number: order.number, title: order.title,
            payOn: Say.short(order.payOn), amount: order.amount.grouped,
            isPastYear: order.place.isPastYear,
            proposer: visit.desk.name(of: order.proposer), state: order.status.wording,
            weight: order.status == .accepted ? "good" : order.status.isLive ? "warn" : "stop")
    }

    /// - Parameter charges: what has an account of its own in the year.
    private static func fields(_ visit: Visit, _ charges: [BudgetCharge]) -> [FormField] {
        let charge = FormField.select(
            "charge", "支払うもの", visit.form,
            charges.map { ($0.rawValue, $0.wording) }, isRequired: true)
        return (charges.count > 1 ? [charge] : []) + [
            .select(
                "kind", "区分", visit.form,
                BudgetEntryKind.allCases.map { ($0.rawValue, $0.wording) }, isRequired: true),
            .text(
                "amount", "額（円）", visit.form, hint: "減額は△をつけます", size: "short", isRequired: true),
            .text("document", "根拠の文書番号", visit.form, size: "middle", isRequired: true),
        ]
    }
}
