// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Links
import Office
import Safeguards
import Vocabulary

/// One electronic application: what the form says beside what the registers say, item by item; its
/// attachments; what the formal check found; and what may be done.
enum EApplicationScreen {
    struct Body: PageModel {
        /// The child, as soon as it is known which.
        let subject: SubjectStrip?
        let status: String
        let weight: String
        let items: [Item]
        let findings: [String]
        let hasFindings: Bool
        let sides: [EApplicationSide]
        let stated: [Item]
        let registered: [EApplicationSide.Line]
        let hasRegistered: Bool
        let attachments: [AttachmentRow]
        let hasAttachments: Bool
        let history: [HistoryRow]
        let begin: String?
        let actions: EApplicationActions
        let successor: String?
    }

    struct AttachmentRow: PageModel {
        let title: String
        let name: String
        let size: String
        let scan: String
        let weight: String
        let open: String?
    }

    struct HistoryRow: PageModel {
        let at: String
        let what: String
        let officer: String
        let why: String
    }

    /// Items of the form that the heading of the page says already.
    private static let saidAbove: Set<String> = [
        "receipt", "applied", "applied-on", "signature", "reason", "procedure",
    ]

    /// Whether an item of a form tells where somebody is.
    private static func tellsPlace(_ key: String) -> Bool {
        [
            "postal", "address", "building", "phone", "mail", "insurer", "bank", "branch", "symbol",
            "institution", "school",
        ].contains { key.contains($0) }
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    /// An attachment that the scanner has passed, in the browser's window; never saved by it.
    static func attachment(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("attachment")
        let store = visit.installation.attachments
        let opened = try await visit.perform { scope in
            try OpenAttachment.perform(id, store: store, in: scope)
        }
        // The name that an applicant gave is not repeated to the browser.
        let kinds = ["application/pdf", "image/png", "image/jpeg"]
        guard kinds.contains(opened.mediaType) else {
            return .attachment(opened.bytes, name: "attachment-\(id)")
        }
        return .picture(opened.bytes, type: opened.mediaType)
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let id = try visit.id("eapplication")
        let office = visit.installation
        let instead = [
            ElectronicPart.applicant: EApplicationActions.chosen(.applicant, visit),
            .child: EApplicationActions.chosen(.child, visit),
        ]
        let found = try await visit.perform(.viewElectronicApplications) { scope in
            let view = try ShowElectronicApplication.perform(
                id, applicant: instead[.applicant] ?? nil, child: instead[.child] ?? nil,
                match: office.applicants, layouts: office.layouts, in: scope)
            let shelf = EApplicationListScreen.Shelf.of(view.application.status)
            return (
                view: view,
                beside: try ElectronicBook.neighbours(of: id, in: shelf.statuses, from: scope.db),
                strip: try view.child.number.flatMap {
                    try StripReading(about: $0, directory: office.directory, in: scope)
                }
            )
        }
        let view = found.view
        let application = view.application
        let mayOpen = visit.may(.viewElectronicApplications)
        let actions = EApplicationActions(view, visit, problems)
        let hidesPlaces = view.hidesPlaces
        let reader = try visit.officer()
        let body = Body(
            subject: found.strip.map { SubjectStrip($0, for: reader, in: office) },
            status: application.status.wording, weight: application.status.weight,
            items: items(application).filter { $0.value != "—" },
            findings: view.findings.map(\.wording),
            hasFindings: !view.findings.isEmpty,
            sides: [view.applicant, view.child].map {
                EApplicationSide($0, of: view, visit)
            },
            stated: view.items.filter { !saidAbove.contains($0.key) }
                .map { item in
                    // The form's own words tell where somebody under a measure lives.
                    let isKept = hidesPlaces && tellsPlace(item.key)
                    return Item(
                        item.title, isKept ? Say.hiddenForProtection : Say.stated(item.wording))
                },
            registered: view.registered.map { .init($0) },
            hasRegistered: !view.registered.isEmpty,
            attachments: view.attachments.map { attachment($0, mayOpen) },
            hasAttachments: !view.attachments.isEmpty,
            history: view.history.reversed().map { history($0, visit.desk) },
            begin: view.allowed.contains(.beginCheck) && visit.may(.decideElectronicApplication)
                ? Route.beginECheck.path(id) : nil,
            actions: actions, successor: application.successor.map(successor))
        return Page(
            "e-applications/application", "電子申請 \(application.receipt)",
            crumbs: [.home, .screen(.eApplication, .eApplications)],
            keys: keys(found.beside, body), problems: problems, message: Done.banner(visit),
            body: body)
    }

    private static func keys(
        _ beside: (before: Int64?, after: Int64?), _ body: Body
    ) -> [Key] {
        var keys = [
            beside.before.map { Key.before("前の申請", Route.eApplication.path($0)) },
            beside.after.map { Key.after("次の申請", Route.eApplication.path($0)) },
        ].compactMap(\.self)
        if body.actions.accept != nil {
            keys.append(.send("F12", "受け付ける", form: "accept-form", isMain: true))
        } else if body.begin != nil {
            keys.append(.send("F12", "形式審査を始める", form: "begin-form", isMain: true))
        }
        return keys
    }

    private static func items(_ one: ElectronicApplication) -> [Item] {
        [
            Item("受付番号", one.receipt), Item("申請サービス", EApplicationWords.service(one.service)),
            Item(
                "手続",
                one.procedure.wording + (one.reason.map { "（\($0.wording)）" } ?? "")),
            Item("申請日", Say.date(one.appliedOn)),
            Item(
                "最初の申請日",
                one.corrects == nil ? nil : "\(Say.date(one.firstAppliedOn))（補正後の申請）"),
            Item("到着", Say.moment(one.arrivedAt)), Item("電子署名", one.signature.wording),
            Item("補正の期限", one.dueOn.map(Say.date)),
        ]
    }

    private static func attachment(_ one: ElectronicAttachment, _ mayOpen: Bool) -> AttachmentRow {
        let weight =
            switch one.scan {
            case .clean: "good"
            case .waiting: "warn"
            case .infected: "stop"
            }
        return AttachmentRow(
            title: one.title, name: one.fileName, size: Say.size(one.bytes),
            scan: one.scan.wording, weight: weight,
            open: mayOpen && one.isOpenable ? Route.attachment.path(one.id) : nil)
    }

    private static func history(
        _ line: ElectronicHistoryLine, _ desk: DeskRoom
    ) -> HistoryRow {
        let due = line.dueOn.map { "期限 \(Say.short($0))" }
        return HistoryRow(
            at: Say.moment(line.at), what: line.event.wording, officer: desk.name(of: line.officer),
            why: [line.reason?.wording, line.note, due].compactMap(\.self)
                .joined(separator: "・"))
    }

    private static func successor(_ successor: ElectronicSuccessor) -> String {
        switch successor {
        case .application(let id): Route.application.path(id)
        case .reimbursement(let id): Route.reimbursement.path(id)
        }
    }
}
