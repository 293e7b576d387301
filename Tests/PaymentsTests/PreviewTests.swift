// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Testing
import Vocabulary

@testable import Payments

@Suite("支払処理の下見と件数")
struct PreviewTests {
    @Test("下見は起案と同じ振込になり、何も書かない")
    func sameAsProposal() throws {
        let office = try PaymentOffice()
        for n in 1...3 { try office.account(n) }
        try office.schedule([office.due(1), office.due(2, yen: 2_500), office.due(3, parent: 2)])
        let preview = try office.read {
            try RunPreview.load(
                date("2025-06-20"), for: PaymentOffice.clerk, directory: MemoryAddresseeDirectory(),
                from: $0)
        }
        #expect(try office.read { try RunBook.runs(from: $0) }.isEmpty)
        #expect(try office.status(1) == [.scheduled])
        let proposal = try office.propose()
        let detail = try office.read {
            try RunDetail.load(proposal.run.id, from: $0)
        }
        #expect(preview.items == proposal.run.items && preview.total == proposal.run.total)
        let shown = try office.shown(proposal.run.id)
        #expect(preview.transfers.map(\.amount) == shown.map(\.amount))
        #expect(preview.transfers.map(\.number) == shown.map(\.number))
        let (seen, kept) = (preview.difference, detail.difference)
        #expect(seen.transfersNow == kept.transfersNow && seen.totalNow == kept.totalNow)
        #expect(seen.newAccounts == kept.newAccounts && seen.firstPayments == kept.firstPayments)
        #expect(seen.changes.map(\.now) == kept.changes.map(\.now))
        let recipients = try office.read {
            try RunDetail.recipients(kept.changes.map(\.payee), from: $0)
        }
        #expect(seen.changes.map(\.payee) == kept.changes.map { recipients[$0.payee] })
        #expect(preview.leftOut.isEmpty && preview.previous == nil)
        // The account is masked for every officer.
        #expect(preview.transfers.allSatisfy { !$0.number.isWhole })
    }

    @Test("下見で保留になるといったものが、起案でその理由のとおり保留になる")
    func sameHolds() throws {
        let office = try PaymentOffice()
        for n in 1...2 { try office.account(n) }
        // The third and the fourth have no account.
        try office.schedule([office.due(1), office.due(2), office.due(3), office.due(4)])
        let held = try office.items(3) + office.items(4)
        try office.gate.perform(
            ReleasePayment.operation, by: PaymentOffice.clerk, for: .benefit
        ) { try ReleasePayment.perform(held, in: $0) }
        let preview = try office.read {
            try RunPreview.load(
                date("2025-06-20"), for: PaymentOffice.clerk, directory: MemoryAddresseeDirectory(),
                from: $0)
        }
        #expect(preview.leftOut.map(\.reason) == [.noAccount, .noAccount])
        #expect(preview.subjects.isSuperset(of: preview.leftOut.map(\.item.recipient)))
        let proposal = try office.propose()
        #expect(
            proposal.leftOut
                == preview.leftOut.reduce(into: [:]) { $0[$1.item.id] = $1.reason })
        #expect(try office.status(3) == [.held] && office.status(4) == [.held])
    }

    @Test("件数は、状態が進むとともに移る")
    func counts() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.schedule([office.due(1), office.due(2)])
        var counts = try office.read { try PaymentInbox.counts(from: $0) }
        #expect(counts.scheduled == 1 && counts.held == 1)
        let run = try office.propose().run
        counts = try office.read { try PaymentInbox.counts(from: $0) }
        #expect(counts.scheduled == 0 && counts.runsToApprove == 1)
        try office.approve(run.id)
        #expect(try office.read { try PaymentInbox.counts(from: $0) }.runsToWrite == 1)
        try office.write(run.id)
        #expect(try office.read { try PaymentInbox.counts(from: $0) }.runsToSettle == 1)
    }
}
