// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
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
        let mayRequest: Bool
        let request: String
        let requestFields: [FormField]
        let candidates: [Candidate]
        let hasCandidates: Bool
        let billed: String
        let least: String
        let mayOpen: Bool
        let action: String
        let fields: [FormField]
    }

    struct Row: PageModel {
        let id: String
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
        let mayTick: Bool
    }

    struct Candidate: PageModel {
        let person: PersonCell
        let month: String
        let burden: String
        let ledger: String
    }

    private struct Reading: Sendable {
        let proxies: [ProxyReceipt]
        let candidates: [HighCostCandidate]
        let people: ListedPeople
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    /// Takes a mandate in.
    static func open(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let typed = EntryReading.digits(reading.typed["child"])
        if typed.isEmpty { reading.wrong("child", "受給者番号か宛名番号を入力してください。") }
        let month = MonthEntry.read(reading.typed["month"])
        if month == nil { reading.wrong("month", "診療年月を、R7.4 のように入力してください。") }
        let day = reading.date("mandate", "委任状の日", whose: .child)
        let band = reading.text("band", orElse: "所得区分を選んでください。")
        guard reading.isRight, let month, let day else {
            return .page(try await page(visit, problems: reading.problems))
        }
        let law = BenefitLaw(book: visit.installation.book)
        do {
            let id = try await visit.perform { scope -> Int64 in
                guard let child = try FindChildren.typed(typed, in: scope) else {
                    throw BenefitsRefusal.childUnknown
                }
                return try RecordProxyReceipt.open(
                    Mandate(child: child, month: month, mandateOn: day, band: band), law: law,
                    in: scope)
            }
            return visit.carriedOut(Route.proxy.path(id) + "?done=mandatetaken")
        } catch let refusal as BenefitsRefusal {
            reading.refused(refusal)
        } catch let refusal as AmountRefusal {
            reading.refused(refusal, field: "band")
        }
        return .page(try await page(visit, problems: reading.problems))
    }

    /// Marks mandates as requested; the letters are printed from their pages.
    static func request(_ visit: Visit) async throws -> Answer {
        let ids = visit.form.all("row").compactMap { Int64($0) }
        var reading = FormReading(visit.form, today: visit.today)
        if ids.isEmpty { reading.wrong(nil, "請求する行を選んでください。") }
        let reference = reading.text("reference", orElse: "文書番号を入力してください。")
        guard reading.isRight else {
            return .page(try await page(visit, problems: reading.problems))
        }
        return try await visit.step(
            Route.proxies.path() + "?done=proxiesrequested&n=\(ids.count)",
            { try await page($0, problems: $1) }
        ) { scope in
            try RequestFromInsurer.perform(ids, reference: reference, in: scope)
        }
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let billed = MonthEntry.read(visit.query["billed"]) ?? visit.today.yearMonth.previous
        let table: HighCostTable? =
            if case .found(let table, _) = visit.installation.book.national.highCostTable(billed) {
                table
            } else { nil }
        let least = BenefitLaw(book: visit.installation.book).lowestLimit(billed)
        let found = try await visit.perform(.viewProxyReceipts) { scope in
            let proxies = try ProxyBook.open(from: scope.db)
            let candidates = try least.map {
                try ProxyBook.candidates(billed: billed, least: $0, from: scope.db)
            }
            let shown = Array((candidates ?? []).prefix(300))
            return Reading(
                proxies: proxies, candidates: shown,
                people: try ListedPeople(
                    proxies.map(\.child) + shown.map(\.child), directory: directory, in: scope))
        }
        let mayRequest =
            visit.may(.writeInsurerRequest) && found.proxies.contains { $0.state == .mandated }
        return Page(
            "adjustments/proxies", Screen.proxyReceipt.title, crumbs: [.home],
            keys: [.link("F5", "更新", Route.proxies.path())]
                + (mayRequest ? [.send("F10", "請求書の作成", form: "request-form")] : []),
            problems: problems, message: Done.banner(visit),
            body: Body(
                rows: found.proxies.map { row($0, found, visit, officer) },
                isNone: found.proxies.isEmpty,
                outstanding: found.proxies.reduce(Yen.zero) { $0 + $1.outstanding }.grouped,
                mayRequest: mayRequest, request: Route.requestProxies.path(),
                requestFields: [
                    FormField.text(
                        "reference", "文書番号", visit.form, hint: "例 見本子第123号", isRequired: true)
                ].map { $0.checked(problems) },
                candidates: found.candidates.map {
                    Candidate(
                        person: PersonCell($0.child, found.people, for: officer),
                        month: Say.month($0.month), burden: $0.burden.grouped,
                        ledger: Route.benefitLedger.path($0.child))
                }, hasCandidates: !found.candidates.isEmpty, billed: Say.month(billed),
                least: least?.grouped ?? "—",
                mayOpen: visit.may(.recordProxyReceipt), action: Route.openProxy.path(),
                fields: fields(visit.form, table).map { $0.checked(problems) }))
    }

    private static func row(
        _ proxy: ProxyReceipt, _ found: Reading, _ visit: Visit, _ reader: Principal
    ) -> Row {
        Row(
            id: String(proxy.id), href: Route.proxy.path(proxy.id), number: "K\(proxy.id)",
            person: PersonCell(proxy.child, found.people, for: reader),
            month: Say.month(proxy.month),
            insurer: Say.place(
                reader.sees(proxy.insurer, of: .insurance),
                isProtected: found.people.isProtected(proxy.child)),
            expected: proxy.estimate.benefit.grouped, received: proxy.received.grouped,
            outstanding: proxy.outstanding.grouped, state: proxy.state.wording,
            weight: proxy.state == .refused ? "stop" : "plain",
            mayTick: proxy.state == .mandated && visit.may(.writeInsurerRequest))
    }

    private static func fields(_ typed: Typed, _ table: HighCostTable?) -> [FormField] {
        let bands = (table?.bands ?? []).map { band in
            (band.name, band.reading.map { "\(band.name)（\($0)）" } ?? band.name)
        }
        return [
            .text("child", "児童", typed, hint: "受給者番号か宛名番号", size: "short", isRequired: true),
            .text("month", "診療年月", typed, hint: "R7.4 など", size: "short", isRequired: true),
            .date("mandate", "委任状の日", typed, whose: "past", isRequired: true),
            .select("band", "所得区分", typed, [("", "選んでください")] + bands, isRequired: true),
        ]
    }
}
