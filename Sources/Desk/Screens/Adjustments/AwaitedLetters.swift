// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// When a letter to a party outside without an answer is reminded of, by the book of the city; the day after its
/// own where the book says nothing.
struct OutsideReminder {
    let days: Int
    /// In words, with whether anybody has confirmed it.
    let wording: String

    init(_ office: Installation, on day: CivilDate) {
        guard case .found(let days, let entry) = office.book.office.outsideReminder.on(day) else {
            self.days = 1
            wording = "期限の翌日から催促（日数は制度の本に未設定）"
            return
        }
        self.days = days
        wording = "期限の後\(days)日から催促" + (entry.isConfirmed ? "" : "（日数は未確認）")
    }
}

/// 回答・入金を待つ相手方あての文書: what was asked, of whom, since when, until when; what is due is asked once more on the page of
/// its accident.
struct AwaitedLetters: PageModel {
    struct Row: PageModel {
        let href: String
        let number: String
        let person: PersonCell
        let kind: String
        let party: String
        let since: String
        let document: String
        let due: String
        let times: String
        let isDue: Bool
    }

    let rows: [Row]
    let hasRows: Bool
    let count: String
    let wording: String

    /// - Parameter free: the letters of whose families nobody is protected.
    init(
        _ awaited: [AwaitedAnswer], _ people: ListedPeople, free: Set<Int64>,
        _ reminder: OutsideReminder, _ visit: Visit, for reader: Principal
    ) {
        rows = awaited.map { one in
            let letter = one.letter
            return Row(
                href: Route.liability.path(letter.reference), number: "D\(letter.reference)",
                person: PersonCell(letter.child, people, for: reader), kind: letter.kind.wording,
                party: Say.place(letter.party.name, isProtected: !free.contains(letter.id)),
                since: Say.short(one.since), document: letter.documentNumber,
                due: Say.short(letter.dueOn), times: "\(one.times)回",
                isDue: one.isDue(on: visit.today))
        }
        hasRows = !rows.isEmpty
        count = Say.count(rows.count)
        wording = reminder.wording
    }
}

/// 回答の記録 of one letter: on the page of its accident, beside what came in.
enum OutsideAnswerEntry {
    static func fields(
        _ letters: [OutsideLetter], _ answers: [Int64: OutsideAnswer], _ typed: Typed
    ) -> [FormField] {
        let open = letters.filter { answers[$0.id] == nil }
        guard !open.isEmpty else { return [] }
        return [
            .select(
                "answered", "回答のあった文書", typed,
                open.reversed().map {
                    (String($0.id), "\(Say.short($0.issuedOn)) \($0.documentNumber)")
                }, isRequired: true),
            .date("answer-day", "回答の日", typed, whose: "past", isRequired: true),
            .text(
                "answer", "回答の内容", typed, hint: "例 給付は8月に決定の見込み。回答を待たないときは、その理由",
                size: "long", isRequired: true),
        ]
    }

    /// What is typed; `nil` where the form is about something else, or something is wrong.
    struct Typing: Sendable {
        let letter: Int64
        let on: CivilDate
        let words: String
    }

    static func isMeant(_ typed: Typed) -> Bool { typed["act"] == "answered" }

    static func read(_ reading: inout FormReading) -> Typing? {
        let letter = Int64(reading.typed["answered"])
        if letter == nil { reading.wrong("answered", "回答のあった文書を選んでください。") }
        let day = reading.date("answer-day", "回答の日", whose: .child)
        let words = reading.text("answer", orElse: "回答の内容を入力してください。")
        guard let letter, let day, reading.isRight else { return nil }
        return Typing(letter: letter, on: day, words: words)
    }
}
