// SPDX-License-Identifier: Apache-2.0
import Oversight
import Vocabulary

/// The forms of 4020.
enum OversightForms {
    static let wholeLog = "whole"

    static func presetTitle(_ preset: String) -> String {
        LogPreset(rawValue: preset)?.title ?? AlarmRule(rawValue: preset)?.title ?? "無作為の抽出"
    }

    /// The ready-made questions over the time between two reviews, or as much of it as they may ask.
    static func presets(
        _ terms: OversightTerms, _ looked: [String: CivilDate], on today: CivilDate
    ) -> [OversightScreen.PresetLine] {
        LogPreset.allCases.map { preset in
            let days = min(terms.reviewDays, preset.mostDays - 1)
            let from = today.adding(days: -days)
            return OversightScreen.PresetLine(
                title: preset.title, meaning: preset.meaning(terms),
                href: Route.log.path() + "?preset=\(preset.rawValue)&from=\(from)&through=\(today)",
                through: looked[preset.rawValue].map { Say.short($0) + "まで" } ?? "まだ")
        }
    }

    /// Everything that an officer did on a day, in the log.
    static func dayOfOfficer(_ officer: String, _ day: CivilDate) -> String {
        Route.log.path() + "?officer=\(Typed.escaped(officer))&from=\(day)&through=\(day)"
    }

    static func review(
        _ visit: Visit, _ terms: OversightTerms, _ problems: [FormProblem]
    ) -> OversightScreen.Form {
        var typed = visit.form
        if typed["from"].isEmpty, typed["next"].isEmpty {
            let preset = LogPreset(rawValue: visit.query["preset"])
            func asked(_ name: String, orElse days: Int) -> String {
                let day = preset == nil ? nil : CivilDate(iso: visit.query[name])
                return (day ?? visit.today.adding(days: days)).description
            }
            typed.set("from", asked("from", orElse: -terms.reviewDays))
            typed.set("through", asked("through", orElse: -1))
            typed.set("next", visit.today.adding(days: terms.reviewDays).description)
            if let preset { typed.set("preset", preset.rawValue) }
        }
        let presets = LogPreset.allCases.map { ($0.rawValue, $0.title) }
        return OversightScreen.Form(
            action: Route.writeLogReview.path(),
            fields: [
                .date("from", "点検した期間の始め", typed, whose: "past", isRequired: true),
                .date("through", "点検した期間の終わり", typed, whose: "past", isRequired: true),
                .select("preset", "見たもの", typed, [(wholeLog, "無作為の抽出")] + presets),
                .code("sampled", "一件ずつ確かめた件数", typed, digits: 0, isRequired: true),
                .text(
                    "findings", "結果", typed, hint: "例 異常なし。3件を本人に確認し業務上の利用と確認", size: "long",
                    isRequired: true),
                .text("measures", "取った措置", typed, size: "long"),
                .date("next", "次の点検の期限", typed, whose: "any", isRequired: true),
            ].checked(problems))
    }

    static func relation(
        _ visit: Visit, _ problems: [FormProblem]
    ) -> OversightScreen.Form {
        let typed = visit.form
        return OversightScreen.Form(
            action: Route.addRelation.path(),
            fields: [
                .text(
                    "relation-officer", "利用者ID", typed, hint: "全員について注意する人は *",
                    size: "short", isRequired: true),
                .text("relation-subject", "宛名番号", typed, isRequired: true),
                .select(
                    "relation-kind", "関係", typed,
                    RelationKind.allCases.map { ($0.rawValue, $0.title) }),
            ].checked(problems))
    }
}
