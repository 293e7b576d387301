// SPDX-License-Identifier: Apache-2.0
import Support
import Testing
import Vault
import Vocabulary

@testable import Safeguards

@Suite("項目の伏せ字と支援措置")
struct ProtectionTests {
    let address = Address(postalCode: "9990001", text: "見本市中央一丁目1番1号", building: "見本荘203")

    func reader(_ roles: Set<Role>) -> Principal {
        Principal(officer: "k901", name: "見本", roles: roles, session: "t", terminal: "t")
    }

    @Test("宛先本人への文書にだけ印字でき、支援措置の人は二人の確認が要る")
    func printing() throws {
        let open = ProtectedAddress(address, of: child, isProtected: false)
        let hidden = ProtectedAddress(address, of: child, isProtected: true)
        let own = RecipientToken(recipient: child, letter: "9001")
        #expect(try open.printable(for: own) == address)
        #expect(throws: SafeguardRefusal.foreignAddress) {
            try open.printable(for: RecipientToken(recipient: sister, letter: "9002"))
        }
        #expect(throws: SafeguardRefusal.protectedAddress) { try hidden.printable(for: own) }
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try RecipientToken(
                recipient: child, letter: "9001", releasedBy: "k901", and: "k901")
        }
        let released = try RecipientToken(
            recipient: child, letter: "9001", releasedBy: "k901", and: "k902")
        #expect(try hidden.printable(for: released) == address)
    }

    @Test("支援措置の住所は誰の画面にも出ず、印字・写し取りにも現れない")
    func showing() {
        let open = ProtectedAddress(address, of: child, isProtected: false)
        let hidden = ProtectedAddress(address, of: child, isProtected: true)
        #expect(open.shown(to: reader([.counter])) == address)
        #expect(open.shown(to: reader([.auditor])) == nil)
        #expect(hidden.shown(to: reader([.counter, .head])) == nil)
        var dumped = ""
        dump([open, hidden], to: &dumped)
        for text in ["\(open)", "\(hidden)", String(reflecting: hidden), dumped] {
            #expect(!text.contains("中央") && !text.contains("9990001"))
        }
    }

    @Test("住所の表示は、理由のある専用の操作の中だけで、記録される")
    func revealing() throws {
        let world = try World()
        let hidden = ProtectedAddress(address, of: child, isProtected: true)
        #expect(throws: SafeguardRefusal.protectedAddress) {
            try world.gate.perform(
                .viewPerson, by: world.person([.head]), for: .registration
            ) { try hidden.revealed(in: $0) }
        }
        let shown = try world.gate.perform(
            .revealProtectedAddress, by: world.person([.head]), for: .registration,
            reason: "本人の申出"
        ) { try hidden.revealed(in: $0) }
        #expect(shown == address)
        #expect(try world.log().last?.subjects == 1)
    }

    @Test("住所は封をして保管し、別の行では開かない")
    func storing() throws {
        let random = RehearsalRandomBytes(seed: 4)
        let cipher = try Keyring.create(body: "119997", random: random)
            .cipher(for: .protectedAddress, random: random)
        let place = CellAddress(table: "person", column: "address", row: child.value)
        let value = ProtectedAddress(address, of: child, isProtected: true)
        let cell = value.sealed(by: cipher, at: place)
        #expect(
            try ProtectedAddress(
                opening: cell, with: cipher, at: place, of: child, isProtected: true) == value)
        #expect(throws: Fault.self) {
            try ProtectedAddress(
                opening: cell, with: cipher,
                at: CellAddress(table: "person", column: "address", row: sister.value),
                of: sister, isProtected: false)
        }
    }

    @Test("役割と項目の表は、確認済みの表と同じである")
    func fields() throws {
        var text = "# 項目 窓口 給付 決裁 管理者 監査 保守 機械\n"
        for field in Field.allCases {
            let cells = Role.allCases.map { role in
                switch FieldPolicy.visibility(of: field, for: role) {
                case .shown: "○"
                case .masked: "伏字"
                case .hidden: "－"
                }
            }
            text += ([field.rawValue] + cells).joined(separator: "\t") + "\n"
        }
        let outcome = try Golden.compare(text, with: "fields.txt")
        #expect(outcome == .same || outcome == .recorded, "\(outcome)")
        for role in Role.allCases {
            #expect(FieldPolicy.visibility(of: .individualNumber, for: role) != .shown)
        }
    }

    @Test("口座は末尾2桁だけ、短い値は3分の1より多く見せない")
    func masking() {
        #expect(
            Masked("9123456", of: .account, to: reader([.payment])).description == "＊＊＊＊＊56")
        #expect(Masked("91", .masked, tail: 2).description == "＊＊")
        #expect(Masked("9123456", of: .account, to: reader([.auditor])).description.isEmpty)
        #expect(Masked("見本　花子", of: .name, to: reader([.counter])).isWhole)
    }

    @Test("断りの番号は重ならず、どれも日本語の文がある")
    func refusals() {
        let all: [SafeguardRefusal] =
            [
                .unauthenticated, .throttled(seconds: 30), .sessionExpired, .forged,
                .passwordMustChange, .notPermitted, .wrongPurpose, .reasonMissing, .sameOfficer,
                .alreadyDone(operation: 1), .officerExists, .officerUnknown, .officerInvalid,
                .grantInvalid, .foreignAddress, .protectedAddress, .alreadyInitialised,
                .sessionLocked, .secondFactorMissing, .proofNeeded, .ticketInvalid,
                .otherDepartment, .suspendedUse, .noSuchRecord, .wrongState, .incompatibleRoles,
                .secondOfficerNeeded, .vendorInvalid, .unknownTerminal, .terminalInvalid,
                .reviewOverdue, .emergencyInvalid, .stocktakingOpen(lines: 1),
                .revocationInvalid,
            ] + [.weakPassword(.tooShort)]
        #expect(Set(all.map(\.code)).count == all.count)
        #expect(all.allSatisfy { $0.message.hasSuffix("。") })
    }
}
