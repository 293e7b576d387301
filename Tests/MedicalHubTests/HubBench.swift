// SPDX-License-Identifier: Apache-2.0
import Addressee
import Database
import Formats
import Foundation
import Ledger
import NumberGate
import Safeguards
import Support
import Synchronization
import Vault
import Vocabulary

@testable import MedicalHub

/// System 2 with the register of residents, the tables of PMH, and a simulator beside it.
final class HubBench: Sendable {
    final class StandingClock: Clock {
        private let moment: Mutex<Instant>
        init(_ day: CivilDate) { moment = Mutex(Instant(noonInJapan: day)) }
        func now() -> Instant { moment.withLock { $0 } }
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let layouts = Result {
        try LayoutLibrary.load(directory: root.appending(path: "Layouts").path) { _ in "" }
    }
    static let token = "hub-token-for-tests"
    static let first = administrator("k901")
    static let second = administrator("k902")

    let folder: TemporaryFolder
    let store: any Store
    let gate: Gate
    let vault: NumberVault
    private let changes = Mutex(0)

    /// - Parameters:
    ///   - file: where System 2 lives; `nil` is a new folder.
    ///   - otherKeys: a vault that cannot open what is stored, so that opening is seen.
    init(file: String? = nil, otherKeys: Bool = false) throws {
        folder = try TemporaryFolder("medical-hub")
        store = try Stores.sqlite(
            at: file ?? folder.file("addressee.sqlite").path, body: "119997")
        try store.migrate([
            try LedgerSchema.migrations(), try SafeguardsSchema.migrations(),
            try AddresseeSchema.migrations(), try MedicalHubSchema.migrations(),
        ])
        guard let signer = LedgerSigner(name: "test", privateKey: Array(repeating: 9, count: 32))
        else { preconditionFailure("32 bytes make a key") }
        gate = Gate(
            store: store, ledger: Ledger(origin: "test", signer: signer),
            clock: StandingClock(day("2025-06-02")))
        let random = RehearsalRandomBytes(seed: otherKeys ? 2 : 1)
        vault = try NumberVault(
            Keyring.create(body: "119997", random: random), check: .synthetic, random: random)
    }

    // MARK: 人

    struct Person {
        var place: Int
        var name = "検証　花子"
        var kana = "ケンショウ　ハナコ"
        var sex = "2"
        var address = "見本市中央一丁目1番1号"
        var isProtected = false
        var hasNumber = true
    }

    /// Takes people, or changes of them, in as the resident register sends them.
    func receive(_ people: [Person]) throws {
        let layout = try HubBench.layouts.get().feed("resident")
        var text = "\u{FEFF}" + layout.columns.map(\.name).joined(separator: ",") + "\r\n"
        let start = changes.withLock { count in
            defer { count += people.count }
            return count
        }
        for (index, person) in people.enumerated() {
            let known = [
                "stamp": "検証用", "change-number": String(start + index + 1),
                "addressee": HubBench.child(person.place).description,
                "individual-number": person.hasNumber ? HubBench.number(person.place) : "",
                "household": String(900_001 + person.place), "status": "1",
                "change-date": "20250301",
                "change-reason": "B11", "name": person.name, "kana": person.kana,
                "sex": person.sex, "born": "20150405", "relationship": "20",
                "postal-code": "1190001", "address": person.address,
                "resident-from": "20150405", "protection": person.isProtected ? "1" : "0",
            ]
            text +=
                layout.columns.map { HubBench.cell(known[$0.key] ?? "") }
                .joined(separator: ",") + "\r\n"
        }
        let bytes = Array(text.utf8)
        _ = try gate.perform(
            ReceiveResidentChanges.operation, by: .machine("resident-link"), for: .addressing
        ) { [vault] scope in
            try ReceiveResidentChanges.perform(
                .bytes(bytes), name: "resident_差分_20250601060000_\(start).csv",
                digest: Digest.of(bytes).description, layout: layout, vault: vault, in: scope)
        }
    }

