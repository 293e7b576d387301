// SPDX-License-Identifier: Apache-2.0
import Office
import Safeguards
import Vocabulary

/// 3010: who may work here, as what, until when, and when they last did.
enum OfficersScreen {
    struct Body: PageModel {
        let rows: [Row]
        let count: Int
    }

    struct Row: PageModel {
        let officer: String
        let name: String
        let department: String
        let roles: String
        let until: String
        let last: String
        let flags: [Flag]
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let reader = try visit.officer()
        let accounts = visit.installation.accounts
        let entries = try await visit.desk.threads.run { try accounts.officers(by: reader) }
        let rows = entries.map { row($0, on: visit.today) }
        return .page(
            Page(
                "administration/officers", "利用者・権限", crumbs: [Crumb("ホーム", Route.home.path())],
                keys: [.link("F5", "更新", Route.officers.path())],
                body: Body(rows: rows, count: rows.count)))
    }

    private static func row(_ entry: OfficerEntry, on today: CivilDate) -> Row {
        var flags: [Flag] = []
        if entry.isStopped { flags.append(Flag("停止", .stop)) }
        if entry.roles.isEmpty { flags.append(Flag("権限なし", .warn)) }
        if entry.roles.isSuperset(of: [.counter, .head])
            || entry.roles.isSuperset(of: [.payment, .head])
        {
            flags.append(Flag("起案と決裁の両方", .warn))
        }
        let idle = entry.lastLogin.map { Int(today.dayNumber - $0.dayInJapan.dayNumber) }
        if let idle, idle > 90 { flags.append(Flag("\(idle)日使われていない", .warn)) }
        return Row(
            officer: entry.officer, name: entry.name, department: entry.department,
            roles: Role.allCases.filter { entry.roles.contains($0) }.map(\.title)
                .joined(separator: "・"),
            until: entry.until.map { Say.short($0.previous) + "まで" } ?? "",
            last: entry.lastLogin.map(Say.moment) ?? "まだ", flags: flags)
    }
}
