// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// What happened to an accident (1371) or a mandate (1372), as an officer writes it down.
struct EventEntry<Kind: RawRepresentable<String> & Sendable>: Sendable {
    let kind: Kind
    let day: CivilDate
    let amount: Yen
    let note: String

    /// `nil` where something is missing; the reading has the words then.
    init?(_ reading: inout FormReading) {
        let kind: Kind? = reading.code("event", orElse: "できごとを選んでください。")
        let day = reading.date("event-day", "日付", whose: .child)
        let amount =
            reading.typed["event-amount"].isEmpty
            ? Yen.zero : AmountEntry.read(reading.typed["event-amount"])
        if amount == nil { reading.wrong("event-amount", "金額を数字で入力してください。") }
        let note = reading.text("event-note", orElse: "内容を入力してください。")
        guard reading.isRight, let kind, let day, let amount else { return nil }
        (self.kind, self.day, self.amount, self.note) = (kind, day, amount, note)
    }

    /// - Parameters:
    ///   - kinds: value and words of each.
    ///   - hint: when the amount stays empty.
    static func fields(
        _ typed: Typed, kinds: [(String, String)], hint: String
    ) -> [FormField] {
        [
            .select("event", "できごと", typed, [("", "選んでください")] + kinds, isRequired: true),
            .date("event-day", "日付", typed, whose: "past", isRequired: true),
            .code("event-amount", "金額（円）", typed, digits: 0, hint: hint),
            .text("event-note", "内容", typed, size: "long", isRequired: true),
        ]
    }
}

/// What the family is to give back, and why (the letter says it).
struct GiveBackEntry: Sendable {
    let amount: Yen
    let why: String

    /// `nil` where something is missing; the reading has the words then.
    init?(_ reading: inout FormReading) {
        let amount = AmountEntry.read(reading.typed["give-back"])
        if amount == nil { reading.wrong("give-back", "返還の額を数字で入力してください。") }
        let why = reading.text("give-back-why", orElse: "理由を入力してください（通知に載ります）。")
        guard reading.isRight, let amount else { return nil }
        (self.amount, self.why) = (amount, why)
    }

    static func fields(_ typed: Typed) -> [FormField] {
        [
            .code("give-back", "返還を求める額（円）", typed, digits: 0, isRequired: true),
            .text(
                "give-back-why", "理由", typed, hint: "返還の通知に載ります", size: "long",
                isRequired: true),
        ]
    }
}
