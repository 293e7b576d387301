// SPDX-License-Identifier: Apache-2.0
import Database
public import Vocabulary

/// Which certificates of the register (交付簿) are asked for.
public struct RegisterQuestion: Sendable {
    /// When they were issued; `nil` asks for every day.
    public let issued: EffectivePeriod?
    public let standing: RegisteredCertificate.Standing?
    /// An issue number, a recipient number, or the addressee number of the child.
    public let number: String?

    public init(
        issued: EffectivePeriod?, standing: RegisteredCertificate.Standing? = nil,
        number: String? = nil
    ) {
        self.issued = issued
        self.standing = standing
        self.number = number
    }

    /// The SQL after `FROM certificate c`: with the newest event `e` of each by a day.
    func condition(on today: CivilDate?) -> (sql: String, arguments: [any SQLValueConvertible]) {
        let never = "9999-12-31"
        var conditions: [String] = []
        var arguments: [any SQLValueConvertible] = [today?.description ?? never]
        if let issued {
            conditions.append("c.issued_on >= ? AND c.issued_on < ?")
            arguments += [issued.from, issued.until?.description ?? never]
        }
        switch standing {
        case .out: conditions.append("e.id IS NULL")
        case .recalled, .returned, .replaced:
            conditions.append("e.event = ?")
            arguments.append(standing == .recalled ? "recall" : standing?.rawValue ?? "")
        case nil: break
        }
        if let number {
            conditions.append("(c.issue_number = ? OR c.recipient_number = ? OR c.child = ?)")
            arguments += [number, number, AddresseeNumber(number)?.value ?? 0]
        }
        return (
            """
            LEFT JOIN certificate_event e ON e.id = (SELECT MAX(x.id) FROM certificate_event x
            WHERE x.certificate_id = c.id AND x.event_on <= ?)
            WHERE \(conditions.isEmpty ? "1 = 1" : conditions.joined(separator: " AND "))
            """, arguments
        )
    }
}
