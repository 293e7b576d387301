// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Office
import Safeguards
import Scheme
import Vocabulary

/// 交付簿: certificates of a period with their class and what became of them; return and recall.
enum CertificateRegisterScreen {
    struct Body: PageModel {
        let tabs: [PersonTab]
        let query: [FormField]
        let action: String
        let standing: String
        /// What was asked for, kept by the forms of the list.
        let kept: [Item]
        let counts: [Item]
        let rows: [Row]
        let isNone: Bool
        let pages: ListPage.Line?
        let isSearch: Bool
        let returning: String?
        let recalling: String?
        let fields: [FormField]
        let renewals: RenewalGroups?
    }

    struct Row: PageModel {
        let number: String
        let person: NamedPerson
        let recipientNumber: String
        let kind: String
        let periods: String
        let issued: String
        let again: String
        let standing: String
        let weight: String
        let event: String
        let isTickable: Bool
    }

    /// Rows of one page.
    static let most = 100

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func giveBack(_ visit: Visit) async throws -> Answer {
        try await carryOut(visit, "certificatereturned") { number, reason, scope in
            try ReturnCertificate.perform(number, reason: reason, in: scope)
        }
    }

    static func recall(_ visit: Visit) async throws -> Answer {
        try await carryOut(visit, "certificaterecalled") { number, reason, scope in
            try RecallCertificate.perform(number, reason: reason, in: scope)
        }
    }

