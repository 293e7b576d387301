// SPDX-License-Identifier: Apache-2.0
import Office
import Retention
import Safeguards
import Vocabulary

/// 3060: both systems by class, the lists, and the register of holds.
enum RetentionScreen {
    struct Body: PageModel {
        let systems: [SystemRow]
        let logs: [LogEndRow]
        let lists: [ListRow]
        let hasLists: Bool
        let holds: [HoldRow]
        let hasHolds: Bool
        let placing: Placing?
        let mayRelease: Bool
    }

    struct SystemRow: PageModel {
        let title: String
        let rows: [ClassRow]
        let candidates: String
        let inventory: String
        let proposing: String?
        let formID: String
        let total: String
    }

    struct ClassRow: PageModel {
        let title: String
        let rule: String
        let source: String
        let flags: [Flag]
        let units: String
        let persons: String
        let kept: String
    }

    struct ListRow: PageModel {
        let number: String
        let href: String
        let system: String
        let asOf: String
        let persons: String
        let cases: String
        let state: String
        let weight: String
        let proposer: String
    }

    struct HoldRow: PageModel {
        let subject: String
        let cause: String
        let reference: String
        let why: String
        let officer: String
        let since: String
        let ended: String
        let releaseAddress: String?
    }

    struct Placing: PageModel {
        let action: String
        let fields: [FormField]
        let isOpen: Bool
    }

    private struct Found: Sendable {
        let system: RetentionSystem
        let summary: [RetentionSummary]
        let lists: [PurgeList]
        let log: LogMonths
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let officer = try visit.officer()
        var found: [Found] = []
        var holds: [RetentionSystem: [LegalHold]] = [:]
        for system in RetentionSystem.allCases {
            let surroundings = try visit.installation.retention(of: system, for: officer)
            let (one, own) = try await read(visit, system) { scope in
                (
                    Found(
                        system: system,
                        summary: try ViewRetention.summary(of: system, surroundings, in: scope),
                        lists: try ViewRetention.lists(in: scope),
                        log: try ViewRetention.log(surroundings.catalogue, in: scope)),
                    try ViewRetention.holds(in: scope)
                )
            }
            found.append(one)
            holds[system] = own
        }
        let own = holds[.casework] ?? []
        let half = LegalHold.halfReleased(own, addressee: holds[.addressee] ?? [])
        let lists = found.flatMap { one in one.lists.map { row($0, one.system, visit) } }
        let mayRelease = visit.may(.releaseRecords)
        return Page(
            "retention/overview", "保存期間・消去", crumbs: [Crumb("ホーム", Route.home.path())],
            keys: [.link("F5", "更新", Route.retention.path())], problems: problems,
            message: Done.banner(visit),
            body: Body(
                systems: found.map { system($0, visit) },
                logs: found.map { LogEndRow($0.log, of: $0.system, visit) }, lists: lists,
                hasLists: !lists.isEmpty,
                holds: own.map {
                    hold($0, isHalf: half.contains($0.id), mayRelease: mayRelease, visit)
                }, hasHolds: !own.isEmpty,
                placing: visit.may(.holdRecords) ? placing(visit, problems) : nil,
                mayRelease: mayRelease))
    }

    /// A read behind the gate of the system.
    static func read<R: Sendable>(
        _ visit: Visit, _ system: RetentionSystem,
        _ body: @escaping @Sendable (Scope) throws -> R
    ) async throws -> R {
        do {
            return system == .casework
                ? try await visit.perform(.viewRetention, body)
                : try await visit.performInAddressee(.viewRetention, body)
        } catch RetentionRefusal.unknownList {
            throw DeskRefusal.notFound
        }
    }

    private static func system(_ found: Found, _ visit: Visit) -> SystemRow {
        let units = found.summary.reduce(0) { $0 + $1.units }
        let isOpen = found.lists.contains { $0.state != .done && $0.state != .sentBack }
        let mayPropose = visit.may(.proposePurge) && units > 0 && !isOpen
        return SystemRow(
            title: found.system.title, rows: found.summary.map(row),
            candidates: Route.retentionCandidates.path(found.system.rawValue),
            inventory: Route.retentionInventory.path(found.system.rawValue),
            proposing: mayPropose ? Route.proposePurge.path(found.system.rawValue) : nil,
            formID: "propose-\(found.system.rawValue)", total: Say.count(units))
    }

    private static func row(_ summary: RetentionSummary) -> ClassRow {
        let kept = summary.stopped.sorted { $0.key < $1.key }
            .map { "\($0.key.title) \(Say.count($0.value))件" }
        return ClassRow(
            title: summary.retention.title, rule: summary.retention.rule,
            source: summary.retention.source,
            flags: summary.retention.isVerified ? [] : [Flag("年数は未確認", .warn)],
            units: Say.count(summary.cases), persons: Say.count(summary.persons),
            kept: kept.joined(separator: "、"))
    }

    static func row(
        _ list: PurgeList, _ system: RetentionSystem, _ visit: Visit
    ) -> ListRow {
        let weight =
            switch list.state {
            case .proposed, .released, .running: "warn"
            case .sentBack: "plain"
            case .done: "good"
            }
        return ListRow(
            number: list.number, href: Route.purgeList.path(system.rawValue, list.id),
            system: system.title, asOf: Say.short(list.asOf), persons: Say.count(list.persons),
            cases: Say.count(list.cases), state: list.state.rawValue, weight: weight,
            proposer: visit.desk.name(of: list.proposer))
    }

    private static func hold(
        _ hold: LegalHold, isHalf: Bool, mayRelease: Bool, _ visit: Visit
    ) -> HoldRow {
        let ended = hold.endedAt.map {
            "\(Say.moment($0))（\(hold.endedBy.map { visit.desk.name(of: $0) } ?? "")）"
        }
        return HoldRow(
            subject: hold.subject.description, cause: hold.cause.rawValue,
            reference: hold.reference, why: hold.reason, officer: visit.desk.name(of: hold.officer),
            since: Say.moment(hold.since),
            ended: ended.map { $0 + (isHalf ? "。\(RetentionSystem.addressee.title)は停止中のまま" : "") }
                ?? "停止中",
            releaseAddress: mayRelease && (hold.endedAt == nil || isHalf)
                ? Route.releaseRecords.path(hold.id) : nil)
    }

    private static func placing(_ visit: Visit, _ problems: [FormProblem]) -> Placing {
        let isOwn = visit.route == .holdRecords
        let typed = visit.form
        let fields = [
            FormField.text("subject", "対象者の宛名番号", typed, isRequired: true),
            .select(
                "cause", "停止の事由", typed,
                LegalHold.Cause.allCases.map { ($0.rawValue, $0.rawValue) }),
            .text(
                "reference", "事件番号・文書番号", typed, hint: "氏名は書かないでください", size: "long",
                isRequired: true),
            .text("reason", "理由（記録されます）", typed, size: "long", isRequired: true),
        ]
        return Placing(
            action: Route.holdRecords.path(), fields: isOwn ? fields.checked(problems) : fields,
            isOpen: isOwn)
    }
}
