// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// The page of one book about a person: what is in force, what was recorded when and by whom, as of
/// any day on both time axes, and the forms that add to it.
struct RecordPage: PageModel {
    let subject: SubjectStrip
    let tabs: [PersonTab]
    let lead: String
    let action: String
    let times: [FormField]
    let effective: String
    let recorded: String
    let tables: [RecordTable]
    let forms: [RecordForm]
}

/// One book with its rows.
struct RecordTable: PageModel {
    struct Column: PageModel { let name: String }

    let title: String
    let columns: [Column]
    private(set) var rows: [RecordRow]
    let isNone: Bool
    let mayCorrect: Bool

    init(_ title: String, _ columns: [String], _ rows: [RecordRow], mayCorrect: Bool) {
        self.title = title
        self.columns = columns.map { Column(name: $0) }
        self.rows = rows.reversed()
        isNone = rows.isEmpty
        self.mayCorrect = mayCorrect
    }

    /// The table with the officers by their names.
    func naming(_ name: (String) -> String) -> RecordTable {
        var table = self
        for index in rows.indices { table.rows[index].officer = name(rows[index].officer) }
        return table
    }
}

/// One recorded fact.
struct RecordRow: PageModel {
    struct Cell: PageModel {
        let text: String
        let isCode: Bool

        static func text(_ text: String) -> Cell { Cell(text: text, isCode: false) }
        static func code(_ text: String) -> Cell { Cell(text: text, isCode: true) }
    }

    let state: String
    let weight: String
    let isNow: Bool
    let cells: [Cell]
    let recordedAt: String
    var officer: String
    let reason: String
    let isMigrated: Bool
    /// Not corrected yet.
    let isOpen: Bool
    let correct: String

    /// - Parameters:
    ///   - period: when the fact is in force; without a day it was taken back.
    ///   - correct: the address of the form that corrects it.
    init<Value>(
        _ fact: Recorded<Value>, period: EffectivePeriod, on day: CivilDate, cells: [Cell],
        correct: String, isVoid: Bool = false, reason: String? = nil
    ) {
        let isIn = !fact.isOverruled && !isVoid && period.contains(day)
        isNow = isIn
        if fact.isOverruled {
            (state, weight) = ("訂正済み", "plain")
        } else if isVoid || period.isEmpty {
            (state, weight) = ("取消", "warn")
        } else if isIn {
            (state, weight) = ("有効", "good")
        } else {
            (state, weight) = (period.from > day ? "先日付" : "終了", "plain")
        }
        self.cells = cells
        recordedAt = Say.moment(fact.recordedAt)
        officer = fact.officer
        self.reason = reason ?? fact.reason ?? ""
        isMigrated = fact.isMigrated
        isOpen = !fact.isOverruled && !isVoid && !period.isEmpty
        self.correct = correct
    }
}

/// A form that adds to the book.
struct RecordForm: PageModel {
    struct Hidden: PageModel {
        let name: String
        let value: String
    }

    let id: String
    let title: String
    let action: String
    let note: String
    let hasNote: Bool
    let hiddens: [Hidden]
    let fields: [FormField]
    let button: String

    init(
        id: String, title: String, action: String, note: String = "",
        hiddens: [(String, String)] = [], fields: [FormField], button: String
    ) {
        self.id = id
        self.title = title
        self.action = action
        self.note = note
        hasNote = !note.isEmpty
        self.hiddens = hiddens.map { Hidden(name: $0.0, value: $0.1) }
        self.fields = fields
        self.button = button
    }
}

/// The two days of the time axes, as a page of a book was asked with.
struct RecordTimes {
    let day: CivilDate
    let known: CivilDate
    let problems: [FormProblem]
    private let typed: Typed

    init(_ visit: Visit) {
        var reading = FormReading(visit.query, today: visit.today)
        day = reading.optionalDate("on", "効力の日") ?? visit.today
        known = reading.optionalDate("known", "記録の日") ?? visit.today
        problems = reading.problems
        var typed = visit.query
        if typed["on"].isEmpty { typed.set("on", Say.short(day)) }
        if typed["known"].isEmpty { typed.set("known", Say.short(known)) }
        self.typed = typed
    }

    /// The end of the day of recording in Japan.
    var moment: Instant { Instant(noonInJapan: known).adding(seconds: 43_199) }

    var fields: [FormField] {
        [
            FormField.date("on", "効力の日（いつの状態か）", typed, hint: nil),
            .date("known", "記録の日（いつ知っていたか）", typed, hint: nil),
        ].map { $0.checked(problems) }
    }
}

extension FormReading {
    /// A period as people write it: its first day and its last day inside.
    mutating func period(
        _ from: String = "from", _ last: String = "last"
    ) -> EffectivePeriod? {
        guard let first = date(from, "始まりの日", whose: .any) else { return nil }
        guard let end = optionalDate(last, "終わりの日") else {
            return typed[last].isEmpty ? EffectivePeriod(from: first) : nil
        }
        return EffectivePeriod(from: first, through: end)
    }

    /// The row that is corrected.
    var replaces: Int64? { Int64(typed["replaces"]) }
    /// Whether the row never should have been written.
    var isMistake: Bool { typed.isTicked("mistake") }
}

extension FormField {
    /// The box that takes a row back.
    static func mistake(_ typed: Typed) -> FormField {
        .checks(
            "mistake", "取消", typed,
            [.init(value: "yes", label: "この登録は誤りだった（どの日にも効力がなかったことにする）")])
    }
}
