// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Formats
import Foundation
import Safeguards
import Testing
import Vocabulary

@testable import Payments

@Suite("給与振込の形式")
struct PayrollTests {
    private func payrollOrder(_ office: PaymentOffice) -> TransferOrder {
        let plain = office.order("2025-06-20")
        return TransferOrder(
            requesterCode: plain.requesterCode, requesterName: plain.requesterName,
            valueDate: plain.valueDate, bank: plain.bank, bankName: plain.bankName,
            branch: plain.branch, branchName: plain.branchName, accountType: plain.accountType,
            account: plain.account, type: .publicSalary)
    }

    private func propose(_ office: PaymentOffice) throws -> RunProposal {
        try office.gate.perform(ProposeRun.operation, by: PaymentOffice.clerk, for: .benefit) {
            try ProposeRun.perform(
                paymentDay: date("2025-06-20"), key: "P1", kind: .publicSalary,
                days: PaymentOffice.days, directory: MemoryAddresseeDirectory(), in: $0)
        }
    }

    @Test("種別コード71で書かれ、英字の名義と貯蓄口座は総合振込に残る")
    func payroll() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.account(2, holder: "ABC ショウカイ")
        try office.account(3, type: .savings)
        try office.schedule((1...3).map { office.due($0, yen: $0 * 100) })
        let proposal = try propose(office)
        #expect(proposal.run.kind == .publicSalary)
        #expect(proposal.run.total == Yen(100))
        #expect(proposal.unfit.count == 2)
        #expect(try office.status(2) == [.scheduled])
        try office.approve(proposal.run.id)
        #expect(throws: PaymentRefusal.otherKind(.publicSalary)) {
            try office.write(proposal.run.id)
        }
        let file = try office.gate.perform(
            WriteTransferFile.operation, by: PaymentOffice.clerk, for: .benefit
        ) {
            try WriteTransferFile.perform(
                proposal.run.id, order: payrollOrder(office), audience: .trial,
                directory: MemoryAddresseeDirectory(), in: $0)
        }
        #expect(file.record.name.hasPrefix("kyuyo_20250620_"))
        let read = try TransferFile.read(.bytes(file.bytes))
        #expect(read.valid, "\(read.errors)")
        #expect(read.type == "71" && read.count == 1 && read.total == 100)
        // Bytes 112 to 120 of a payroll record are spaces, where a bulk record ends in digits.
        #expect(file.bytes[122 + 111..<122 + 120].allSatisfy { $0 == 0x20 })
        let rest = try office.propose(key: "K1").run
        #expect(rest.kind == .bulk && rest.total == Yen(500))
        try office.prove()
    }

    @Test("同じ鍵で別の種類は断り、前の支払とは同じ種類どうしで比べる")
    func sameKey() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.schedule([office.due(1)])
        let first = try propose(office)
        #expect(try propose(office).wasKnown)
        #expect(throws: PaymentRefusal.keyUsed) {
            try office.propose("2025-06-20", key: "P1")
        }
        #expect(first.run.previous == nil)
    }
}
