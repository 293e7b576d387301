// SPDX-License-Identifier: Apache-2.0
public import Database
import Ledger
public import Safeguards
import Vocabulary

extension HubSwitch.Event: SQLValueConvertible {}
extension HubForm: SQLValueConvertible {}

/// The register of assessments, and the switch that hangs on it.
public enum SwitchBook {
    /// The switch with its history.
    public static func state(in scope: Scope) throws -> HubSwitch {
        HubSwitch(
            history: try scope.db.rows(
                """
                SELECT s.event, s.officer, s.reason, s.recorded_at, a.id, a.version, a.published_on
                FROM hub_switch s LEFT JOIN hub_assessment a ON a.id = s.assessment_id
                ORDER BY s.id DESC
                """, []
            ) { row in
                HubSwitch.Line(
                    event: row.code(0),
                    assessment: row.optionalInt64(4).map {
                        HubAssessment(id: $0, version: row.text(5), publishedOn: row.date(6))
                    },
                    officer: row.text(1), reason: row.text(2), at: row.instant(3))
            })
    }

    /// The version under which PMH is on, in the transaction of what wants to send.
    /// - Throws: `HubRefusal.off`.
    static func requireOn(in scope: Scope) throws -> HubAssessment {
        guard let assessment = try state(in: scope).assessment else { throw HubRefusal.off }
        return assessment
    }

    static func assessment(
        _ version: String, in scope: Scope
    ) throws -> HubAssessment? {
        try scope.db.first(
            "SELECT id, version, published_on FROM hub_assessment WHERE version = ?", [version]
        ) { HubAssessment(id: $0.int64(0), version: $0.text(1), publishedOn: $0.date(2)) }
    }

    static func register(
        _ version: String, publishedOn day: CivilDate, in scope: Scope
    ) throws -> HubAssessment {
        let id = try scope.facts.append(
            "hub_assessment", ["version": version, "published_on": day])
        return HubAssessment(id: id, version: version, publishedOn: day)
    }

    static func append(
        _ event: HubSwitch.Event, _ assessment: HubAssessment?, in scope: Scope
    ) throws {
        try scope.facts.append(
            "hub_switch",
            [
                "event": event, "assessment_id": assessment?.id,
                "officer": scope.principal.officer, "reason": scope.reason ?? "",
            ])
    }
}
