// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Payments
import Safeguards
import Scheme
import Vocabulary

/// 1372 高額療養費の代理受領: mandates by state, months that may bring a benefit, a new mandate, and the
/// requests to insurers.
enum ProxyListScreen {
    struct Body: PageModel {
        let rows: [Row]
        let isNone: Bool
        let outstanding: String
        let insurers: [InsurerRow]
        let hasInsurers: Bool
        let letters: [LetterRow]
        let hasLetters: Bool
        let candidates: [Candidate]
        let hasCandidates: Bool
        let candidateCount: String
        let candidatePages: ListPage.Line?
        let billed: String
        let least: String
        let mayOpen: Bool
        let action: String
        let fields: [FormField]
        let others: [OtherRow]
        let hasOthers: Bool
        let estimate: EstimateBox?
        let yearEstimate: YearCapBox?
        let yearCaps: YearCapList?
        /// Where the families above the yearly cap are counted; `nil` where no cap is in force.
        let capLinks: [CapLink]
        let hasCapLinks: Bool
    }

    /// A year of the yearly cap.
    struct CapLink: PageModel {
        let title: String
        let href: String
    }

    /// An insurer with mandates that nobody has asked for yet.
    struct InsurerRow: PageModel {
        let insurer: String
        let count: String
        let total: String
        let href: String
    }

    /// A letter to an insurer.
    struct LetterRow: PageModel {
        let href: String
        let reference: String
        let insurer: String
        let issued: String
        let due: String
        let count: String
        let total: String
        let state: String
        let weight: String
    }

    struct Row: PageModel {
        let href: String
        let number: String
        let person: PersonCell
        let month: String
        let insurer: String
        let expected: String
        let received: String
        let outstanding: String
        let state: String
        let weight: String
        let difference: String
    }

    struct Candidate: PageModel {
        let person: PersonCell
        let month: String
        let family: String
        let burden: String
        let ledger: String
        let take: String
    }

    /// Months of a page that may bring a benefit.
    static let mostMonths = 100

    private struct Reading: Sendable {
        let proxies: [ProxyReceipt]
        let list: ListPage
        let candidates: [HighCostCandidate]
        let letters: [InsurerRequest]
        let overdue: [Int64: Int]
        let open: [Int64: Int]
        let people: ListedPeople
        let yearCaps: YearCapList.Reading?
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        try await page(visit, problems: problems, estimate: nil)
    }

    static func page(
        _ visit: Visit, problems: [FormProblem], estimate: EstimateBox?,
        year yearEstimate: YearCapBox? = nil
    ) async throws -> Page {
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let billed = MonthEntry.read(visit.query["billed"]) ?? visit.today.yearMonth.previous
        let law = visit.installation.benefitLaw
        let askedYear = MonthEntry.read(visit.query["cap"])
        let askedPage = visit.query["page"]
        let askedMonths = visit.query["months"]
        let typedMonth = MonthEntry.read(prefilled(visit)["month"])
        let table: HighCostTable? =
            if case .found(let table, _) = visit.installation.book.national.highCostTable(
                typedMonth ?? billed)
            {
                table
            } else { nil }
        let least = visit.installation.benefitLaw.lowestLimit(billed)
        let found = try await visit.perform(.viewProxyReceipts) { scope in
            let proxies = try BenefitClaimsBack().counted(
                ProxyBook.open(from: scope.db), from: scope.db)
            let candidates = try least.map {
                try ProxyBook.candidates(billed: billed, least: $0, from: scope.db)
            }
            let all = candidates ?? []
            let list = ListPage(of: all.count, asked: askedMonths, size: mostMonths)
            let shown = Array(all[list.rows])
            let yearCaps = try YearCapList.read(
                askedYear, page: askedPage, law: law, in: scope)
            let letters = try InsurerRequestBook.requests(from: scope.db).filter {
                $0.kind == .claim
            }
            return Reading(
                proxies: proxies, list: list, candidates: shown, letters: letters,
                overdue: try InsurerRequestBook.overdue(on: scope.today, from: scope.db),
                open: try InsurerRequestBook.openCounts(letters.map(\.id), from: scope.db),
                people: try ListedPeople(
                    proxies.map(\.child) + shown.map(\.child)
                        + (yearCaps?.shown.map(\.child) ?? []), directory: directory, in: scope),
                yearCaps: yearCaps)
        }
        let mayOpen = visit.may(.recordProxyReceipt)
        let insurers = insurers(found, visit)
        let links = capLinks(visit)
        let leafed = found.yearCaps?.list.number ?? 1
        let candidatePages = found.list.line(
            at: Route.proxies.path(),
            keeping: [
                visit.query["billed"].isEmpty ? nil : "billed=\(billed)",
                found.yearCaps.map { "cap=\($0.year)" }, leafed > 1 ? "page=\(leafed)" : nil,
            ].compactMap(\.self).joined(separator: "&"), as: "months")
        let months = [
            visit.query["billed"].isEmpty ? nil : "billed=\(billed)",
            found.list.number > 1 ? "months=\(found.list.number)" : nil,
        ].compactMap(\.self)
        let yearCaps = found.yearCaps.map {
            YearCapList($0, found.people, keeping: months, for: officer)
        }
        return Page(
            "adjustments/proxies", Screen.proxyReceipt.title, crumbs: [.home],
            keys: [.link("F5", "更新", Route.proxies.path())]
                + ListPage.keys(yearCaps?.pages ?? candidatePages)
                + (mayOpen
                    ? [
                        .send("F9", "計算", form: "mandate-form", act: "calculate"),
                        .send("F12", "委任を受付", form: "mandate-form", isMain: true),
                    ] : []),
            problems: problems, message: Done.banner(visit),
            body: Body(
                rows: found.proxies.map { row($0, found, visit, officer) },
                isNone: found.proxies.isEmpty,
                outstanding: found.proxies.reduce(Yen.zero) { $0 + $1.outstanding }.grouped,
                insurers: insurers, hasInsurers: !insurers.isEmpty,
                letters: found.letters.map { letter($0, found) },
                hasLetters: !found.letters.isEmpty,
                candidates: found.candidates.map {
                    Candidate(
                        person: PersonCell($0.child, found.people, for: officer),
                        month: Say.month($0.month),
                        family: $0.siblings.isEmpty ? "" : "ほかに きょうだい \($0.siblings.count)人",
                        burden: $0.burden.grouped, ledger: Route.benefitLedger.path($0.child),
                        take: Route.proxies.path()
                            + "?child=\($0.child)&month=\($0.month)#mandate-form")
                }, hasCandidates: !found.candidates.isEmpty,
                candidateCount: Say.count(found.list.total), candidatePages: candidatePages,
                billed: Say.month(billed),
                least: least?.grouped ?? "—",
                mayOpen: mayOpen, action: Route.openProxy.path(),
                fields: fields(prefilled(visit), table).map { $0.checked(problems) },
                others: OtherRow.rows(visit.form, problems),
                hasOthers: OtherRow.isUsed(visit.form), estimate: estimate,
                yearEstimate: yearEstimate, yearCaps: yearCaps, capLinks: links,
                hasCapLinks: !links.isEmpty))
    }

