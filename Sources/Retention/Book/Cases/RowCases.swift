// SPDX-License-Identifier: Apache-2.0

/// Rows that are cases by themselves, counted from the day of their record.
enum RowCases {
    /// From when a row counts that is closed by another one; while there is none it is open.
    private static let closing = [
        "match_case": "(SELECT d.recorded_at FROM match_decision AS d WHERE d.case_id = t.id)",
        "register_entry": """
        (SELECT v.recorded_at FROM register_version AS v
        WHERE v.id = (SELECT MAX(w.id) FROM register_version AS w WHERE w.entry_id = t.id)
            AND v.entry_state IN ('closed', 'void'))
        """,
        "legal_hold": "(SELECT d.recorded_at FROM legal_hold_end AS d WHERE d.hold_id = t.id)",
    ]

    static func query(_ rule: TableRule) -> CaseQuery {
        let subject = rule.persons.first.map { "COALESCE(t.\($0), 0)" } ?? "0"
        let moment = closing[rule.table] ?? "t.recorded_at"
        return CaseQuery(
            sql: """
                SELECT t.id, \(subject), '', \(moment) FROM \(rule.table) AS t
                WHERE \(moment) < {noted}
                """)
    }
}
