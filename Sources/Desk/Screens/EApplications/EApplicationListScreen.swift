// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Links
import Office
import Safeguards
import Vocabulary

/// 1160 電子申請 取込・突合: what waits, where it stands, and what was refused at the door.
enum EApplicationListScreen {
    struct Body: PageModel {
        let tabs: [Tab]
        let isRefused: Bool
        let rows: [Row]
        let refused: [RefusedRow]
        let count: Int
        let isNone: Bool
        let pages: ListPage.Line?
    }

    struct Tab: PageModel {
        let title: String
        let count: String
        let href: String
        let isCurrent: Bool
    }

    struct Row: PageModel {
        let href: String
        let receipt: String
        let service: String
        let procedure: String
        let reason: String
        let applied: String
        let arrived: String
        let days: Int
        let child: NamedPerson?
        let isUnmatched: Bool
        let status: String
        let weight: String
        let due: String
        let signature: String
        let signatureWeight: String
        let attachments: String
        let quarantined: Int
        let isQuarantined: Bool
        let isCorrection: Bool
    }

    struct RefusedRow: PageModel {
        let name: String
        let at: String
        let message: String
        let code: String
        let issues: Int
    }

    enum Shelf: String, CaseIterable {
        case open, correction, accepted, over, refused

        var title: String {
            switch self {
            case .open: "突合待ち"
            case .correction: "補正待ち"
            case .accepted: "受付・審査中"
            case .over: "終わったもの"
            case .refused: "受け取れなかったもの"
            }
        }

        var statuses: Set<ElectronicStatus> {
            switch self {
            case .open: [.arrived, .checking]
            case .correction: [.correction]
            case .accepted: [.accepted, .examining]
            case .over: [.decided, .refused, .withdrawn, .returned]
            case .refused: []
            }
        }

        /// How many of the applications stand here.
        func count(_ counts: [ElectronicStatus: Int]) -> Int {
            statuses.reduce(0) { $0 + (counts[$1] ?? 0) }
        }

        /// Where an application of a status is listed.
        static func of(_ status: ElectronicStatus) -> Shelf {
            allCases.first { $0.statuses.contains(status) } ?? .open
        }
    }

    /// Rows of one page: it stays below 150 KB with the longest names too.
    static let most = 100

    private struct Reading: Sendable {
        let counts: [ElectronicStatus: Int]
        let refusedCount: Int
        let list: ListPage
        let applications: [ElectronicApplication]
        let refused: [RefusedBundle]
        let people: [AddresseeNumber: ResidentSnapshot]

        init(
            _ shelf: Shelf, page: String, directory: any AddresseeDirectory, in scope: Scope
        ) throws {
            counts = try ElectronicBook.counts(from: scope.db)
            refusedCount = try ElectronicBook.refusedCount(from: scope.db)
            let waiting = shelf.count(counts)
            list = ListPage(
                of: shelf == .refused ? refusedCount : waiting, asked: page, size: most)
            applications = try ListElectronicApplications.page(
                shelf.statuses, limit: list.rows.count, from: list.rows.lowerBound, in: scope)
            refused =
                shelf == .refused
                ? try ElectronicBook.refused(
                    limit: list.rows.count, from: list.rows.lowerBound, in: scope.db) : []
            people = try directory.persons(applications.compactMap(\.child))
        }
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let shelf = Shelf(rawValue: visit.query["state"]) ?? .open
        let directory = visit.installation.directory
        let asked = visit.query["page"]
        let found = try await visit.perform {
            try Reading(shelf, page: asked, directory: directory, in: $0)
        }
        let reader = try visit.officer()
        let here = Route.eApplications.path()
        let isRefused = shelf == .refused
        let pages = found.list.line(at: here, keeping: "state=\(shelf.rawValue)")
        let body = Body(
            tabs: Shelf.allCases.map { one in
                Tab(
                    title: one.title,
                    count: Say.count(
                        one == .refused ? found.refusedCount : one.count(found.counts)),
                    href: here + "?state=\(one.rawValue)", isCurrent: one == shelf)
            }, isRefused: isRefused,
            rows: found.applications.map { row($0, found.people, reader, visit.today) },
            refused: found.refused.map(refused), count: found.list.total,
            isNone: found.list.total == 0, pages: pages)
        return .page(
            Page(
                "e-applications/list", Screen.eApplication.title, crumbs: [.home],
                keys: [
                    .link(
                        "F5", "更新",
                        here + "?state=\(shelf.rawValue)"
                            + (pages.map { "&page=\($0.number)" } ?? ""))
                ] + ListPage.keys(pages),
                message: Done.banner(visit), body: body))
    }

    private static func row(
        _ one: ElectronicApplication, _ people: [AddresseeNumber: ResidentSnapshot],
        _ reader: Principal, _ today: CivilDate
    ) -> Row {
        Row(
            href: Route.eApplication.path(one.id), receipt: one.receipt,
            service: EApplicationWords.service(one.service),
            procedure: one.procedure.wording, reason: one.reason?.wording ?? "",
            applied: Say.short(one.appliedOn), arrived: Say.moment(one.arrivedAt),
            days: Int(today.dayNumber - one.arrivedAt.dayInJapan.dayNumber),
            child: one.child.map { NamedPerson($0, people, for: reader) },
            isUnmatched: one.child == nil || one.applicant == nil, status: one.status.wording,
            weight: one.status.weight, due: Say.short(one.dueOn),
            signature: one.signature.wording,
            signatureWeight: one.signature == .valid
                ? "good" : one.signature == .invalid ? "stop" : "warn",
            attachments: "\(one.attachments)件", quarantined: one.quarantined,
            isQuarantined: one.quarantined > 0, isCorrection: one.corrects != nil)
    }

    private static func refused(_ bundle: RefusedBundle) -> RefusedRow {
        RefusedRow(
            name: bundle.name.isEmpty ? "（名前が取り決めと違います）" : bundle.name,
            at: Say.moment(bundle.refusedAt), message: bundle.message, code: bundle.code,
            issues: bundle.issues)
    }
}

extension ElectronicStatus {
    /// How the status looks.
    var weight: String {
        switch self {
        case .arrived, .checking, .accepted, .examining: "plain"
        case .correction: "warn"
        case .decided: "good"
        case .refused, .returned: "stop"
        case .withdrawn: "plain"
        }
    }
}
