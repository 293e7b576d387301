// SPDX-License-Identifier: Apache-2.0
import Entitlement
public import Safeguards
public import Scheme
import Vocabulary

/// What PMH should hold by the record of today: every entitlement whose child consents, of one that
/// PMH was never told only what goes on.
///
/// (Part of `OperationCode.queueForHub` and `OperationCode.reconcileHub`.)
public struct ValidForHub {
    let funder: DatedValues<FunderTerms>
    let scope: Scope

    /// The parcels, in the order of the children.
    public static func parcels(
        funder: DatedValues<FunderTerms>, in scope: Scope
    ) throws -> [HubParcel] {
        try ValidForHub(funder: funder, scope: scope).all().parcels
    }

    /// The parcels, and whose each recipient number is.
    func all() throws -> (parcels: [HubParcel], owner: [String: AddresseeNumber]) {
        let strands = try HistoryBook.strands(children: nil, from: scope.db)
        let consenting = try HubConsent.consenting(Set(strands.keys), in: scope)
        let told = try HubToldBook.all(in: scope)
        var owner: [String: AddresseeNumber] = [:]
        var parcels: [HubParcel] = []
        for (child, own) in strands.sorted(by: { $0.key < $1.key }) {
            for strand in own {
                guard let number = strand.state.recipientNumber else { continue }
                owner[number] = child
                guard consenting.contains(child) else { continue }
                let rows = current(strand, told[number] ?? [])
                if !rows.isEmpty { parcels.append(HubParcel(child: child, rows: rows)) }
            }
        }
        scope.saw(parcels.map(\.child))
        return (parcels, owner)
    }

    /// One that has no end stands in the error list of the queue, not here.
    private func current(_ strand: Strand, _ told: [HubTold]) -> [HubRow] {
        let known = Set(told.map(\.row.key))
        let rows = (try? HubRows.rows(of: strand.decisions, funder: funder)) ?? []
        return rows.filter { known.contains($0.key) || $0.through >= scope.today }
    }
}
