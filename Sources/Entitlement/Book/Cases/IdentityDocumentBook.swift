// SPDX-License-Identifier: Apache-2.0
public import Database
public import Safeguards
import Vocabulary

struct IdentityDocumentRow: FactRow {
    static let table = "identity_document"
    static let columns = ["application_id", "holder", "proves", "document"]
    let application: Int64
    let holder: SeenDocuments.Holder
    let proves: String
    let document: String

    var values: [any SQLValueConvertible] { [application, holder.rawValue, proves, document] }
}

/// 本人確認の書類: which documents were seen, of whom.
public enum IdentityDocumentBook {
    /// Codes of the documents by whose they are, in the order in which they were recorded.
    public static func documents(
        of application: Int64, from db: any Connection
    ) throws -> [(holder: SeenDocuments.Holder, proves: String, document: String)] {
        try db.rows(
            """
            SELECT holder, proves, document FROM identity_document
            WHERE application_id = ? ORDER BY id
            """, [application]
        ) { row in
            (SeenDocuments.Holder(rawValue: row.text(0)) ?? .applicant, row.text(1), row.text(2))
        }
    }
}

extension Scope {
    /// Records the documents that were seen with an application.
    func record(
        _ seen: SeenDocuments, of applications: [Int64], by rules: CaseRules
    ) throws {
        let rows = seen.rows(rules)
        try append(
            applications.flatMap { id in
                rows.map {
                    IdentityDocumentRow(
                        application: id, holder: $0.holder, proves: $0.proves,
                        document: $0.document)
                }
            })
    }
}

/// 本人確認の書類の記録: what was shown with applications that were taken in.
///
/// (Part of `OperationCode.receiveApplication` and `.changeRegistration`.)
public enum RecordSeenDocuments {
    /// - Throws: `CaseRefusal.identityIncomplete`, `.documentNotInForce`.
    public static func perform(
        _ seen: SeenDocuments, hasAgent: Bool, of applications: [Int64], rules: CaseRules,
        in scope: Scope
    ) throws {
        guard !seen.isEmpty || hasAgent else { return }
        try seen.check(by: rules, hasAgent: hasAgent, on: scope.today)
        try scope.record(seen, of: applications, by: rules)
    }
}
