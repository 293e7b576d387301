// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// Whether something is open about a person, so that an officer who opens the record has a case to
/// work on (利用の理由).
public enum CasesOfPersons {
    /// The first open case about one of the persons: an application that is not carried out, or a
    /// proposal that waits for the second officer. Its name holds no value about a person.
    public static func open(
        _ persons: [AddresseeNumber], from db: any Connection
    ) throws -> String? {
        guard !persons.isEmpty else { return nil }
        let marks = persons.map { _ in "?" }.joined(separator: ", ")
        for column in ["child", "applicant"] {
            let application = try db.first(
                """
                SELECT a.id FROM application a
                JOIN application_status s ON s.application_id = a.id
                WHERE a.\(column) IN (\(marks)) AND s.is_open = 1 ORDER BY a.id DESC LIMIT 1
                """, persons
            ) { $0.int64(0) }
            if let application { return "application-\(application)" }
        }
        let proposal = try db.first(
            """
            SELECT p.id FROM proposal p WHERE p.child IN (\(marks)) AND NOT EXISTS
                (SELECT 1 FROM proposal_outcome o WHERE o.proposal_id = p.id)
            ORDER BY p.id DESC LIMIT 1
            """, persons
        ) { $0.int64(0) }
        if let proposal { return "proposal-\(proposal)" }
        if let appeal = try AppealBook.open(persons, marks, from: db) { return "appeal-\(appeal)" }
        return try invitation(persons, marks, db) ?? ruleUse(persons, marks, db)
    }

    /// Somebody was invited to apply and is still on the list.
    private static func invitation(
        _ persons: [AddresseeNumber], _ marks: String, _ db: any Connection
    ) throws -> String? {
        for column in ["child", "guardian"] {
            let id = try db.first(
                """
                SELECT n.id FROM invitation n WHERE n.\(column) IN (\(marks)) AND EXISTS
                    (SELECT 1 FROM unregistered_child u WHERE u.child = n.child)
                ORDER BY n.id DESC LIMIT 1
                """, persons
            ) { $0.int64(0) }
            if let id { return "invitation-\(id)" }
        }
        return nil
    }

    /// A grant under a rule that a head has to look at.
    private static func ruleUse(
        _ persons: [AddresseeNumber], _ marks: String, _ db: any Connection
    ) throws -> String? {
        try db.first(
            """
            SELECT u.id FROM decision_rule_use u WHERE u.child IN (\(marks)) AND NOT EXISTS
                (SELECT 1 FROM decision_rule_check c WHERE c.use_id = u.id)
            ORDER BY u.id DESC LIMIT 1
            """, persons
        ) { $0.int64(0) }.map { "rule-use-\($0)" }
    }
}