    /// The year that ended last, and the one that runs.
    private static func capLinks(_ visit: Visit) -> [CapLink] {
        let today = visit.today.yearMonth
        return [today.adding(months: -12), today].compactMap { month in
            visit.installation.book.national.capYear(of: month).map {
                CapLink(
                    title: Say.period(.year($0)),
                    href: Route.proxies.path() + "?cap=\($0)#year-caps")
            }
        }
    }

    /// What was typed; a row of the table below fills child and month in.
    private static func prefilled(_ visit: Visit) -> Typed {
        var typed = visit.form
        for name in ["child", "month", "period"] where typed[name].isEmpty {
            if !visit.query[name].isEmpty { typed.set(name, visit.query[name]) }
        }
        return typed
    }

    /// Mandates that wait for their letter, by insurer.
    private static func insurers(_ found: Reading, _ visit: Visit) -> [InsurerRow] {
        guard visit.may(.writeInsurerRequest) else { return [] }
        let waiting = Dictionary(
            grouping: found.proxies.filter { $0.state == .mandated }, by: \.insurer)
        return waiting.sorted { $0.key < $1.key }.map { insurer, proxies in
            InsurerRow(
                insurer: insurer, count: Say.count(proxies.count),
                total: proxies.reduce(Yen.zero) { $0 + $1.estimate.benefit }.grouped,
                href: Route.insurerMandates.path(insurer))
        }
    }

    private static func letter(_ letter: InsurerRequest, _ found: Reading) -> LetterRow {
        let open = found.open[letter.id] ?? 0
        let isLate = found.overdue[letter.id] != nil
        return LetterRow(
            href: Route.insurerRequest.path(letter.id), reference: letter.reference,
            insurer: letter.office.name, issued: Say.short(letter.issuedOn),
            due: Say.short(letter.dueOn), count: Say.count(letter.items.count),
            total: letter.total.grouped,
            state: open == 0 ? "すべて回答" : isLate ? "期限を過ぎて \(open)件" : "回答待ち \(open)件",
            weight: open == 0 ? "good" : isLate ? "stop" : "plain")
    }

    private static func row(
        _ proxy: ProxyReceipt, _ found: Reading, _ visit: Visit, _ reader: Principal
    ) -> Row {
        Row(
            href: Route.proxy.path(proxy.id), number: "K\(proxy.id)",
            person: PersonCell(proxy.child, found.people, for: reader),
            month: Say.period(proxy.period),
            insurer: Say.place(
                reader.sees(proxy.insurer, of: .insurance),
                isProtected: found.people.isProtected(proxy.child)),
            expected: proxy.estimate.benefit.grouped, received: proxy.received.grouped,
            outstanding: proxy.outstanding.grouped, state: proxy.state.wording,
            weight: proxy.state == .refused ? "stop" : "plain",
            difference: proxy.difference.map { Say.signed($0.amount) } ?? "")
    }

    private static func fields(_ typed: Typed, _ table: HighCostTable?) -> [FormField] {
        let bands = (table?.bands ?? []).map { band in
            (band.name, band.reading.map { "\(band.name)（\($0)）" } ?? band.name)
        }
        return [
            .child(typed),
            .month("month", "診療年月", typed, hint: "R7.4 など。年間上限はその年の月", isRequired: true),
            .select(
                "period", "期間", typed,
                [("", "その月だけ"), ("year", "年間上限（8月から翌年7月）")]),
            .date("mandate", "委任状の日", typed, whose: "past", isRequired: true),
            .select("band", "所得区分", typed, [("", "選んでください")] + bands, isRequired: true),
            .select(
                "lowpay", "年間上限の額", typed,
                [("", "区分のとおり"), ("yes", "低い標準報酬月額の額（書類を見て）")], hint: "年間上限だけ"),
            .text("paper", "低い標準報酬を示す書類", typed, hint: "標準報酬決定通知書 R8.9.1 など"),
        ]
    }
}
