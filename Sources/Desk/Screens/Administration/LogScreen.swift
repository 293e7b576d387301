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
        let pages: ListPage.Line?
        let preset: Asked?
        let export: Export?
    }

    /// The preset that was asked for.
    struct Asked: PageModel {
        let title: String
        let meaning: String
        let span: String
        /// Why something may be missing; `nil` where nothing is.
        let gap: String?
        /// Where the look is written down, for those who may.
        let review: String?
    }

    struct Export: PageModel {
        let exportAction: String
    }

    struct Row: PageModel {
        let number: String
        let at: String
        let officer: String
        /// Everything that the officer did on that day, where a preset shows a part.
        let officerHref: String?
        let terminal: String
        let what: String
        let purpose: String
        let reason: String
        let subjects: String
        let result: String
        let weight: String
    }

    /// Rows of one page: it stays below 150 KB with the longest reasons too.
    static let most = 100

    private struct Reading: Sendable {
        let list: ListPage
        /// The newest entry of the list.
        let newest: Int64
        let entries: [(LogLine, [AddresseeNumber])]
        let preset: Asked?
    }

    static func show(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.query, today: visit.today)
        let typed = reading.typed
        var query = LogQuery(limit: most)
        query.newest = Int64(typed["newest"])
        query.officer = typed["officer"].isEmpty ? nil : typed["officer"]
        query.terminal = typed["terminal"].isEmpty ? nil : typed["terminal"]
        query.operation = OperationCode(rawValue: typed["operation"])
        if !typed["subject"].isEmpty {
            query.subject = AddresseeNumber(typed["subject"])
            if query.subject == nil { reading.wrong("subject", "宛名番号は15桁までの数字です。") }
        }
        query.from = reading.optionalDate("from", "始めの日")
        query.through = reading.optionalDate("through", "終わりの日")
        query.fromMinute = minute("from-time", "始めの時刻", of: query.from, &reading)
        query.throughMinute = minute("through-time", "終わりの時刻", of: query.through, &reading)
        var found: Reading?
        if reading.isRight {
            do {
                found = try await find(query, LogPreset(rawValue: typed["preset"]), visit)
            } catch let refusal as OversightRefusal {
                reading.refused(refusal, field: "from")
            }
        }
        let pages = found.flatMap {
            $0.list.line(at: Route.log.path(), keeping: question(typed, newest: $0.newest))
        }
        let entries = found?.entries ?? []
        let body = Body(
            action: Route.log.path(), fields: fields(typed).checked(reading.problems),
            rows: entries.map { row($0.0, $0.1, isPart: found?.preset != nil, visit) },
            count: found?.list.total ?? 0, isNone: entries.isEmpty, pages: pages,
            preset: found?.preset,
            export: visit.may(.exportLog) ? Export(exportAction: Route.exportLog.path()) : nil)
        return .page(
            Page(
                "administration/log", "アクセスログ検索", crumbs: [Crumb("ホーム", Route.home.path())],
                keys: keys(visit) + ListPage.keys(pages), problems: reading.problems,
                message: try await banner(visit), body: body))
    }

    /// A time of day as 「9:30」, 「0930」 or 「9」; it needs its day.
    private static func minute(
        _ name: String, _ label: String, of day: CivilDate?, _ reading: inout FormReading
    ) -> Int? {
        let text = reading.typed[name]
        guard !text.isEmpty else { return nil }
        guard let minute = TimeEntry.read(text) else {
            reading.wrong(name, "\(label)は、9:30 や 0930 のように、0:00から23:59までで入力してください。")
            return nil
        }
        if day == nil, reading.isRight {
            reading.wrong(name, "\(label)だけでは探せません。その日も入力してください。")
        }
        return minute
    }

    /// What was asked, for the addresses of the other pages.
    private static func question(_ typed: Typed, newest: Int64) -> String {
        let names = [
            "preset", "officer", "subject", "operation", "terminal", "from", "from-time", "through",
            "through-time",
        ]
        let asked = names.filter { !typed[$0].isEmpty }.map {
            "\($0)=\(Typed.escaped(typed[$0]))"
        }
        return (asked + ["newest=\(newest)"]).joined(separator: "&")
    }

    private static func find(
        _ query: LogQuery, _ preset: LogPreset?, _ visit: Visit
    ) async throws -> Reading {
        let isOpen = visit.installation.days.forLaw.isOpen
        let today = visit.today
        let mayReview = visit.may(.reviewLog) && visit.may(.viewOversight)
        let page = visit.query["page"]
        return try await visit.perform(about: [query.subject].compactMap(\.self)) { scope in
            var query = query
            let newest = try query.newest ?? LogBook.newest(from: scope.db)
            query.newest = newest
            let (from, through) = (
                query.from ?? today.adding(days: -30), query.through ?? today
            )
            var list = ListPage(of: 0, asked: page, size: most)
            func rows(of count: Int) -> Range<Int> {
                list = ListPage(of: count, asked: page, size: most)
                return list.rows
            }
            let found: [LogLine]
            if let preset {
                found = try PresetBook.page(
                    preset, from: from, through: through, asking: query, isOpen: isOpen,
                    in: scope.db, rows)
            } else {
                query.skipping = rows(of: try LogBook.count(query, from: scope.db)).lowerBound
                found = try LogBook.search(query, from: scope.db)
            }
            scope.counted(found.count)
            let subjects = try AccessBook.firstSubjects(
                of: found.map(\.operation), in: scope.db)
            scope.saw(subjects.values)
            // Whoever asks about a person sees that person on every line, else the first of many.
            let asked = query.subject
            return Reading(
                list: list, newest: newest,
                entries: found.map {
                    ($0, [asked ?? subjects[$0.operation]].compactMap(\.self))
                },
                preset: try preset.map {
                    try self.asked(
                        $0, from, through, mayReview: mayReview, on: today, in: scope)
                })
        }
    }

    private static func asked(
        _ preset: LogPreset, _ from: CivilDate, _ through: CivilDate, mayReview: Bool,
        on today: CivilDate, in scope: Scope
    ) throws -> Asked {
        // Rules run for days that are over.
        let last = min(through, today.previous)
        let missing =
            preset.rule == nil || last < from
            ? 0
            : from.days(until: last) + 1
                - (try AlarmBook.runs(from: from, through: last, in: scope.db))
        return Asked(
            title: preset.title, meaning: preset.meaning(try TermBook.terms(from: scope.db)),
            span: "\(Say.short(from))〜\(Say.short(through))",
            gap: missing > 0 ? "この期間のうち\(missing)日は、まだ毎日の分析を行っていません。その日の分は出ません。" : nil,
            review: mayReview
                ? Route.oversight.path()
                    + "?preset=\(preset.rawValue)&from=\(from)&through=\(min(through, today))"
                    + "#review-form" : nil)
    }

    private static func keys(_ visit: Visit) -> [Key] {
        var keys: [Key] = [.send("F5", "検索", form: "log-form", isMain: true)]
        if visit.may(.verifyLedger) {
            keys.append(.link("F9", "台帳の検証と副署", Route.ledgerState.path()))
        }
        if visit.may(.viewOversight) {
            keys.append(.link("F6", "ログ分析", Route.oversight.path()))
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
            .date("from", "始めの日", typed, hint: nil),
            .text("from-time", "始めの時刻", typed, hint: "例 9:30", size: "short"),
            .date("through", "終わりの日", typed, hint: nil),
            .text("through-time", "終わりの時刻", typed, hint: "例 17:15", size: "short"),
        ]
    }

    private static func row(
        _ entry: LogLine, _ subjects: [AddresseeNumber], isPart: Bool, _ visit: Visit
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
            officer: visit.desk.label(of: entry.act.officer),
            officerHref: isPart
                ? OversightForms.dayOfOfficer(
                    entry.act.officer, entry.recordedAt.dayInJapan) : nil,
            terminal: entry.act.terminal,
            what: operation?.definition.title ?? entry.act.code,
            purpose: purpose?.title ?? entry.act.purpose, reason: entry.act.reason ?? "",
            subjects: more > 0
                ? (names.isEmpty ? "\(more)人" : "\(names) ほか\(more)人") : names,
            result: [result == "ok" ? "" : result, explained].filter { !$0.isEmpty }
                .joined(separator: "・"),
            weight: entry.isRefused ? "stop" : "plain")
    }
}
