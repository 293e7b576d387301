// SPDX-License-Identifier: Apache-2.0
import Ledger
import Office
import Oversight
import Safeguards
import Scheme
import Vocabulary

/// 4010: the log by officer, person, operation, terminal and day, or by a preset question.
enum LogScreen {
    struct Body: PageModel {
        let action: String
        let fields: [FormField]
        let rows: [Row]
        let count: Int
        let isNone: Bool
        let isCut: Bool
        let export: Export?
    }

    struct Export: PageModel {
        let exportAction: String
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
            entries = try await find(query, LogPreset(rawValue: typed["preset"]), visit)
        }
        let body = Body(
            action: Route.log.path(), fields: fields(typed).checked(reading.problems),
            rows: entries.prefix(most).map { row($0.0, $0.1, visit) },
            count: min(most, entries.count),
            isNone: entries.isEmpty, isCut: entries.count > most,
            export: visit.may(.exportLog) ? Export(exportAction: Route.exportLog.path()) : nil)
        return .page(
            Page(
                "administration/log", "アクセスログ検索", crumbs: [Crumb("ホーム", Route.home.path())],
                keys: keys(visit), problems: reading.problems,
                message: try await banner(visit), body: body))
    }

    private static func find(
        _ query: LogQuery, _ preset: LogPreset?, _ visit: Visit
    ) async throws -> [(LogLine, [AddresseeNumber])] {
        let isOpen = visit.installation.days.forLaw.isOpen
        let today = visit.today
        return try await visit.perform(about: [query.subject].compactMap(\.self)) { scope in
            let found: [LogLine]
            if let preset {
                found = try PresetBook.lines(
                    preset, from: query.from ?? today.adding(days: -30),
                    through: query.through ?? today, limit: query.limit, isOpen: isOpen,
                    in: scope.db)
            } else {
                found = try LogBook.search(query, from: scope.db)
            }
            scope.counted(found.count)
            let subjects = try AccessBook.firstSubjects(
                of: found.map(\.operation), in: scope.db)
            scope.saw(subjects.values)
            // Whoever asks about a person sees that person on every line, else the first of many.
            let asked = query.subject
            return found.map { ($0, [asked ?? subjects[$0.operation]].compactMap(\.self)) }
        }
    }

    private static func keys(_ visit: Visit) -> [Key] {
        var keys: [Key] = [.send("F5", "検索", form: "log-form", isMain: true)]
        if visit.may(.verifyLedger) {
            keys.append(.link("F9", "台帳の検証と副署", Route.ledgerState.path()))
        }
        if visit.may(.viewOversight) {
            keys.append(.link("F7", "ログ分析", Route.oversight.path()))
        }
        return keys
    }

    /// The alarm of a witness that is behind stands where the log is looked at.
    private static func banner(_ visit: Visit) async throws -> Banner? {
        let installation = visit.installation
        let late = try await visit.desk.threads.run { try installation.ledgerStates() }
            .filter { $0.isLate || $0.trouble != nil }
        guard !late.isEmpty else { return nil }
        return Banner(
            .warning, "副署が遅れているか、拒まれています。",
            late.map { state in
                let name = state.system == "casework" ? "福祉総合" : "統合宛名"
                return "\(name)：\(state.trouble ?? "遅れ\(state.lag.seconds)秒")"
            })
    }

    private static func fields(_ typed: Typed) -> [FormField] {
        let operations = OperationCode.allCases.map { ($0.rawValue, $0.definition.title) }
        let presets = LogPreset.allCases.map { ($0.rawValue, $0.title) }
        return [
            .select("preset", "定型の検索", typed, [("", "使わない")] + presets),
            .text("officer", "利用者ID", typed, size: "short"),
            .text("subject", "対象者の宛名番号", typed),
            .select("operation", "操作", typed, [("", "すべて")] + operations),
            .text("terminal", "端末", typed, size: "short"),
            .date("from", "始めの日", typed, hint: nil), .date("through", "終わりの日", typed, hint: nil),
        ]
    }

    private static func row(
        _ entry: LogLine, _ subjects: [AddresseeNumber], _ visit: Visit
    ) -> Row {
        let operation = OperationCode(rawValue: entry.act.code)
        let purpose = Purpose(rawValue: entry.act.purpose)
        let more = Int(entry.subjectCount) - subjects.count
        let names = subjects.map(\.description).joined(separator: " ")
        let (result, mark) = AccessMark.reading(entry.result ?? "")
        let explained =
            switch mark {
            case nil: ""
            case .explained(let by): LogWords.explanation(by)
            case .unexplained: "説明のない利用"
            }
        return Row(
            number: String(entry.operation), at: Say.moment(entry.recordedAt),
            officer: visit.desk.label(of: entry.act.officer), terminal: entry.act.terminal,
            what: operation?.definition.title ?? entry.act.code,
            purpose: purpose?.title ?? entry.act.purpose, reason: entry.act.reason ?? "",
            subjects: more > 0
                ? (names.isEmpty ? "\(more)人" : "\(names) ほか\(more)人") : names,
            result: [result == "ok" ? "" : result, explained].filter { !$0.isEmpty }
                .joined(separator: "・"),
            weight: entry.isRefused ? "stop" : "plain")
    }
}
