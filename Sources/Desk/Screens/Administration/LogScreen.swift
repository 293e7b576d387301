// SPDX-License-Identifier: Apache-2.0
import Ledger
import Office
import Safeguards
import Vocabulary

/// 4010: the log by officer, person, operation, terminal and day.
enum LogScreen {
    struct Body: PageModel {
        let action: String
        let fields: [FormField]
        let rows: [Row]
        let count: Int
        let isNone: Bool
        let isCut: Bool
    }

    struct Row: PageModel {
        let number: String
        let at: String
        let officer: String
        let terminal: String
        let what: String
        let purpose: String
        let reason: String
        let subjects: String
        let result: String
        let weight: String
    }

    static let most = 200

    static func show(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.query, today: visit.today)
        let typed = reading.typed
        var query = LogQuery(limit: most + 1)
        query.officer = typed["officer"].isEmpty ? nil : typed["officer"]
        query.terminal = typed["terminal"].isEmpty ? nil : typed["terminal"]
        query.operation = OperationCode(rawValue: typed["operation"])
        if !typed["subject"].isEmpty {
            query.subject = AddresseeNumber(typed["subject"])
            if query.subject == nil { reading.wrong("subject", "宛名番号は15桁までの数字です。") }
        }
        query.from = reading.optionalDate("from", "始めの日")
        query.through = reading.optionalDate("through", "終わりの日")
        var entries: [(LogLine, [AddresseeNumber])] = []
        if reading.isRight {
            let asked = query
            entries = try await visit.perform(about: [asked.subject].compactMap(\.self)) { scope in
                let found = try LogBook.search(asked, from: scope.db)
                scope.counted(found.count)
                return try found.map {
                    ($0, try LogBook.subjects(of: $0.operation, limit: 3, from: scope.db))
                }
            }
        }
        let body = Body(
            action: Route.log.path(), fields: fields(typed).checked(reading.problems),
            rows: entries.prefix(most).map { row($0.0, $0.1) }, count: min(most, entries.count),
            isNone: entries.isEmpty, isCut: entries.count > most)
        return .page(
            Page(
                "administration/log", "アクセスログ検索", crumbs: [Crumb("ホーム", Route.home.path())],
                keys: [.send("F5", "検索", form: "log-form", isMain: true)],
                problems: reading.problems, body: body))
    }

    private static func fields(_ typed: Typed) -> [FormField] {
        let operations = OperationCode.allCases.map { ($0.rawValue, $0.definition.title) }
        return [
            .text("officer", "利用者ID", typed, size: "short"),
            .text("subject", "対象者の宛名番号", typed),
            .select("operation", "操作", typed, [("", "すべて")] + operations),
            .text("terminal", "端末", typed, size: "short"),
            .date("from", "始めの日", typed, hint: nil), .date("through", "終わりの日", typed, hint: nil),
        ]
    }

    private static func row(_ entry: LogLine, _ subjects: [AddresseeNumber]) -> Row {
        let operation = OperationCode(rawValue: entry.act.code)
        let purpose = Purpose(rawValue: entry.act.purpose)
        let more = Int(entry.subjectCount) - subjects.count
        let names = subjects.map(\.description).joined(separator: " ")
        let result = entry.result ?? ""
        let isRefused = result.hasPrefix("refused") || result.hasPrefix("fault")
        return Row(
            number: String(entry.operation), at: Say.moment(entry.recordedAt),
            officer: entry.act.officer, terminal: entry.act.terminal,
            what: operation?.definition.title ?? entry.act.code,
            purpose: purpose?.title ?? entry.act.purpose, reason: entry.act.reason ?? "",
            subjects: more > 0 ? "\(names) ほか\(more)人" : names,
            result: result == "ok" ? "" : result, weight: isRefused ? "stop" : "plain")
    }
}
