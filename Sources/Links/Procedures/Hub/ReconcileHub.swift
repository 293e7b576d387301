// SPDX-License-Identifier: Apache-2.0
import Database
public import Entitlement
import Ledger
public import Safeguards
public import Scheme
import Vocabulary

/// PMHとの突合: compares what should be registered with what PMH says that it holds, and keeps the
/// difference. It changes nothing at PMH; what is to be sent again an officer says.
public enum ReconcileHub {
    public static let operation = OperationCode.reconcileHub

    /// - Parameter holdings: every row of this municipality that PMH holds.
    @discardableResult
    public static func perform(
        _ holdings: [HubHolding], directory: any AddresseeDirectory,
        funder: DatedValues<FunderTerms>, in scope: Scope
    ) throws -> HubReconciliation {
        let valid = try ValidForHub(funder: funder, scope: scope).all()
        let rows = valid.parcels.flatMap { parcel in parcel.rows.map { ($0, parcel.child) } }
        let persons = try directory.persons(Set(valid.parcels.map(\.child)).sorted())
        let found = HubReconciliation.compare(
            rows.map { row, child in
                HubReconciliation.Expected(
                    row: row, child: child, isProtected: persons[child]?.isProtected ?? false)
            },
            holdings, owner: valid.owner, at: scope.now)
        try write(found, in: scope)
        return found
    }

    private static func write(_ found: HubReconciliation, in scope: Scope) throws {
        let id = try scope.facts.append(
            "hub_reconciliation",
            [
                "ours": found.ours, "theirs": found.theirs, "same": found.same,
                "missing": found.count(.missing), "extra": found.count(.extra),
                "different": found.count(.different),
            ])
        try scope.append(
            found.lines.map { HubDifferenceRow(reconciliation: id, line: $0) })
        scope.saw(found.lines.compactMap(\.child))
        scope.counted(found.lines.count)
    }
}

struct HubDifferenceRow: FactRow {
    static let table = "hub_difference"
    static let columns = [
        "reconciliation_id", "kind", "history_key", "recipient_number", "child", "fields",
        "valid_from", "valid_through",
    ]
    let reconciliation: Int64
    let line: HubReconciliation.Line

    var values: [any SQLValueConvertible] {
        [
            reconciliation, line.kind, line.key, line.recipientNumber, line.child,
            line.fields.joined(separator: " "), line.from, line.through,
        ]
    }
}
