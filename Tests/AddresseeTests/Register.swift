// SPDX-License-Identifier: Apache-2.0
import Addressee
import Database
import Formats
import Foundation
import Ledger
import NumberGate
import Safeguards
import Support
import Vault
import Vocabulary

/// System 2 on its own file, with keys that a seed fixes and a resident feed written by hand.
final class Register: Sendable {
    struct NoonClock: Clock {
        func now() -> Instant { Instant(microseconds: 1_743_476_400_000_000) }
    }

    static let layouts: Result<LayoutLibrary, any Error> = Result {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try LayoutLibrary.load(directory: root.appending(path: "Layouts").path) { _ in "" }
    }

    let folder: TemporaryFolder
    let store: any Store
    let gate: Gate
    let vault: NumberVault
    let machine = Principal.machine("resident-link")

    /// - Parameter shelf: where keys of persons lie; without one there are none.
    init(store given: (any Store)? = nil, shelf: (any KeyShelf)? = nil) throws {
        folder = try TemporaryFolder("addressee")
        store =
            try given
            ?? Stores.sqlite(at: folder.file("addressee.sqlite").path, body: "119997")
        try store.migrate([
            try LedgerSchema.migrations(), try SafeguardsSchema.migrations(),
            try AddresseeSchema.migrations(),
        ])
        guard let signer = LedgerSigner(name: "test", privateKey: Array(repeating: 9, count: 32))
        else { preconditionFailure("32 bytes make a key") }
        gate = Gate(
            store: store, ledger: Ledger(origin: "test", signer: signer), clock: NoonClock())
        let random = RehearsalRandomBytes(seed: 1)
        let ring = Keyring.create(body: "119997", random: random)
        let destroyed = DestroyedKeys(path: folder.file("destroyed").path)
        vault = try NumberVault(
            ring, check: .synthetic, random: random,
            persons: try shelf.map {
                try PersonKeys(ring, shelf: $0, destroyed: destroyed, random: random)
            })
    }

    /// A row of the resident feed; what is not said is empty.
    struct Row {
        var change = 1
        var addressee: AddresseeNumber
        var number: String
        var name = "検証　花子"
        var kana = "ケンショウ　ハナコ"
        var born = "20150405"
        var status = "1"
        var date = "20250301"
        var reason = "B00"
        var household = "900001"
        var isProtected = false
        var movedTo = ""
        var address = "見本市中央一丁目1番1号"
        var sex = "2"
        var alias = ""
        var stay = ""
    }

    /// The n-th fictional person as the change of a number, each with the same number in both.
    static func row(_ place: Int, change: Int) -> Row {
        var row = Row(addressee: addressee(place), number: number(place))
        row.change = change
        row.name = "検証　\(place)"
        return row
    }

    /// The bytes of a file of the feed.
    static func file(_ rows: [Row]) throws -> String {
        let layout = try Register.layouts.get().feed("resident")
        var text = "\u{FEFF}" + layout.columns.map(\.name).joined(separator: ",") + "\r\n"
        for row in rows {
            let known = [
                "stamp": "検証用", "change-number": String(row.change),
                "addressee": row.addressee.description, "individual-number": row.number,
                "household": row.household, "status": row.status, "change-date": row.date,
                "change-reason": row.reason, "name": row.name, "kana": row.kana, "alias": row.alias,
                "sex": row.sex,
                "born": row.born, "relationship": "20", "postal-code": "3430000",
                "address": row.address, "resident-from": "20150405",
                "protection": row.isProtected ? "1" : "0", "moved-to": row.movedTo,
                "stay-status": row.stay,
            ]
            text += layout.columns.map { known[$0.key] ?? "" }.joined(separator: ",") + "\r\n"
        }
        return text
    }

    @discardableResult
    func receive(
        _ rows: [Row], digest: String, name: String = "resident_差分_20250401060000_001.csv"
    ) throws -> ResidentFeedReport {
        try receive(.bytes(Array(try Register.file(rows).utf8)), digest: digest, name: name)
    }

    @discardableResult
    func receive(
        _ source: ByteSource, digest: String,
        name: String = "resident_差分_20250401060000_001.csv"
    ) throws -> ResidentFeedReport {
        try gate.perform(
            ReceiveResidentChanges.operation, by: machine, for: .addressing
        ) { scope in
            try ReceiveResidentChanges.perform(
                source, name: name, digest: digest,
                layout: try Register.layouts.get().feed("resident"), vault: vault, in: scope)
        }
    }

    func state() throws -> ResidentFeedState {
        try gate.perform(.relayChanges, by: machine, for: .addressing) {
            try ResidentFeedBook.state(in: $0)
        }
    }

    func accept(
        _ gap: ClosedRange<Int64>, by roles: Set<Role> = [.administrator],
        reason: String? = "住民記録の担当が、この番号は使っていないと答えた"
    ) throws -> ResidentFeedReport {
        let officer = Principal(
            officer: "a901", name: "管理 一郎", roles: roles, session: "t", terminal: "t")
        return try gate.perform(
            AcceptResidentGap.operation, by: officer, for: .addressing, reason: reason
        ) { try AcceptResidentGap.perform(gap, vault: vault, in: $0) }
    }

    func ask<Answer>(_ question: (Scope) throws -> Answer) throws -> Answer {
        try gate.perform(.answerAddressee, by: machine, for: .addressing, question)
    }

    func count(_ table: String) throws -> Int {
        try store.read { db in
            try db.first("SELECT COUNT(*) FROM \(table)", []) { $0.int(0) } ?? 0
        }
    }

    /// A fictional number: the check digit is wrong on purpose (official digit plus one).
    static func number(_ serial: Int) -> String {
        let body = 99_900_000_000 + Int64(serial)
        return String(body) + String(NumberCheck.synthetic.digit(ofBody: body))
    }

    /// The n-th 宛名番号 from serial 90,000 on; serials without a check digit are skipped.
    static func addressee(_ place: Int) -> AddresseeNumber {
        let serials = 90_000..<(90_000 + 2 * Int64(place) + 20)
        return serials.compactMap { AddresseeNumber(serial: $0) }[place]
    }
}
