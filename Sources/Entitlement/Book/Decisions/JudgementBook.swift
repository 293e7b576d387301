// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Scheme
public import Vocabulary

struct JudgementRow: FactRow {
    static let table = "judgement"
    static let columns = [
        "application_id", "child", "judged_on", "applied_on", "outpatient_eligible",
        "outpatient_from", "outpatient_until", "inpatient_eligible", "inpatient_from",
        "inpatient_until", "cause", "scheme",
    ]
    var application: Int64?
    let child: AddresseeNumber
    let examination: Examination
    let cause: DecisionCause

    var values: [any SQLValueConvertible] {
        let periods = examination.periods
        return [
            application, child, examination.on, examination.applied,
            periods.outpatient != nil, periods.outpatient?.from, periods.outpatient?.until,
            periods.inpatient != nil, periods.inpatient?.from, periods.inpatient?.until, cause,
            examination.judgement.book,
        ]
    }
}

struct FindingRow: FactRow {
    static let table = "judgement_finding"
    static let columns = [
        "judgement_id", "setting", "position", "rule", "article", "met", "because",
    ]
    let judgement: Int64
    let setting: String
    let position: Int
    let finding: Finding

    var values: [any SQLValueConvertible] {
        [
            judgement, setting, position, finding.rule.rawValue, finding.article, finding.met,
            finding.because,
        ]
    }

    /// The findings of an answer, out-patient first.
    static func rows(_ judgement: Judgement, id: Int64) -> [FindingRow] {
        let settings = [
            ("outpatient", judgement.outpatient.findings),
            ("inpatient", judgement.inpatient.findings),
        ]
        return settings.flatMap { setting, findings in
            findings.enumerated().map {
                FindingRow(
                    judgement: id, setting: setting, position: $0.offset, finding: $0.element)
            }
        }
    }
}

/// A finding as it was stored with a decision.
public struct StoredFinding: Hashable, Sendable {
    public let isInpatient: Bool
    public let rule: Finding.Rule
    public let article: String?
    public let met: Bool
    public let because: String
}

/// A judgement as it was stored: what proposals are made from.
public struct StoredJudgement: Hashable, Sendable {
    public let id: Int64
    public let applicationID: Int64?
    public let child: AddresseeNumber
    public let judgedOn: CivilDate
    public let appliedOn: CivilDate
    public let periods: EntitlementPeriods
    public let scheme: String
    public let recordedAt: Instant
}

/// The judgements and their findings (審査, 判定根拠).
public enum JudgementBook {
    /// The newest judgement of each application.
    public static func newest(
        applications ids: [Int64], from db: any Connection
    ) throws -> [Int64: StoredJudgement] {
        var found: [Int64: StoredJudgement] = [:]
        try Among.forEach(
            """
            SELECT id, application_id, child, judged_on, applied_on, outpatient_from,
            outpatient_until, inpatient_from, inpatient_until, scheme, recorded_at
            FROM judgement WHERE {among} ORDER BY id
            """, column: "application_id", key: 1, ids: ids, in: db
        ) { row in
            found[row.int64(1)] = StoredJudgement(
                id: row.int64(0), applicationID: row.int64(1), child: row.addressee(2),
                judgedOn: row.date(3), appliedOn: row.date(4),
                periods: row.periods(5),
                scheme: row.text(9), recordedAt: row.instant(10))
        }
        return found
    }

    /// The findings of judgements, in the order in which the rules were looked at.
    public static func findings(
        _ ids: [Int64], from db: any Connection
    ) throws -> [Int64: [StoredFinding]] {
        var found: [Int64: [StoredFinding]] = [:]
        try Among.forEach(
            """
            SELECT judgement_id, setting, rule, article, met, because FROM judgement_finding
            WHERE {among} ORDER BY id
            """, column: "judgement_id", key: 0, ids: ids, in: db
        ) { row in
            found[row.int64(0), default: []].append(
                StoredFinding(
                    isInpatient: row.text(1) == "inpatient", rule: row.code(2),
                    article: row.optionalText(3), met: row.bool(4), because: row.text(5)))
        }
        return found
    }
}
