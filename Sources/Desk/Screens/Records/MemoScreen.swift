// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 1025 メモ: what the next officer must know about a person or a welfare household.
enum MemoScreen {
    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let number = try visit.addressee()
        let officer = try visit.officer()
        let times = RecordTimes(visit)
        let directory = visit.installation.directory
        let read = try await visit.perform(.viewPerson, about: [number]) { scope in
            let family = try HouseholdBook.together(with: number, on: times.day, from: scope.db)
            let facts = try MemoBook.history(
                of: family.sorted(), asOf: times.moment, from: scope.db
            ).filter { $0.value.subject == number || $0.value.reach == .household }
            return (
                facts: facts,
                about: try RecordReading(
                    number, naming: family.sorted(), directory: directory, in: scope)
            )
        }
        let path = Route.memos.path(number)
        let rows = read.facts.map { fact in
            let memo = fact.value
            let first = fact.recordedAt.dayInJapan
            let period = EffectivePeriod(
                from: min(first, memo.shownUntil?.next ?? first), until: memo.shownUntil?.next)
            return RecordRow(
                fact, period: period, on: times.day,
                cells: [
                    .text(memo.importance.wording),
                    .text(read.about.name(memo.subject, for: officer)),
                    .text(memo.reach.wording),
                    .text(
                        Say.memo(memo, isProtected: read.about.isProtected, for: officer)),
                    .code(Say.short(memo.shownUntil)), .code(memo.author),
                ], correct: "\(path)?row=\(fact.id)", isVoid: memo.isEnded,
                reason: memo.isEnded ? "終了" : nil)
        }
        let mayWrite = visit.may(.writeMemo)
        return try visit.recordPage(
            read.about, "メモ",
            lead: "書いた人と日時が残ります。「重要」の内容は、この人のどの画面でも上に出ます。支援措置の対象のときは、内容を出しません。",
            times: times,
            tables: [
                RecordTable(
                    "メモ", ["重さ", "対象", "範囲", "内容", "表示の期限", "書いた人"], rows,
                    mayCorrect: mayWrite)
            ], forms: mayWrite ? forms(visit, read.facts, read.about, number, problems) : [],
            problems: problems, again: .memos)
    }

    private static func forms(
        _ visit: Visit, _ facts: [Recorded<Memo>], _ about: RecordReading,
        _ number: AddresseeNumber, _ problems: [FormProblem]
    ) -> [RecordForm] {
        let old = facts.first {
            $0.id == visit.chosenRow && !$0.isOverruled && !$0.value.isEnded
                && $0.value.subject == number
        }
        var typed = visit.form
        if let old, !visit.isPosted {
            if !about.isProtected { typed.set("text", old.value.text) }
            typed.set("importance", old.value.importance.rawValue)
            typed.set("reach", old.value.reach.rawValue)
            typed.set("until", Say.short(old.value.shownUntil))
        }
        let write = RecordForm(
            id: "memo-record", title: old == nil ? "メモを書く" : "メモを書き直す",
            action: Route.writeMemo.path(number),
            hiddens: old.map { [("replaces", "\($0.id)")] } ?? [],
            fields: [
                FormField.area(
                    "text", "内容", typed, hint: "\(MemoInput.longest)文字まで。医療の内容や個人番号は書かない",
                    isRequired: true),
                .select(
                    "importance", "重さ", typed,
                    MemoImportance.allCases.reversed().map { ($0.rawValue, $0.wording) }),
                .select(
                    "reach", "範囲", typed, MemoReach.allCases.map { ($0.rawValue, $0.wording) }),
                .date("until", "表示の期限（空なら終えるまで）", typed),
            ].checked(problems), button: old == nil ? "メモを登録する" : "書き直しを登録する")
        guard let old else { return [write] }
        return [
            write,
            RecordForm(
                id: "memo-end", title: "メモを終える", action: Route.endMemo.path(number),
                note: "表示しなくなります。記録は残ります。", hiddens: [("replaces", "\(old.id)")],
                fields: [], button: "このメモを終える"),
        ]
    }

    static func write(_ visit: Visit) async throws -> Answer {
        let number = try visit.addressee()
        var reading = FormReading(visit.form, today: visit.today)
        let text = reading.text("text", orElse: "メモの内容を入力してください。")
        let importance: MemoImportance? = reading.code("importance", orElse: "重さを選んでください。")
        let reach: MemoReach? = reading.code("reach", orElse: "範囲を選んでください。")
        let until = reading.optionalDate("until", "表示の期限")
        let replaces = reading.replaces
        return try await visit.keepRecord(
            reading, about: [number], back: .memos, again: page
        ) { scope in
            guard let importance, let reach else { return }
            try WriteMemo.perform(
                MemoInput(
                    subject: number, reach: reach, importance: importance, text: text,
                    shownUntil: until, replaces: replaces), in: scope)
        }
    }

    static func end(_ visit: Visit) async throws -> Answer {
        let number = try visit.addressee()
        let reading = FormReading(visit.form, today: visit.today)
        let memo = reading.replaces ?? 0
        return try await visit.keepRecord(
            reading, about: [number], back: .memos, again: page
        ) { scope in
            try EndMemo.perform(memo, of: number, in: scope)
        }
    }
}

extension Say {
    /// The words of a memo as an officer may read them.
    static func memo(_ memo: Memo, isProtected: Bool, for reader: Principal) -> String {
        isProtected ? hiddenForProtection : reader.sees(memo.text, of: .memo)
    }
}