    private static func cell(_ text: String) -> String {
        text.contains("\"") ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }

    /// A fictional number: it begins with 9 and its check digit is wrong on purpose.
    static func number(_ place: Int) -> String {
        let body = 99_900_000_000 + Int64(place)
        return String(body) + String(NumberCheck.synthetic.digit(ofBody: body))
    }

    static func child(_ place: Int) -> AddresseeNumber {
        let serials = 90_000..<(90_000 + 2 * Int64(place) + 20)
        return serials.compactMap { AddresseeNumber(serial: $0) }[place]
    }

    // MARK: 送るもの

    static func row(
        _ place: Int, key: String? = nil, through: String = "2034-03-31",
        care: HubCare = .both, isDeleted: Bool = false
    ) -> HubRegistration {
        HubRegistration(
            child: child(place), key: key ?? "9\(place)-1-B",
            recipientNumber: "900000\(place % 10)",
            funder: "81119992", care: care, from: day("2025-04-01"), through: day(through),
            isDeleted: isDeleted)
    }

    static func bundle(
        _ place: Int, key: String? = nil, through: String = "2034-03-31", isDeleted: Bool = false
    ) -> HubBundle {
        HubBundle(
            child: child(place),
            rows: [row(place, key: key, through: through, isDeleted: isDeleted)])
    }

    static func profile(_ form: HubForm = .difference, type: String = "KODOMO01") throws
        -> HubProfile
    {
        let json = """
            {"certificate-type": "\(type)", "certificate-name": "見本市こども医療費受給資格証",
             "always-reimbursement": false, "hidden-address": "不開示", "form": "\(form.rawValue)",
             "cares": {"both": {"sub-key": "0"}, "outpatient": {"sub-key": "1", "segment": "通院"},
                       "inpatient": {"sub-key": "2", "segment": "入院", "conditions": "A01-1;B02-2"}},
             "details": [{"label": "受給者証番号", "item": "recipient-number"},
                         {"label": "氏名", "item": "name"}, {"label": "生年月日", "item": "born"},
                         {"label": "対象", "item": "care"}, {"label": "有効期間の初日", "item": "from"},
                         {"label": "有効期間の末日", "item": "through"}]}
            """
        return try HubProfile(json: Data(json.utf8))
    }

    func sending(
        to channel: any HubChannel, form: HubForm = .difference, isRehearsal: Bool = true
    ) throws -> SendToHub {
        try SendToHub(
            gate: gate, numbers: HubNumbers(vault), profile: HubBench.profile(form),
            channel: channel,
            isRehearsal: isRehearsal)
    }

    // MARK: 開始と停止

    static func administrator(_ id: String, roles: Set<Role> = [.administrator]) -> Principal {
        Principal(officer: id, name: "検証", roles: roles, session: "test", terminal: id)
    }

    func manage<R>(
        _ who: Principal = first, reason: String? = "評価書の改定による", _ body: (Scope) throws -> R
    ) throws -> R {
        try gate.perform(.manageHub, by: who, for: .maintenance, reason: reason, body)
    }

    func propose(
        _ version: String = "第3版", on published: String = "2025-05-01", by who: Principal = first
    ) throws {
        try manage(who) {
            try ProposeHub.perform(version: version, publishedOn: day(published), in: $0)
        }
    }

    func confirm(by who: Principal = second) throws {
        try manage(who) { try ConfirmHub.perform(in: $0) }
    }

    func stop() throws { try manage { try StopHub.perform(in: $0) } }

    func switchOn() throws {
        try propose()
        try confirm()
    }

    func state() throws -> HubSwitch { try manage { try SwitchBook.state(in: $0) } }

    func count(_ table: String) throws -> Int {
        try store.read { try $0.first("SELECT COUNT(*) FROM \(table)", []) { $0.int(0) } ?? -1 }
    }
}

func day(_ iso: String) -> CivilDate {
    guard let day = CivilDate(iso: iso) else { preconditionFailure(iso) }
    return day
}
