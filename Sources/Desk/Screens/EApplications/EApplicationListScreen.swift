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
        let isCut: Bool
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

        /// Where an application of a status is listed.
        static func of(_ status: ElectronicStatus) -> Shelf {
            allCases.first { $0.statuses.contains(status) } ?? .open
        }
    }

    static let most = 200

    static func show(_ visit: Visit) async throws -> Answer {
        let shelf = Shelf(rawValue: visit.query["state"]) ?? .open
        let office = visit.installation
        let found = try await visit.perform { scope in
            let list = try ListElectronicApplications.perform(
                shelf.statuses, limit: most, in: scope)
            return (
                counts: list.counts, applications: list.applications, refused: list.refused,
                people: try office.directory.persons(list.applications.compactMap(\.child))
            )
        }
        let reader = try visit.officer()
        let here = Route.eApplications.path()
        let isRefused = shelf == .refused
        let body = Body(
            tabs: Shelf.allCases.map { one in
                let count = one.statuses.reduce(0) { $0 + (found.counts[$1] ?? 0) }
                return Tab(
                    title: one.title,
                    count: one == .refused ? Say.count(found.refused.count) : Say.count(count),
                    href: here + "?state=\(one.rawValue)", isCurrent: one == shelf)
            }, isRefused: isRefused,
            rows: found.applications.map { row($0, found.people, reader, visit.today) },
            refused: isRefused ? found.refused.map(refused) : [],
            count: isRefused ? found.refused.count : found.applications.count,
            isNone: isRefused ? found.refused.isEmpty : found.applications.isEmpty,
            isCut: found.applications.count >= most)
        return .page(
            Page(
                "e-applications/list", Screen.eApplication.title, crumbs: [.home],
                keys: [.link("F5", "更新", here + "?state=\(shelf.rawValue)")],
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
