// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Writes the reimbursement files, one a month, and one truth line a receipt.
struct WriteRefunds {
    let book: TownBook

    /// Gives every reimbursement its receipt number, in the order of the day.
    func number(_ refunds: inout [Refund]) {
        let order = refunds.indices.sorted {
            refunds[$0].applied == refunds[$1].applied
                ? $0 < $1 : refunds[$0].applied < refunds[$1].applied
        }
        for (place, index) in order.enumerated() {
            refunds[index].receipt = "S7-" + padded(place + 1, 6)
        }
        refunds = order.map { refunds[$0] }
    }

    func files(_ refunds: [Refund]) throws {
        var rows = [[[UInt8]]](repeating: [], count: book.monthCount)
        for refund in refunds {
            rows[book.slot(refund.applied.yearMonth)].append(row(refund))
        }
        for refund in refunds {
            guard let letter = refund.letter else { continue }
            var second = refund
            second.highCost = letter.decided
            rows[book.slot(letter.day.yearMonth)].append(
                row(second, branch: 2, keyed: letter.day))
        }
        var sequence = 0
        for (slot, list) in rows.enumerated() where !list.isEmpty {
            sequence += 1
            try book.folder.write(
                "reimbursements", day: book.firstMonth.adding(months: slot).lastDay, hour: 20,
                sequence: sequence, header: FeedColumns.reimbursements, rows: list)
        }
    }

    /// The recipient number that the family writes: that of the treatment month, or the newest.
    private func number(on refund: Refund) -> String {
        let child = book.children[refund.child]
        let known = child.entitlements.indices.filter {
            child.entitlements[$0].visibleFrom <= refund.applied
        }
        let strand = known.last { child.entitlements[$0].from <= refund.treatment.lastDay }
        return (strand ?? known.last ?? child.entitlements.indices.first)
            .map { child.recipientNumber($0) } ?? ""
    }

    private func row(_ refund: Refund, branch: Int = 1, keyed: CivilDate? = nil) -> [UInt8] {
        let child = book.children[refund.child]
        let place = book.institutions.all[refund.institution]
        var row = Row()
        row.add(FictionalCity.stamp)
        row.add(refund.receipt)
        row.add(branch)
        row.add(keyed ?? refund.applied)
        row.add(book.guardians[child.guardian].addressee)
        row.add(child.addressee)
        row.add(number(on: refund))
        row.add(refund.treatment.compact)
        row.add(place.code)
        row.add(place.name)
        row.add(refund.isInpatient ? "1" : "2")
        row.add(refund.care)
        row.add(refund.points)
        row.add(refund.days)
        row.add(refund.tenths)
        row.add(refund.paid)
        row.add(refund.meals > 0 ? String(refund.meals) : "")
        row.add(refund.highCost.map(String.init) ?? "")
        row.add(refund.additional)
        row.add(refund.otherFund)
        row.add(refund.otherFund.isEmpty ? "" : String(refund.otherCopayment))
        row.add(1)
        row.end()
        return row.bytes
    }
}
