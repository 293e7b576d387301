// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Formats
import Foundation
import Ledger
import Links
import Safeguards
import Scheme
import Support
import Synchronization
import Vocabulary

/// System 1 in memory with the real layouts, one family in the register, and peers that send files.
final class Bench: Sendable {
    final class StandingClock: Clock {
        private let moment: Mutex<Instant>
        init(_ day: CivilDate) { moment = Mutex(Instant(noonInJapan: day)) }
        func now() -> Instant { moment.withLock { $0 } }
        func stand(on day: CivilDate) { moment.withLock { $0 = Instant(noonInJapan: day) } }
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static func digest(_ bytes: [UInt8]) -> String { Digest.of(bytes).description }
    static let layouts: LayoutLibrary = {
        do {
            return try LayoutLibrary.load(
                directory: root.appending(path: "Layouts").path, digest: digest)
        } catch { preconditionFailure("\(error)") }
    }()
    static let law: EligibilityLaw = {
        do {
            let library = try SchemeLibrary.load(
                directory: root.appending(path: "Schemes").path, digest: digest)
            guard let book = library.book("sample") else { preconditionFailure("sample") }
            return EligibilityLaw(book: book, office: .weekdays)
        } catch { preconditionFailure("\(error)") }
    }()

    static let child = person(9_000_001)
    static let parent = person(9_000_002)
    static let stranger = person(9_000_003)
    static let terms = IntakeTerms(paperDays: 60, residentCheckHours: 24)
    /// 見本健康保険組合.
    static let insurer: InsurerNumber = {
        guard let insurer = InsurerNumber("06119903") else { preconditionFailure("8 digits") }
        return insurer
    }()
    static let machine = Principal.machine("link")
    static let counter = Principal(
        officer: "u001", name: "検証", roles: [.counter], session: "test", terminal: "T1")
    static let head = Principal(
        officer: "u002", name: "検証", roles: [.head], session: "test", terminal: "T2")

    static let administrator = Principal(
        officer: "u003", name: "検証", roles: [.administrator], session: "test", terminal: "T3")

    /// The next number from a serial that has a check digit.
    private static func person(_ serial: Int64) -> AddresseeNumber {
        var serial = serial
        while true {
            if let number = AddresseeNumber(serial: serial) { return number }
            serial += 100
        }
    }

    let store: any Store
    let gate: Gate
    let clock = StandingClock(day("2025-04-30"))
    let directory = MemoryAddresseeDirectory()

    init(store given: (any Store)? = nil) throws {
        store =
            try given
            ?? AskedEngine.postgres().map {
                try Stores.postgres($0.connection, schema: $0.schema, body: "")
            } ?? Stores.memory()
        try store.migrate([
            try LedgerSchema.migrations(), try SafeguardsSchema.migrations(),
            try EntitlementSchema.migrations(), try LinksSchema.migrations(),
        ])
        guard let signer = LedgerSigner(name: "test", privateKey: Array(repeating: 7, count: 32))
        else { preconditionFailure("32 bytes make a key") }
        gate = Gate(store: store, ledger: Ledger(origin: "test", signer: signer), clock: clock)
        for (number, name, kana, born) in [
            (Bench.parent, "検証 花子", "ケンショウ ハナコ", "1990-05-05"),
            (Bench.child, "検証 太郎", "ケンショウ タロウ", "2015-06-10"),
            (Bench.stranger, "検証 次郎", "ケンショウ ジロウ", "2016-06-10"),
        ] {
            directory.put(
                ResidentSnapshot(
                    number: number, household: "H1", status: .resident, name: name, kana: kana,
                    sex: .female, born: day(born), postalCode: "1190001", address: "見本市中央1-1",
                    residentFrom: day(born), recordHash: "r-\(number.value)", asOf: clock.now()))
        }
    }

    // MARK: ファイル

    /// A file of a layout: header and rows; what a row does not say is empty.
    static func file(
        _ layout: String, _ scope: String = "差分", at moment: String, _ sequence: Int,
        stamp: String = "検証用", rows: [[String: String]]
    ) throws -> LinkFile {
        try plain(
            layout, name: "\(layout)_\(scope)_\(moment)_\(padded(sequence, 3)).csv",
            stamp: stamp, rows: rows)
    }

    static func plain(
        _ layout: String, name: String, stamp: String = "検証用", rows: [[String: String]]
    ) throws -> LinkFile {
        let columns = try layouts.feed(layout).columns
        var lines = [columns.map(\.name).joined(separator: ",")]
        for row in rows {
            let full = row.merging(["stamp": stamp]) { mine, _ in mine }
            lines.append(columns.map { full[$0.key] ?? "" }.joined(separator: ","))
        }
        return LinkFile(Array(lines.map { $0 + "\r\n" }.joined().utf8), name: name)
    }

