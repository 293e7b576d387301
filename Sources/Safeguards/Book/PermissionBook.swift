// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// Who may do what at the end of a day, as it had been written down by then.
enum PermissionBook {
    static func lines(
        on day: CivilDate, isInCharge: (String) -> Bool, _ db: any Connection
    ) throws -> [PermissionLine] {
        let end = Instant(noonInJapan: day.next).adding(seconds: -43_200)
        let known = OfficerBook.Known(before: end)
        var lines: [PermissionLine] = []
        // One row a role; an officer without any has one as well.
        try db.forEachRow(
            """
            SELECT o.officer, o.name,
                COALESCE((SELECT m.department FROM officer_department m
                    WHERE m.officer = o.officer\(known("m")) ORDER BY m.id DESC LIMIT 1),
                    o.department) AS place,
                \(OfficerBook.isStopped("o.officer", knownBefore: end)),
                (SELECT COUNT(*) FROM department_leave l
                    LEFT JOIN department_leave_end k ON k.leave_id = l.id\(known("k"))
                    WHERE l.officer = o.officer\(known("l")) AND l.from_date <= ?
                        AND l.until_date > ? AND k.id IS NULL),
                (SELECT MAX(n.started_at) FROM login_session n
                    WHERE n.officer = o.officer AND n.started_at < \(end.microseconds)),
                p.role, p.until_date, p.is_lent
            FROM officer o LEFT JOIN (
                SELECT g.officer AS holder, g.role AS role, g.until_date AS until_date,
                    CASE WHEN EXISTS (SELECT 1 FROM delegation_step z
                        WHERE z.grant_id = g.id) THEN 1 ELSE 0 END AS is_lent
                FROM officer_grant g WHERE \(OfficerBook.inForce(knownBefore: end))
                UNION ALL
                SELECT v.officer, 'vendor', v.until_date, 0 FROM vendor_grant v
                LEFT JOIN vendor_grant_end w ON w.grant_id = v.id\(known("w"))
                WHERE v.from_date <= ? AND v.until_date > ?\(known("v")) AND w.id IS NULL
            ) p ON p.holder = o.officer
            WHERE 1 = 1\(known("o")) ORDER BY place, o.officer
            """, [day, day, day] + OfficerBook.fiveTimes(day) + [day, day]
        ) { row in
            let before = lines.last?.officer == row.text(0) ? lines.popLast() : nil
            var roles = before?.roles ?? [:]
            if let role = row.optionalText(6).flatMap(Role.init(rawValue:)) {
                let until = row.date(7)
                roles[role] = max(roles[role] ?? until, until)
            }
            let department = row.text(2)
            lines.append(
                PermissionLine(
                    officer: row.text(0), name: row.text(1), department: department,
                    roles: roles,
                    isDeputy: before?.isDeputy ?? false || row.optionalInt64(8) == 1,
                    isStopped: row.bool(3),
                    isOutside: !isInCharge(department) && row.int(4) == 0,
                    lastLogin: row.optionalInstant(5)))
        }
        return lines
    }
}