    private static func carryOut(
        _ visit: Visit, _ done: String,
        _ body: @escaping @Sendable (String, String, Scope) throws -> Void
    ) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("why", orElse: "理由を入力してください。")
        let numbers = visit.form.all("row")
        if numbers.isEmpty { reading.wrong("certificates-form", "受給資格証を選んでください。") }
        if reading.isRight {
            do {
                try await visit.perform { scope in
                    for number in numbers { try body(number, reason, scope) }
                }
                return visit.carriedOut(
                    Route.certificates.path() + "?done=\(done)&n=\(numbers.count)&"
                        + Self.question(asked(visit)))
            } catch let refusal as EntitlementRefusal {
                reading.refused(refusal)
            }
        }
        return .page(try await page(visit, problems: reading.problems))
    }

    private static let names = ["from", "last", "number"]

    /// What the list was asked for: by its address, or by a form that keeps it.
    private static func asked(_ visit: Visit) -> Typed {
        visit.form.has("standing") ? visit.form : visit.query
    }

    private static func question(_ typed: Typed) -> String {
        names.map { "\($0)=\(Typed.escaped(typed[$0]))" }.joined(separator: "&")
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let (directory, book) = (visit.installation.directory, visit.installation.book)
        let ceilings = visit.installation.ceilings
        var typed = asked(visit)
        let standing = RegisteredCertificate.Standing(rawValue: typed["standing"])
        let year = FiscalYear(of: visit.today)
        if !typed.has("from") { typed.set("from", Say.short(year.firstDay)) }
        if !typed.has("last") { typed.set("last", Say.short(visit.today)) }
        var reading = FormReading(typed, today: visit.today)
        let from = reading.date("from", "交付日の始まり", whose: .child) ?? year.firstDay
        let last = reading.date("last", "交付日の終わり", whose: .child) ?? visit.today
        let number = typed["number"].precomposedStringWithCompatibilityMapping
        let page = typed["page"]
        // Whoever holds a certificate in the hand knows its number, not its day.
        let question = RegisterQuestion(
            issued: number.isEmpty
                ? EffectivePeriod(from: from, until: max(from, last).next) : nil,
            standing: standing, number: number.isEmpty ? nil : number)
        let read = try await visit.perform(.viewLists) { scope in
            let list = ListPage(
                of: try CertificateBook.count(question, on: scope.today, from: scope.db),
                asked: page, size: most)
            let shown = try CertificateBook.register(
                question, on: scope.today, rows: list.rows, from: scope.db)
            // Whoever looks for one certificate, or leafs, does not see the town's renewals.
            let due =
                number.isEmpty && list.number == 1
                ? try RenewalBook.groups(book, on: scope.today, from: scope.db) : []
            let next = try HistoryBook.decisions(
                ids: RenewalGroups.shown(due), from: scope.db)
            scope.saw(next.values.flatMap { [$0.child, $0.recipient] })
            scope.saw(shown.flatMap { [$0.certificate.child, $0.certificate.recipient] })
            return (
                rows: shown, list: list,
                counts: try question.issued.map {
                    try CertificateBook.counts(issued: $0, from: scope.db)
                } ?? [:],
                due: due, next: next.mapValues(\.child),
                outlook: try BatchOutlook.words(
                    due.reduce(0) { $0 + $1.waiting.count }, "受給資格証", ceilings, in: scope),
                people: try directory.persons(
                    shown.map(\.certificate.child) + next.values.map(\.child))
            )
        }
        let reader = try visit.officer()
        let classes = book.office.certificateClasses
        let may = visit.may(.recallCertificate) && !read.rows.isEmpty
        let suffix = "&" + Self.question(typed)
        let pages = read.list.line(
            at: Route.certificates.path(),
            keeping: "standing=\(standing?.rawValue ?? "")" + suffix)
        return Page(
            "cases/certificates", "受給資格証の交付簿", crumbs: [.home, .screen(.papers, .papers)],
            keys: [
                .link(
                    "F5", "更新",
                    Route.certificates.path() + "?standing=\(standing?.rawValue ?? "")" + suffix)
            ] + ListPage.keys(pages),
            problems: problems + reading.problems, message: Done.banner(visit),
            body: Body(
                tabs: [
                    PersonTab(
                        title: "すべて", href: Route.certificates.path() + "?standing=\(suffix)",
                        isCurrent: standing == nil)
                ]
                    + RegisteredCertificate.Standing.allCases.map {
                        PersonTab(
                            title: $0.wording,
                            href: Route.certificates.path() + "?standing=\($0.rawValue)\(suffix)",
                            isCurrent: $0 == standing)
                    },
                query: [
                    .text(
                        "number", "番号", typed, hint: "交付番号・受給者番号・児童の宛名番号。入力すると、交付日を問わず探します"),
                    .date("from", "交付日の始まり", typed, whose: "past"),
                    .date("last", "交付日の終わり", typed, whose: "past"),
                ], action: Route.certificates.path(), standing: standing?.rawValue ?? "",
                kept: ["standing", "page"].map { Item(hidden: $0, typed[$0]) }
                    + Self.names.map { Item(hidden: $0, typed[$0]) },
                counts: read.counts.sorted { ($0.key?.code ?? "") < ($1.key?.code ?? "") }
                    .map {
                        Item(
                            $0.key.map { classes.name(of: $0.code) } ?? "区分なし（以前の証）",
                            "\($0.value)枚")
                    },
                rows: read.rows.map { row($0, read.people, classes, reader, mayTick: may) },
                isNone: read.rows.isEmpty,
                pages: pages,
                isSearch: !number.isEmpty,
                returning: may ? Route.returnCertificate.path() : nil,
                recalling: may ? Route.recallCertificate.path() : nil,
                fields: [
                    FormField.text("why", "理由（記録されます）", visit.form, size: "long", isRequired: true)
                        .checked(problems)
                ],
                renewals: read.due.isEmpty
                    ? nil
                    : RenewalGroups(
                        read.due, read.next, read.people, classes: classes, for: reader,
                        mayIssue: visit.may(.issueCertificate),
                        mayStart: BatchJob.mayStart(visit), outlook: read.outlook)))
    }

    private static func row(
        _ line: RegisteredCertificate, _ people: [AddresseeNumber: ResidentSnapshot],
        _ classes: DatedValues<CertificateClasses>, _ reader: Principal, mayTick: Bool
    ) -> Row {
        let certificate = line.certificate
        return Row(
            number: certificate.issueNumber,
            person: NamedPerson(certificate.child, people, for: reader),
            recipientNumber: certificate.recipientNumber,
            kind: certificate.certificateClass.map { classes.name(of: $0.code) } ?? "—",
            periods: Say.periods(certificate.periods), issued: Say.short(certificate.issuedOn),
            again: certificate.reissueReason ?? "", standing: line.standing.wording,
            weight: line.standing == .recalled ? "warn" : "plain",
            event: [line.eventOn.map { Say.short($0) }, line.reason].compactMap(\.self)
                .joined(separator: " "),
            isTickable: mayTick && (line.standing == .out || line.standing == .recalled))
    }
}
