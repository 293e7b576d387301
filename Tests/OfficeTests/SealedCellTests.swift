// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Links
import Office
import Safeguards
import Support
import Testing
import Town
import Vault
import Vocabulary

@Suite("口座と、支援措置の人の住所は、封をして置かれる")
struct SealedCellTests {
    private let rehearsal: Rehearsal
    private let office: Installation
    private let child = AddresseeNumber(value: 900_000_011)
    private let parent = AddresseeNumber(value: 900_000_021)
    private let register = MemoryAddresseeDirectory()
    private let clerk = Principal(
        officer: "u001", name: "検証", roles: [.counter], session: "test", terminal: "T1")

    init() throws {
        rehearsal = try Rehearsal()
        office = try Installation.create(rehearsal.settings())
        for (number, born) in [(parent, "1990-05-05"), (child, "2015-06-10")] {
            register.put(
                ResidentSnapshot(
                    number: number, status: .resident, name: "検証 花子", kana: "ケンショウ ハナコ",
                    sex: .female, born: day(born), postalCode: "1199876", address: "見本市秘所7番地",
                    building: "隠荘202号", residentFrom: day(born), isProtected: true,
                    recordHash: "r-\(number)", asOf: rehearsal.clock.now()))
        }
        try receive("9471823", "ミナライ ハナコ")
    }

    private func receive(_ number: String, _ holder: String) throws {
        let form = ApplicationInput(
            reason: .birth, channel: .counter, appliedOn: day("2025-03-01"), applicant: parent,
            child: child,
            identity: IdentityEvidence(
                numberCheck: "01", method: "01", documents: "個人番号カード", isInterviewed: true,
                explanationVersion: "2025-1", isExplained: true),
            hasInsuranceEvidence: false,
            account: AccountInput(
                bank: "9001", branch: "001", type: .ordinary, number: number, holderKana: holder))
        _ = try office.casework.perform(
            ReceiveApplication.operation, by: clerk, for: .registration
        ) {
            try ReceiveApplication.perform(
                form, directory: register, terms: office.intake, in: $0)
        }
    }

    private func account(_ office: Installation) throws -> AccountInUse? {
        try office.casework.perform(.viewAccounts, by: clerk, for: .registration) { scope in
            scope.saw(parent)
            return try AccountBook.current(
                recipients: [parent], on: day("2025-03-02"), from: scope.db)[parent]
        }
    }

    @Test("番号も名義も住所も、庫のファイルのどこにも読めず、開き直せば読める", .measure("R-08"))
    func notReadableAtRest() throws {
        try office.close()
        let files = try FileManager.default.contentsOfDirectory(atPath: rehearsal.data)
            .filter { $0.hasPrefix("casework") }
        for file in files {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: rehearsal.data + "/" + file))
            for text in ["9471823", "ﾐﾅﾗｲ", "ミナライ", "秘所", "隠荘", "1199876"] {
                #expect(bytes.range(of: Data(text.utf8)) == nil, "\(file)")
            }
        }
        let again = try Installation.open(rehearsal.settings())
        let found = try account(again)
        #expect(found?.number == "9471823" && found?.holderKana == "ﾐﾅﾗｲ ﾊﾅｺ")
        let kept = try again.casework.perform(
            .viewPerson, by: clerk, for: .registration, about: [parent]
        ) { try PersonBook.history(parent, from: $0.db).first }
        let asked = try #require(try register.person(parent))
        #expect(kept?.isProtected == true)
        #expect(kept?.address.isSamePlace(as: asked.guardedAddress) == true)
        try again.close()
    }

    @Test("同じ口座は、封をしたままでも一つだけ登録される", .measure("R-08"))
    func registeredOnce() throws {
        for _ in 0..<2 {
            _ = try office.casework.perform(RecordAccount.operation, by: clerk, for: .benefit) {
                try RecordAccount.perform(
                    AccountInput(
                        bank: "9001", branch: "001", type: .ordinary, number: "9471823",
                        holderKana: "ミナライ ハナコ"),
                    of: parent, directory: register, in: $0)
            }
        }
        let registered = try office.casework.perform(
            .viewAccounts, by: clerk, for: .registration
        ) { scope in
            try scope.db.first("SELECT COUNT(*) FROM account_register") { $0.int(0) }
        }
        #expect(registered == 1)
        #expect(try account(office)?.number == "9471823")
    }

    @Test("鍵のない庫としては開けず、別の行に写した項目も開かない", .measure("R-82", "R-08"))
    func boundToKeyAndPlace() throws {
        try office.close()
        let path = rehearsal.data + "/casework.sqlite"
        let bare = try Stores.sqlite(at: path, body: "119997")
        let (cell, id) = try #require(
            try bare.read { db in
                try db.first("SELECT account_number, id FROM account_use") {
                    ($0.blob(0), $0.int64(1))
                }
            })
        #expect(throws: Fault.self) {
            try bare.read { try $0.place("account_use", id).open(cell, "account_number") }
        }
        try bare.close()
        let again = try Installation.open(rehearsal.settings())
        func open(_ column: String, _ row: Int64) throws -> String {
            try again.casework.perform(.viewAccounts, by: clerk, for: .registration) { scope in
                scope.saw(parent)
                return try scope.db.place("account_use", row).open(cell, column)
            }
        }
        #expect(try open("account_number", id) == "9471823")
        #expect(throws: Fault.self) { try open("account_number", id + 1) }
        #expect(throws: Fault.self) { try open("holder_kana", id) }
        try again.close()
    }
}
