// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// 交付待ち as a list of its own (`certificate_waiting`), kept as decisions and certificates are
/// written: a read model of both, so that nobody walks the whole history to know what waits.
enum CertificateQueue {
    /// Changes of what is printed on a certificate.
    private static let printed: Set<DecisionReason> = [
        .changedName, .changedAddress, .changedRecipient, .rejudged, .correctedGrant,
    ]

    /// Whether a decision calls for a new certificate: grants, and changes of what is printed.
    static func calls(_ result: DecisionResult, _ reason: DecisionReason) -> Bool {
        switch result {
        case .granted, .resumed: true
        case .changed: printed.contains(reason)
        case .refused, .lapsed, .suspended, .revoked, .withdrawn: false
        }
    }

    private struct Strand: Hashable {
        let child: AddresseeNumber
        let number: String
    }

    /// Of each strand the newest decision waits, where it calls for a certificate; those before it
    /// wait no longer.
    fileprivate static func decided(
        _ rows: [HistoryRow], _ ids: [Int64], in db: any Connection
    ) throws {
        var newest: [Strand: (id: Int64, calls: Bool)] = [:]
        for (row, id) in zip(rows, ids) {
            guard let number = row.recipientNumber else { continue }
            let draft = row.proposal.draft
            newest[Strand(child: draft.child, number: number)] = (
                id, calls(draft.result, draft.reason)
            )
        }
        var overtaken: [Int64] = []
        try Among.forEach(
            "SELECT history_id, child, recipient_number FROM certificate_waiting WHERE {among}",
            column: "child", key: 1, ids: newest.keys.map(\.child.value), in: db
        ) { row in
            guard newest[Strand(child: row.addressee(1), number: row.text(2))] != nil else {
                return
            }
            overtaken.append(row.int64(0))
        }
        try settle(overtaken, in: db)
        try db.insert(
            into: "certificate_waiting", columns: ["history_id", "child", "recipient_number"],
            rows: newest.filter(\.value.calls).sorted { $0.value.id < $1.value.id }.map {
                [.integer($0.value.id), $0.key.child.sqlValue, $0.key.number.sqlValue]
            })
    }

    /// Decisions that wait no longer.
    fileprivate static func settle(_ decisions: [Int64], in db: any Connection) throws {
        try Among.execute(
            "DELETE FROM certificate_waiting WHERE {among}", column: "history_id",
            ids: decisions, in: db)
    }
}

extension Scope {
    /// Writes decisions, the oldest first, and keeps the list of those that wait for a certificate.
    func append(decisions rows: [HistoryRow]) throws -> [Int64] {
        let ids = try append(rows)
        try CertificateQueue.decided(rows, ids, in: db)
        return ids
    }

    /// Writes certificates of decisions, and takes these off the list of those that wait for one.
    func append<Certificate: FactRow>(
        certificates rows: [Certificate], of decisions: [Int64]
    ) throws -> [Int64] {
        let ids = try append(rows)
        try CertificateQueue.settle(decisions, in: db)
        return ids
    }
}
