// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Links
import Office
import Safeguards
import Vocabulary

/// 保険者へ請求するもの: the mandates of one insurer that wait for their letter, and the letter.
enum InsurerMandateScreen {
    struct Body: PageModel {
        let insurer: String
        let rows: [Row]
        let isNone: Bool
        let total: String
        let action: String
        let fields: [FormField]
        let mayRequest: Bool
        let hasProtected: Bool
    }

    struct Row: PageModel {
        let id: String
        let href: String
        let number: String
        let person: PersonCell
        let family: String
        let month: String
        let band: String
        let burden: String
        let limit: String
        let amount: String
    }

    private struct Reading: Sendable {
        let proxies: [ProxyReceipt]
        let people: ListedPeople
        let last: InsurerOffice?
        let name: String?
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    /// Writes the letter, marks its mandates as requested and lays it on the printer, all or nothing.
    static func request(_ visit: Visit) async throws -> Answer {
        let insurer = visit.parameters["insurer"] ?? ""
        let ids = visit.form.all("row").compactMap { Int64($0) }
        var reading = FormReading(visit.form, today: visit.today)
        if ids.isEmpty { reading.wrong("request-form", "請求する行を選んでください。") }
        let office = InsurerOffice(
            insurer: insurer,
            name: reading.text("insurer-name", orElse: "保険者の名称を入力してください。"),
            postalCode: EntryReading.digits(reading.typed["insurer-postal"]),
            address: reading.text("insurer-address", orElse: "保険者の所在地を入力してください。"))
        if !office.postalCode.isEmpty, office.postalCode.count != 7 {
            reading.wrong("insurer-postal", "郵便番号は7桁の数字です。")
        }
        let reference = reading.text("reference", orElse: "文書番号を入力してください。")
        let due = reading.date("due", "回答の期限")
        guard reading.isRight, let due else {
            return .page(try await page(visit, problems: reading.problems))
        }
        let (desk, directory) = (visit.desk, visit.installation.directory)
        let account = visit.form["account"]
        do {
            let printed = try await visit.perform { scope in
                let written = try RequestFromInsurer.perform(
                    ids, to: office, reference: reference, dueOn: due, directory: directory,
                    in: scope)
                return try InsurerRequestSteps.print(written, account: account, desk, in: scope)
            }
            return try Printing.shelve(printed, visit)
        } catch let refusal as BenefitsRefusal {
            reading.refused(refusal, field: field(of: refusal))
        }
        return .page(try await page(visit, problems: reading.problems))
    }

    private static func field(of refusal: BenefitsRefusal) -> String? {
        switch refusal {
        case .referenceUsed: "reference"
        case .answerDayPassed: "due"
        case .insurerAddressMissing: "insurer-address"
        default: nil
        }
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let insurer = visit.parameters["insurer"] ?? ""
        guard let number = InsurerNumber(insurer) else { throw DeskRefusal.notFound }
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let found = try await visit.perform(.viewProxyReceipts) { scope in
            let proxies = try ProxyBook.open(from: scope.db).filter {
                $0.insurer == insurer && $0.state == .mandated
            }
            let last = try InsurerRequestBook.requests(to: insurer, limit: 1, from: scope.db)
            return Reading(
                proxies: proxies,
                people: try ListedPeople(
                    proxies.flatMap(\.people), directory: directory, in: scope),
                last: last.first?.office,
                name: try MasterBook.insurer(number, on: scope.today, from: scope.db)
                    ?? proxies.first.flatMap {
                        try EntitlementIndex.load(children: [$0.child], from: scope.db)
                            .insurances(child: $0.child).last { $0.insurer == insurer }?
                            .insurerName
                    })
        }
        // Who stands here has this insurer: a protected family is only counted as being left out.
        let shown = found.proxies.filter { !$0.people.contains(where: found.people.isProtected) }
        let mayRequest = visit.may(.writeInsurerRequest) && !shown.isEmpty
        let rows = shown.map { row($0, found.people, officer) }
        return Page(
            "adjustments/insurer", "保険者への請求書 \(insurer)",
            crumbs: [.home, .screen(.proxyReceipt, .proxies)],
            keys: [.link("F5", "更新", Route.insurerMandates.path(insurer))]
                + (mayRequest ? [.send("F12", "請求書を出す", form: "request-form", isMain: true)] : []),
            problems: problems, message: Done.banner(visit),
            body: Body(
                insurer: insurer, rows: rows, isNone: rows.isEmpty,
                total: shown.reduce(Yen.zero) { $0 + $1.estimate.benefit }.grouped,
                action: Route.requestProxies.path(insurer),
                fields: fields(prefilled(visit.form, found)).map { $0.checked(problems) },
                mayRequest: mayRequest, hasProtected: shown.count < found.proxies.count))
    }

    private static func row(
        _ proxy: ProxyReceipt, _ people: ListedPeople, _ reader: Principal
    ) -> Row {
        Row(
            id: String(proxy.id), href: Route.proxy.path(proxy.id), number: "K\(proxy.id)",
            person: PersonCell(proxy.child, people, for: reader),
            family: proxy.parts.count > 1 ? "ほか \(proxy.parts.count - 1)人" : "",
            month: Say.period(proxy.period), band: proxy.band + (proxy.isMultiple ? "（多数回）" : ""),
            burden: proxy.estimate.burden.grouped, limit: proxy.estimate.limit.grouped,
            amount: proxy.estimate.benefit.grouped)
    }

    /// What the last letter to this insurer said.
    private static func prefilled(_ typed: Typed, _ found: Reading) -> Typed {
        var typed = typed
        func fill(_ name: String, _ value: String?) {
            if !typed.has(name), let value, !value.isEmpty { typed.set(name, value) }
        }
        fill("insurer-name", found.last?.name ?? found.name)
        fill("insurer-postal", found.last?.postalCode)
        fill("insurer-address", found.last?.address)
        return typed
    }

    private static func fields(_ typed: Typed) -> [FormField] {
        [
            .text("insurer-name", "保険者の名称", typed, size: "long", isRequired: true),
            .code("insurer-postal", "郵便番号", typed, digits: 0, hint: "7桁"),
            .text(
                "insurer-address", "所在地", typed, hint: "封筒の窓に出ます", size: "long", isRequired: true),
            .text("reference", "文書番号", typed, hint: "例 見本子第123号", isRequired: true),
            .date("due", "回答の期限", typed, isRequired: true),
            .text("account", "振込先（市の口座）", typed, hint: "書かなければ請求書に載りません", size: "long"),
        ]
    }
}
