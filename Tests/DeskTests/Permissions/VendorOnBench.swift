// SPDX-License-Identifier: Apache-2.0
import Ledger
import Office
import Registers
import Safeguards
import Vocabulary

@testable import Desk

extension DeskBench {
    var head: Principal {
        Principal(
            officer: "kacho", name: "検証 課長", roles: [.head], session: "bench", terminal: "決裁1")
    }

    /// A person of a vendor as the registers want it: contract, pledge and training on record.
    func admitVendor(_ officer: String = "hoshu") throws {
        let clauses = try office.registers.catalogue.kind("contract").field("clauses")
        let contract = try enter(
            "contract",
            [
                "contractor": "架空システム", "business": "保守", "from": "2025-04-01",
                "until": "2026-03-31", "handlers": "10人以上50人未満", "responsible": "架空",
                "incidentHours": "2", "clauses": RegisterValues.joined(clauses?.choices ?? []),
            ])
        _ = try enter(
            "pledge",
            [
                "officer": officer, "name": "検証 保守", "employer": "架空システム",
                "contract": contract.description, "on": "2025-06-10",
            ])
        _ = try enter(
            "vendor-training",
            [
                "officer": officer, "employer": "架空システム", "year": "2025",
                "subject": "運用規則（業務に就くとき）", "on": "2025-06-10", "teacher": "課長",
            ])
        try office.accounts.create(
            NewOfficer(
                officer: officer, name: "検証 保守", department: "保守", roles: [.vendor],
                vendor: VendorStanding(contract: contract.description, employer: "架空システム")),
            password: Self.password, mustChange: false, by: .machine("bench"))
    }

    private func enter(_ code: String, _ values: RegisterValues) throws -> EntryNumber {
        let room = office.registers
        let kind = try room.catalogue.kind(code)
        func write(_ body: (Scope) throws -> Void) throws {
            try office.casework.perform(
                .writeRegister, by: administrator, for: .maintenance, body)
        }
        let number = try office.casework.perform(
            .writeRegister, by: administrator, for: .maintenance
        ) { try EnterRecord.perform(code, values, room: room, in: $0) }
        if kind.evidence == .required {
            let bytes = Array("証拠 \(code)".utf8)
            let file = EvidenceInput(
                name: "証拠.pdf", bytes: bytes, digest: Digest.of(bytes).description,
                scanner: "試験")
            try AttachEvidence.putDown(file, room: room)
            try write { try AttachEvidence.perform(code, number, file, room: room, in: $0) }
        }
        if kind.confirmers != nil {
            try office.casework.perform(.confirmRegister, by: head, for: .maintenance) {
                try ConfirmRecord.perform(code, number, version: nil, room: room, in: $0)
            }
        }
        if kind.life == .term {
            try write {
                try MoveRecord.perform(
                    code, number, version: nil, to: .active, room: room, in: $0)
            }
        }
        return number
    }
}
