// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Scheme
import Vocabulary

/// The findings behind a judgement: each requirement, met or not, because, by which article.
struct FindingTable: PageModel {
    struct Line: PageModel, Equatable {
        let rule: String
        let isMet: Bool
        let because: String
        let article: String
    }

    let title: String
    let word: String
    let weight: String
    let period: String
    let lines: [Line]

    /// Of a judgement made now.
    init(_ title: String, _ judgement: SettingJudgement, period: EffectivePeriod?) {
        self.title = title
        word = judgement.eligible ? "要件を満たす" : "要件を満たさない"
        weight = judgement.eligible ? "good" : "stop"
        self.period = Say.period(period)
        lines = judgement.findings.map {
            Line(
                rule: $0.rule.wording, isMet: $0.met, because: Say.withEras($0.because),
                article: $0.article ?? "")
        }
    }

    /// Of a judgement as it was stored.
    init(_ title: String, _ findings: [StoredFinding], period: EffectivePeriod?) {
        self.title = title
        let isMet = period != nil
        word = isMet ? "要件を満たす" : "要件を満たさない"
        weight = isMet ? "good" : "stop"
        self.period = Say.period(period)
        lines = findings.map {
            Line(
                rule: $0.rule.wording, isMet: $0.met, because: Say.withEras($0.because),
                article: $0.article ?? "")
        }
    }

    /// Both kinds of care of an examination.
    static func both(_ examination: Examination) -> [FindingTable] {
        merged([
            FindingTable(
                "通院", examination.judgement.outpatient, period: examination.periods.outpatient),
            FindingTable(
                "入院", examination.judgement.inpatient, period: examination.periods.inpatient),
        ])
    }

    /// Both kinds of care of a stored judgement.
    static func both(_ findings: [StoredFinding], _ periods: EntitlementPeriods) -> [FindingTable] {
        guard !findings.isEmpty else { return [] }
        return merged([
            FindingTable(
                "通院", findings.filter { !$0.isInpatient }, period: periods.outpatient),
            FindingTable("入院", findings.filter(\.isInpatient), period: periods.inpatient),
        ])
    }

    /// Where both kinds of care have the same findings they are said once.
    private static func merged(_ tables: [FindingTable]) -> [FindingTable] {
        guard tables.count == 2, tables[0].lines == tables[1].lines,
            tables[0].period == tables[1].period
        else { return tables }
        return [FindingTable("通院・入院", like: tables[0])]
    }

    private init(_ title: String, like other: FindingTable) {
        self.title = title
        word = other.word
        weight = other.weight
        period = other.period
        lines = other.lines
    }
}

extension Finding.Rule {
    /// The word on the screen.
    var wording: String {
        switch self {
        case .facts: "事実"
        case .age: "年齢"
        case .residence: "住所"
        case .insurance: "健康保険"
        case .exclusion: "除外事由"
        case .marriage: "婚姻"
        case .income: "所得"
        case .stay: "在留資格"
        case .recipient: "受給者"
        case .start: "始期"
        }
    }
}
