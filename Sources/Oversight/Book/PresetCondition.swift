// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// What a preset asks of an entry `o` of the log and of its end `e`.
struct PresetCondition {
    let sql: String
    let arguments: [any SQLValueConvertible]

    init(_ sql: String, _ arguments: [any SQLValueConvertible] = []) {
        self.sql = sql
        self.arguments = arguments
    }

    private static let person = "o.officer NOT LIKE 'machine:%'"
    /// A day in microseconds, and how far Japan is ahead of Greenwich.
    private static let day: Int64 = 86_400_000_000
    private static let ahead: Int64 = 32_400_000_000

    static func among(_ codes: Set<OperationCode>) -> PresetCondition {
        PresetCondition("o.code IN (\(AccessBook.list(codes)))")
    }

    /// Outside the minutes of the day in Japan, and the closed days whole.
    static func outside(
        _ from: CivilDate, _ through: CivilDate, _ terms: OversightTerms,
        _ isOpen: (CivilDate) -> Bool
    ) -> PresetCondition {
        let local = "((o.recorded_at + \(ahead)) % \(day))"
        func minutes(_ count: Int) -> Int64 { Int64(count) * 60_000_000 }
        let hours = """
            \(local) < \(minutes(terms.presetOpensAt)) \
            OR \(local) >= \(minutes(terms.presetClosesAt))
            """
        return PresetCondition(
            "\(person) AND (\(hours) OR \(closedDays(from, through, isOpen)))")
    }

    static func closed(
        _ from: CivilDate, _ through: CivilDate, _ isOpen: (CivilDate) -> Bool
    ) -> PresetCondition {
        PresetCondition("\(person) AND (\(closedDays(from, through, isOpen)))")
    }

    private static func closedDays(
        _ from: CivilDate, _ through: CivilDate, _ isOpen: (CivilDate) -> Bool
    ) -> String {
        var spans: [String] = []
        var date = from
        while date <= through {
            if !isOpen(date) {
                let start = AccessBook.startOfDay(date).microseconds
                spans.append("(o.recorded_at >= \(start) AND o.recorded_at < \(start + day))")
            }
            date = date.next
        }
        return spans.isEmpty ? "1 = 0" : spans.joined(separator: " OR ")
    }

    /// Between two uses of another log-in of the same officer at another terminal. Whoever changes
    /// the desk does not go back; what the machine ends afterwards is no use.
    static func shared(_ terms: OversightTerms) -> PresetCondition {
        let span = Int64(terms.sharedMinutes) * 60_000_000
        return PresetCondition(
            """
            \(person) AND o.session <> '' AND EXISTS (
                SELECT 1 FROM operation p
                JOIN operation q ON q.officer = p.officer AND q.session = p.session
                WHERE p.officer = o.officer AND p.session <> '' AND p.session <> o.session
                    AND p.terminal <> o.terminal AND p.code NOT IN (\(ends))
                    AND p.recorded_at >= o.recorded_at - \(span)
                    AND p.recorded_at <= o.recorded_at
                    AND q.code NOT IN (\(ends)) AND q.recorded_at >= o.recorded_at
                    AND q.recorded_at <= o.recorded_at + \(span))
            """)
    }

    private static let ends = AccessBook.list([.logout, .endSession])

    /// What showed persons of a kind of work that the officer does not usually do.
    static func beyond(_ groups: [UsualWork.Beyond]) -> PresetCondition {
        guard !groups.isEmpty else { return PresetCondition("1 = 0") }
        let parts = groups.map { group in
            let start = AccessBook.startOfDay(group.day).microseconds
            return """
                (o.officer = ? AND o.recorded_at >= \(start) AND o.recorded_at < \(start + day)
                    AND o.code IN (\(AccessBook.list(Business.reads(group.business)))))
                """
        }
        return PresetCondition(parts.joined(separator: " OR "), groups.map(\.officer))
    }

    /// The entries behind the alarms of a rule: of the same officer and day, and about the same
    /// person, or of the kind that was counted.
    static func behind(
        _ rule: AlarmRule?, _ from: CivilDate, _ through: CivilDate
    ) -> PresetCondition {
        guard let rule else { return PresetCondition("1 = 0") }
        let counted =
            switch rule {
            case .unexplainedMany:
                """
                EXISTS (SELECT 1 FROM operation_end z
                    WHERE z.operation_id = y.id AND z.result = 'ok | unexplained')
                """
            case .manyQuickly: "y.code IN (\(AccessBook.list(OpeningOperations.all)))"
            default:
                """
                EXISTS (SELECT 1 FROM operation_subject s
                    WHERE s.operation_id = y.id AND s.subject = a.subject)
                """
            }
        let start = "x.recorded_at - (x.recorded_at + \(ahead)) % \(day)"
        return PresetCondition(
            """
            o.id IN (SELECT y.id FROM log_alarm a JOIN operation x ON x.id = a.access_id
                JOIN operation y ON y.officer = x.officer
                    AND y.recorded_at >= \(start) AND y.recorded_at < \(start) + \(day)
                WHERE a.rule = ? AND a.day >= ? AND a.day <= ? AND \(counted))
            """, [rule.rawValue, from, through])
    }
}
