// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 1021 福祉世帯: who belongs to the recipient's legal household, apart from the resident register.
enum WelfareHouseholdScreen {
    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let number = try visit.addressee()
        let officer = try visit.officer()
        let times = RecordTimes(visit)
        let directory = visit.installation.directory
        let read = try await visit.perform(.viewHistory, about: [number]) { scope in
            let facts = try HouseholdBook.history(
                around: number, asOf: times.moment, from: scope.db)
            let named = facts.flatMap { [$0.value.recipient, $0.value.member] }
            return (
                facts: facts,
                about: try RecordReading(
                    number, naming: named, directory: directory, in: scope)
            )
        }
        let path = Route.welfareHousehold.path(number)
        let rows = read.facts.map { fact in
            RecordRow(
                fact, period: fact.value.period, on: times.day,
                cells: [
                    .text(read.about.name(fact.value.recipient, for: officer)),
                    .text(read.about.name(fact.value.member, for: officer)),
                    .text(officer.sees(fact.value.relation, of: .relationship)),
                    .code(Say.short(fact.value.period.from)),
                    .code(Say.short(fact.value.period.lastDay)),
                ], correct: "\(path)?row=\(fact.id)")
        }
        let mayWrite = visit.may(.changeRegistration)
        return try visit.recordPage(
            read.about, "福祉世帯",
            lead: "受給者の福祉世帯です。住民記録の世帯（1030）とは別に、期間と理由を付けて持ちます。",
            times: times,
            tables: [
                RecordTable(
                    "福祉世帯員", ["受給者", "世帯員", "関係", "該当日", "最後の日"], rows,
                    mayCorrect: mayWrite)
            ], forms: mayWrite ? [form(visit, read.facts, number, problems)] : [],
            problems: problems, again: .welfareHousehold)
    }

    private static func form(
        _ visit: Visit, _ facts: [Recorded<HouseholdMember>], _ number: AddresseeNumber,
        _ problems: [FormProblem]
    ) -> RecordForm {
        let chosen = visit.chosenRow
        let old = facts.first { $0.id == chosen && !$0.isOverruled }
        var typed = visit.form
        if let old, !visit.isPosted {
            typed.set("recipient", old.value.recipient.description)
            typed.set("member", old.value.member.description)
            typed.set("relation", old.value.relation)
            typed.set("from", Say.short(old.value.period.from))
            typed.set("last", Say.short(old.value.period.lastDay))
        } else if !visit.isPosted {
            typed.set("recipient", number.description)
        }
        let fields: [FormField] = [
            .addressee("recipient", "受給者の宛名番号", typed, isRequired: true),
            .addressee("member", "世帯員の宛名番号", typed, isRequired: true),
            .text("relation", "受給者との関係", typed, hint: "例 子", size: "short", isRequired: true),
            .date("from", "該当日（初日）", typed, isRequired: true),
            .date("last", "最後の日（続いていれば空）", typed),
            .text("reason", "理由（記録されます）", typed, size: "long", isRequired: true),
        ]
        return RecordForm(
            id: "household-record", title: old == nil ? "世帯員の登録" : "世帯員の訂正",
            action: Route.recordHousehold.path(number),
            note: old == nil ? "" : "同じ人・同じ該当日の新しい記録として残ります。前の記録は消えません。",
            hiddens: old.map { [("replaces", "\($0.id)")] } ?? [],
            fields: (fields + (old == nil ? [] : [.mistake(typed)])).checked(problems),
            button: old == nil ? "世帯員を登録する" : "訂正を登録する")
    }

    static func record(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let recipient = AddresseeNumber(reading.typed["recipient"])
        if recipient == nil { reading.wrong("recipient", "宛名番号は15桁までの数字です。") }
        let member = AddresseeNumber(reading.typed["member"])
        if member == nil { reading.wrong("member", "宛名番号は15桁までの数字です。") }
        let relation = reading.text("relation", orElse: "受給者との関係を入力してください。")
        let reason = reading.text("reason", orElse: "理由を入力してください（記録されます）。")
        var period = reading.period()
        if reading.isMistake {
            period = period.map { EffectivePeriod(from: $0.from, until: $0.from) }
        }
        let (replaces, wanted) = (reading.replaces, period)
        return try await visit.keepRecord(
            reading, about: [recipient, member].compactMap(\.self), back: .welfareHousehold,
            again: page
        ) { scope in
            guard let recipient, let member, let period = wanted else { return }
            try RecordHousehold.perform(
                HouseholdMember(
                    recipient: recipient, member: member, relation: relation, period: period),
                replaces: replaces, reason: reason, in: scope)
        }
    }
}

extension Visit {
    /// The row that is to be corrected: named by the link, or by the form that comes back.
    var chosenRow: Int64? { Int64(query["row"]) ?? Int64(form["replaces"]) }
    /// Whether what was typed comes back.
    var isPosted: Bool { form.has("once") || form.has("csrf") }
}
