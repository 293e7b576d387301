// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import Office
import Registers
import Safeguards
import Support
import Testing
import Vocabulary

/// An office whose door asks the registers.
private struct Doorway {
    static let password = "なつやすみの計画は海と山と川と空"
    let rehearsal: Rehearsal
    let office: Installation
    let head = Principal(
        officer: "kacho", name: "課長", roles: [.head], session: "t", terminal: "t")
    let keeper = Principal(
        officer: "kanri", name: "管理", roles: [.administrator], session: "t", terminal: "t")

    init() throws {
        rehearsal = try Rehearsal()
        rehearsal.clock.stand(on: day("2025-06-10"))
        office = try Installation.create(rehearsal.settings())
    }

    func enter(
        _ code: String, _ values: RegisterValues, activate: Bool = true
    ) throws -> EntryNumber {
        let room = office.registers
        let number = try office.casework.perform(
            .writeRegister, by: keeper, for: .maintenance
        ) { try EnterRecord.perform(code, values, room: room, in: $0) }
        guard activate else { return number }
        let kind = try room.catalogue.kind(code)
        if kind.evidence == .required {
            let bytes = Array("証拠 \(code) \(number)".utf8)
            let file = EvidenceInput(
                name: "証拠.pdf", bytes: bytes, digest: Digest.of(bytes).description,
                scanner: "試験")
            try AttachEvidence.putDown(file, room: room)
            try office.casework.perform(.writeRegister, by: keeper, for: .maintenance) {
                try AttachEvidence.perform(code, number, file, room: room, in: $0)
            }
        }
        if kind.confirmers != nil {
            try office.casework.perform(.confirmRegister, by: head, for: .maintenance) {
                try ConfirmRecord.perform(code, number, version: nil, room: room, in: $0)
            }
        }
        if kind.life == .term {
            try office.casework.perform(.writeRegister, by: keeper, for: .maintenance) {
                try MoveRecord.perform(
                    code, number, version: nil, to: .active, room: room, in: $0)
            }
        }
        return number
    }

    func create(_ officer: NewOfficer) throws {
        try office.accounts.create(
            officer, password: Self.password, mustChange: false, by: .machine("bench"))
    }

    func logIn(_ officer: String) throws -> SessionResult {
        try office.accounts.login(
            officer: officer, password: Self.password, terminal: "T1"
        ).session
    }
}

@Suite("台帳の記録と、入口")
struct RegisterAdmissionTests {
    @Test("研修の記録がない職員は、猶予の後はログインできず、記録されると入れる", .measure("R-53", "R-91"))
    func training() throws {
        let doorway = try Doorway()
        try doorway.create(
            try NewOfficer(
                officer: "tanto", name: "担当", department: "子ども福祉課", roles: [.counter]))
        // Before the first campaign everybody comes in.
        _ = try doorway.logIn("tanto")
        _ = try doorway.enter(
            "training-campaign",
            [
                "year": "2025", "subjects": "情報セキュリティ;個人情報保護;マイナンバー", "from": "2025-06-01",
                "graceDays": "30", "material": "教材",
            ])
        _ = try doorway.logIn("tanto")
        doorway.rehearsal.clock.stand(on: day("2025-07-02"))
        #expect(throws: RegisterRefusal.rule(.trainingMissing)) {
            try doorway.logIn("tanto")
        }
        for subject in ["情報セキュリティ", "個人情報保護", "マイナンバー"] {
            _ = try doorway.enter(
                "training",
                [
                    "officer": "tanto", "year": "2025", "subject": subject, "way": "資料回覧",
                    "on": "2025-07-02",
                ], activate: false)
        }
        _ = try doorway.logIn("tanto")
    }

    @Test(
        "契約・誓約・研修のない従事者には利用者IDが作れず、契約が終わると入れない",
        .measure("R-58", "R-60", "R-64", "R-93", "R-32"))
    func vendor() throws {
        let doorway = try Doorway()
        let contract = try doorway.enter(
            "contract",
            [
                "contractor": "見本システム", "business": "保守", "from": "2025-04-01",
                "until": "2025-09-30", "handlers": "10人以上50人未満", "responsible": "見本",
                "incidentHours": "2",
                "clauses": RegisterValues.joined(
                    try doorway.office.registers.catalogue.kind("contract")
                        .field("clauses")?.choices ?? []),
            ])
        try doorway.create(
            try NewOfficer(
                officer: "hoshu", name: "保守 一郎", department: "見本システム", roles: []))
        func propose(_ employer: String) throws -> Int64 {
            try doorway.office.accounts.proposeGrant(
                GrantRequest(
                    officer: "hoshu", roles: [.vendor], until: day("2026-03-31"),
                    vendor: VendorStanding(contract: contract.description, employer: employer)),
                reason: "保守の開始", by: doorway.keeper)
        }
        func pledge() throws {
            _ = try doorway.enter(
                "pledge",
                [
                    "officer": "hoshu", "name": "保守 一郎", "employer": "見本システム",
                    "contract": contract.description, "on": "2025-06-10",
                ])
        }
        #expect(throws: RegisterRefusal.rule(.pledgeMissing)) {
            try propose("見本システム")
        }
        try pledge()
        #expect(throws: RegisterRefusal.rule(.vendorTrainingMissing)) {
            try propose("見本システム")
        }
        _ = try doorway.enter(
            "vendor-training",
            [
                "officer": "hoshu", "employer": "見本システム", "year": "2025",
                "subject": "運用規則（業務に就くとき）", "on": "2025-06-10", "teacher": "課長",
            ], activate: false)
        #expect(throws: RegisterRefusal.rule(.employerUnknown)) {
            try propose("孫請見本")
        }
        let proposal = try propose("見本システム")
        try doorway.office.accounts.approveGrant(proposal, by: doorway.head)
        _ = try doorway.logIn("hoshu")
        doorway.rehearsal.clock.stand(on: day("2025-09-30"))
        _ = try doorway.logIn("hoshu")
        doorway.rehearsal.clock.stand(on: day("2025-10-01"))
        #expect(throws: RegisterRefusal.rule(.contractNotInForce)) {
            try doorway.logIn("hoshu")
        }
    }

    @Test("証拠のファイルは暗号化して残り、一字でも変わると開かない", .measure("R-57"))
    func evidenceAtRest() throws {
        let doorway = try Doorway()
        let words = "カナリアの契約書"
        let bytes = Array(words.utf8)
        let digest = Digest.of(bytes).description
        try AttachEvidence.putDown(
            EvidenceInput(name: "契約書.pdf", bytes: bytes, digest: digest, scanner: "試験"),
            room: doorway.office.registers)
        #expect(try doorway.office.registers.evidence.bytes(at: digest) == bytes)
        let folder = URL(fileURLWithPath: doorway.rehearsal.data + "/registers")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var found: [URL] = []
        while let file = files?.nextObject() as? URL {
            if file.lastPathComponent == digest { found.append(file) }
        }
        let file = try #require(found.first)
        var resting = [UInt8](try Data(contentsOf: file))
        #expect(!String(decoding: resting, as: UTF8.self).contains("カナリア"))
        resting[resting.count - 1] ^= 1
        try Data(resting).write(to: file)
        #expect(throws: (any Error).self) {
            try doorway.office.registers.evidence.bytes(at: digest)
        }
    }
}
