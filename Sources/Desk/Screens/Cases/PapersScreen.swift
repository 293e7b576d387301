// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Links
import Office
import Safeguards
import Vocabulary

/// 1180 書類: the papers of a case: attached through the door of the virus scan, shown, blacked out.
enum PapersScreen {
    struct Body: PageModel {
        let subject: SubjectStrip
        let tabs: [PersonTab]
        let isLinked: Bool
        let rows: [Row]
        let hasRows: Bool
        let attaching: Form?
    }

    struct Form: PageModel {
        let action: String
        let fields: [FormField]
        let fileProblem: String?
        let most: String
    }

    struct Row: PageModel {
        let id: String
        let kind: String
        let received: String
        let pages: Int
        let size: String
        let retention: String
        let digest: String
        let officer: String
        let show: String?
        let redact: String?
        let void: String?
        let isRedacted: Bool
        let gone: String?
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func attach(_ visit: Visit) async throws -> Answer {
        defer { visit.desk.uploads.remove(visit.files.map(\.path)) }
        let number = try visit.addressee()
        let office = visit.installation
        var reading = FormReading(visit.form, today: visit.today)
        let kind = reading.text("kind", orElse: "書類の種類を選んでください。")
        let received = reading.date("received", "受け取った日", whose: .child)
        guard let file = visit.files.first else {
            return .page(
                try await page(
                    visit, problems: reading.problems + [FormProblem("file", "ファイルを選んでください。")]))
        }
        guard let received, reading.isRight else {
            return .page(try await page(visit, problems: reading.problems))
        }
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file.path)))
        let input = PaperInput(
            subject: number, application: Int64(visit.form["application"]), kind: kind,
            receivedOn: received, bytes: bytes,
            // Every file that reaches a handler went through the scanner at the reception.
            scanner: visit.desk.scanning == nil ? "検査済み" : "検証環境（検査なし）")
        do {
            let looked = try await visit.desk.threads.run {
                try AttachPaper.look(bytes, press: office.settings.paperPress)
            }
            try await visit.perform(about: [number]) { scope in
                _ = try AttachPaper.perform(
                    input, looked: looked, rules: office.caseRules, store: office.papers,
                    in: scope)
            }
            return visit.carriedOut(Route.casePapers.path(number) + "?done=paperattached")
        } catch let refusal as CaseRefusal {
            reading.refused(refusal, field: "file")
        } catch let refusal as EntitlementRefusal {
            reading.refused(refusal)
        }
        return .page(try await page(visit, problems: reading.problems))
    }

    /// The paper as it may be seen: the blacked-out copy where there is one.
    static func open(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("casepaper")
        let store = visit.installation.papers
        do {
            let opened = try await visit.perform { scope in
                try OpenPaper.perform(id, store: store, in: scope)
            }
            return opened.media == .pdf
                ? .pdf(opened.bytes, name: "paper-\(id).pdf")
                : .picture(opened.bytes, type: opened.media.rawValue)
        } catch CaseRefusal.unknownPaper, CaseRefusal.paperVoided {
            throw DeskRefusal.notFound
        }
    }

    static func void(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("casepaper")
        let reason = visit.form["why"]
        let number = AddresseeNumber(visit.form["person"])
        guard let number else { throw DeskRefusal.notFound }
        do {
            try await visit.perform { scope in
                try VoidPaper.perform(id, reason: reason, in: scope)
            }
            return visit.carriedOut(Route.casePapers.path(number) + "?done=papervoided")
        } catch let refusal as CaseRefusal {
            throw refusal == .unknownPaper ? DeskRefusal.notFound : refusal
        }
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let number = try visit.addressee()
        let office = visit.installation
        let read = try await visit.perform(.viewPapers, about: [number]) { scope in
            (
                strip: try StripReading(about: number, directory: office.directory, in: scope),
                papers: try CasePaperBook.papers(of: number, from: scope.db),
                applications: try ApplicationBook.files(child: number, from: scope.db)
            )
        }
        guard let strip = read.strip else { throw DeskRefusal.notFound }
        let mayAttach = visit.may(.attachPaper) && !read.applications.isEmpty
        var typed = visit.form
        if !typed.has("received") { typed.set("received", Say.short(visit.today)) }
        let fields: [FormField] = [
            .select(
                "kind", "種類", typed,
                [("", "選んでください")]
                    + office.caseRules.documents(.paper, on: visit.today).map {
                        ($0.code, $0.wording)
                    }, isRequired: true),
            .select(
                "application", "どの申請・届出の書類か", typed,
                [("", "申請によらない")]
                    + read.applications.map {
                        (String($0.id), "\($0.receipt) \($0.kind.wording)")
                    }),
            .date("received", "受け取った日", typed, whose: "past", isRequired: true),
        ]
        return Page(
            "cases/papers", "書類", crumbs: [.home, Crumb("対象者台帳", Route.person.path(number))],
            keys: mayAttach ? [.send("F12", "登録する", form: "paper-form", isMain: true)] : [],
            problems: problems, message: Done.banner(visit),
            body: Body(
                subject: SubjectStrip(strip, for: try visit.officer(), in: office),
                tabs: visit.personTabs(number), isLinked: !read.applications.isEmpty,
                rows: read.papers.map { row($0, visit) }, hasRows: !read.papers.isEmpty,
                attaching: mayAttach
                    ? Form(
                        action: Route.attachPaper.path(number), fields: fields.checked(problems),
                        fileProblem: problems.first { $0.href == "#file" }?.message,
                        most: Say.size(PaperInput.most)) : nil))
    }

    private static func row(_ paper: CasePaper, _ visit: Visit) -> Row {
        let rules = visit.installation.caseRules
        let stands = paper.voidReason == nil
        return Row(
            id: String(paper.id), kind: rules.wording(paper.kind, in: .paper),
            received: Say.short(paper.receivedOn), pages: paper.pageCount,
            size: Say.size(paper.byteCount), retention: paper.retention,
            digest: String(paper.digest.prefix(12)), officer: visit.desk.name(of: paper.officer),
            show: stands ? Route.casePaper.path(paper.id) : nil,
            redact: stands && visit.may(.redactPaper) ? Route.redactForm.path(paper.id) : nil,
            void: stands && visit.may(.attachPaper) ? Route.voidPaper.path(paper.id) : nil,
            isRedacted: paper.isRedacted, gone: paper.voidReason)
    }
}
