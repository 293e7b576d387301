// SPDX-License-Identifier: Apache-2.0
import Office
import Registers
import Vocabulary

/// 3070 安全管理台帳: what is overdue first, then every register with its numbers.
enum RegisterOverviewScreen {
    struct Body: PageModel {
        let overdue: Int
        let near: Int
        let alarms: [AlarmRow]
        let hasAlarms: Bool
        let isCut: Bool
        let alarmPages: ListPage.Line?
        let groups: [Group]
        let links: [Link]
    }

    struct AlarmRow: PageModel {
        let register: String
        let entry: String
        let href: String
        let what: String
        let who: String
        let flags: [Flag]
    }

    struct Group: PageModel {
        let title: String
        let rows: [Row]
    }

    struct Row: PageModel {
        let title: String
        let href: String
        let measures: String
        let purpose: String
        let all: Int
        let open: Int
        let flags: [Flag]
    }

    struct Link: PageModel {
        let title: String
        let href: String
        let why: String
    }

    /// Rows of one page, above the registers.
    static let most = 100

    static func show(_ visit: Visit) async throws -> Answer {
        let room = visit.installation.registers
        let overview = try await visit.perform { scope in
            try ViewRegisters.perform(room: room, in: scope)
        }
        let near = overview.alarms.count { $0.state == .near }
        let list = ListPage(of: overview.alarms.count, asked: visit.query["page"], size: most)
        let pages = list.line(at: Route.registers.path())
        return .page(
            Page(
                "registers/overview", Screen.registers.title, crumbs: [.home],
                keys: [.link("F5", "更新", Route.registers.path())] + ListPage.keys(pages),
                message: Done.banner(visit),
                body: Body(
                    overdue: overview.overdue, near: near,
                    alarms: overview.alarms[list.rows].map { row($0, room.catalogue) },
                    hasAlarms: !overview.alarms.isEmpty, isCut: overview.isCut,
                    alarmPages: pages,
                    groups: groups(overview), links: links)))
    }

    private static func row(
        _ alarm: RegisterAlarm, _ catalogue: RegisterCatalogue
    ) -> AlarmRow {
        let kind = try? catalogue.kind(alarm.kind)
        let places = kind.map { RegisterPlaces(kind: $0) }
        let href = alarm.entry.flatMap { places?.record($0) } ?? places?.list ?? ""
        return AlarmRow(
            register: kind?.title ?? alarm.kind, entry: alarm.entry?.wording ?? "台帳全体",
            href: href, what: alarm.what, who: alarm.responsible ?? "—",
            flags: [alarm.state.flag(alarm.dueOn)])
    }

    private static func groups(_ overview: RegisterOverview) -> [Group] {
        var order: [String] = []
        var rows: [String: [Row]] = [:]
        for line in overview.lines {
            if rows[line.kind.group] == nil { order.append(line.kind.group) }
            rows[line.kind.group, default: []].append(row(line))
        }
        return order.map { Group(title: $0, rows: rows[$0] ?? []) }
    }

    private static func row(_ line: RegisterOverview.Line) -> Row {
        var flags: [Flag] = []
        if line.count.overdue > 0 { flags.append(Flag("期限切れ \(line.count.overdue)件", .stop)) }
        if let due = line.due {
            let state = line.state == .overdue && line.count.overdue == 0
            if state || line.state == .near { flags.append(line.state.flag(due.on)) }
        }
        if line.count.unconfirmed > 0, line.kind.confirmers != nil {
            flags.append(Flag("確認待ち \(line.count.unconfirmed)件", .warn))
        }
        if flags.isEmpty, let due = line.due {
            flags.append(Flag("次は \(Say.short(due.on))", .plain))
        }
        return Row(
            title: line.kind.title, href: RegisterPlaces(kind: line.kind).list,
            measures: line.kind.measures.joined(separator: " "), purpose: line.kind.purpose,
            all: line.count.all, open: line.count.open, flags: flags)
    }

    private static let links = [
        Link(
            title: "しきい値判断", href: Route.threshold.path(),
            why: "対象人数・取扱者数を、いまの記録から数えて台帳と比べる"),
        Link(
            title: "評価書の版の比較（別添2）", href: Route.assessmentChanges.path(),
            why: "二つの版の変更箇所を作る"),
        Link(title: "入退室の照合", href: Route.doors.path(), why: "コンソールのログイン・入退室装置・管理簿を比べる"),
        Link(title: "回覧・意識調査・自己点検", href: Route.circulars.path(), why: "読む・答える"),
    ]
}