    static func insurance(
        _ who: AddresseeNumber, from: String, until: String = "", insurer: String = "06119903"
    ) -> [String: String] {
        [
            "addressee": who.description, "insurer": insurer, "insurer-name": "見本健康保険組合",
            "symbol": "901", "number": "9000001", "sub-number": "02", "acquired": from,
            "lost": until, "band": "ウ",
        ]
    }

    static func form(
        _ receipt: String, child: AddresseeNumber = Bench.child, kind: String = "01",
        reason: String = "03", evidence: Bool = true, _ more: [String: String] = [:]
    ) -> [String: String] {
        var row = [
            "receipt": receipt, "kind": kind, "reason": reason, "channel": "窓口",
            "applied": "20250410", "event-date": "20250401", "applicant": Bench.parent.description,
            "child": child.description, "identity-check": "01", "identity-documents": "個人番号カード",
            "insurance-evidence": evidence ? "1" : "0", "consent": "1", "explained": "2025-04",
        ]
        if evidence {
            row.merge(Bench.insurance(child, from: "20240401")) { mine, _ in mine }
        }
        row.merge(more) { _, other in other }
        row["addressee"] = nil
        return row
    }

    // MARK: 手順

    func take(
        _ file: LinkFile, from peer: ImportInsurance.Peer = .shaho, by who: Principal = machine,
        run: LinkRun = .take, gapReason: String? = nil
    ) throws -> LinkReport {
        try gate.perform(ImportInsurance.operation, by: who, for: .change) {
            try ImportInsurance.perform(
                file, from: peer, layouts: Bench.layouts, run: run, gapReason: gapReason, in: $0)
        }
    }

    func takeWelfare(
        _ file: LinkFile, by who: Principal = machine, run: LinkRun = .take
    ) throws -> LinkReport {
        try gate.perform(ImportWelfare.operation, by: who, for: .change) {
            try ImportWelfare.perform(file, layouts: Bench.layouts, run: run, in: $0)
        }
    }

    func takeForms(
        _ file: LinkFile, by who: Principal = machine, run: LinkRun = .take
    ) throws -> ImportApplications.Report {
        try gate.perform(ImportApplications.operation, by: who, for: .registration) {
            try ImportApplications.perform(
                file, layouts: Bench.layouts, directory: directory, terms: Bench.terms, run: run,
                in: $0)
        }
    }

    func ask(_ files: [LinkFile], by who: Principal = machine) throws -> AskPeers.Report {
        try gate.perform(AskPeers.operation, by: who, for: .registration) {
            try AskPeers.perform(MemoryPeerFiles(files), layouts: Bench.layouts, in: $0)
        }
    }

    /// Takes one registration in and returns where it stands.
    @discardableResult
    func apply(evidence: Bool = true, _ more: [String: String] = [:]) throws -> ApplicationReceipt {
        let report = try takeForms(
            Bench.file(
                "applications", at: "20250430200000", 1,
                rows: [Bench.form("R7-000001", evidence: evidence, more)]))
        return report.receipts[0]
    }

    /// Judges and proposes an application: the proposal.
    func propose(_ id: Int64) throws -> ProposalDraft? {
        let ids = try gate.perform(
            ProposeDecisions.operation, by: Bench.counter, for: .registration
        ) { scope in
            let judged = try JudgeApplications.perform(
                [id], law: Bench.law, directory: directory, terms: Bench.terms, in: scope)
            return try ProposeDecisions.perform(
                try judged.map { try $0.get() }, directory: directory, in: scope)
        }
        return try read { try ProposalBook.proposals(ids, from: $0)[ids[0]]?.draft }
    }

    func status(_ layout: String, on today: CivilDate? = nil) throws -> FeedStatus {
        let found = try read {
            try FeedStatusBook.all(
                layouts: Bench.layouts, residents: nil, on: today ?? clock.now().dayInJapan,
                from: $0)
        }.first { $0.layout == layout }
        guard let found else { preconditionFailure(layout) }
        return found
    }

    func read<R>(_ body: (any Connection) throws -> R) throws -> R { try store.read(body) }

    func count(_ table: String) throws -> Int {
        try read { try $0.first("SELECT COUNT(*) FROM \(table)") { $0.int(0) } } ?? -1
    }
}

func day(_ iso: String) -> CivilDate {
    guard let day = CivilDate(iso: iso) else { preconditionFailure(iso) }
    return day
}
