// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Links
import Safeguards
import Support
import Synchronization
import Vault
import Vocabulary

/// System 2 as the tests play it: it knows two numbers, and what it was asked.
final class PlayedMatch: ApplicantMatch {
    static let parentNumber = "900000000011"
    static let childNumber = "900000000029"
    private let asked = Mutex<[String]>([])
    var keys: [String] { asked.withLock { $0 } }

    func match(_ person: StatedPerson, digits: [UInt8]?, key: String) -> ApplicantAnswer {
        asked.withLock { $0.append(key) }
        switch digits.map({ String(decoding: $0, as: UTF8.self) }) {
        case PlayedMatch.parentNumber?: return ApplicantAnswer(number: Bench.parent)
        case PlayedMatch.childNumber?: return ApplicantAnswer(number: Bench.child)
        default: return ApplicantAnswer(number: nil, doubt: "この個人番号の方は登録されていません", waitingCase: 7)
        }
    }

    func candidates(_ person: StatedPerson) -> [ApplicantCandidate] {
        [
            ApplicantCandidate(
                number: Bench.stranger, origin: "住民記録",
                lines: [
                    ComparedLine(
                        item: "氏名", stated: person.name, registered: "検証 次郎", verdict: .differs)
                ], isFromHistory: false)
        ]
    }

    func compare(_ person: StatedPerson, with number: AddresseeNumber) -> [ComparedLine]? {
        let name = [Bench.parent: "検証 花子", Bench.child: "検証 太郎", Bench.stranger: "検証 次郎"][number]
        return name.map {
            [
                ComparedLine(
                    item: "氏名", stated: person.name, registered: $0,
                    verdict: person.name == $0 ? .same : .differs)
            ]
        }
    }
}

/// A scanner that finds what the test says.
final class PlayedScanner: AttachmentScanner {
    private let answer: Mutex<ScanVerdict>
    init(_ answer: ScanVerdict) { self.answer = Mutex(answer) }
    func say(_ verdict: ScanVerdict) { answer.withLock { $0 = verdict } }
    func scan(_ bytes: [UInt8]) -> ScanVerdict {
        bytes.starts(with: Array("%PDF-EICAR".utf8))
            ? .infected(scanner: "played 1", finding: "Eicar-Test") : answer.withLock { $0 }
    }
    func scan(file path: String) -> ScanVerdict { answer.withLock { $0 } }
    func state() -> ScannerState { .up(engine: "played 1", patterns: nil) }
}

/// Reimbursement forms end here.
final class PlayedWindow: ReimbursementWindow {
    private let forms = Mutex<[ReimbursementForm]>([])
    private let stage = Mutex<ReimbursementStage>(.received)
    var taken: [ReimbursementForm] { forms.withLock { $0 } }
    func move(_ to: ReimbursementStage) { stage.withLock { $0 = to } }
    func receive(_ form: ReimbursementForm, in scope: Scope) -> Int64 {
        forms.withLock {
            $0.append(form)
            return Int64($0.count)
        }
    }
    func stages(of cases: [Int64], in scope: Scope) -> [Int64: ReimbursementStage] {
        let stage = stage.withLock { $0 }
        return Dictionary(uniqueKeysWithValues: cases.map { ($0, stage) })
    }
}

/// System 1 with an inbox in a folder and a store of attachments.
final class ElectronicBench: Sendable {
    let office: Bench
    let folder: TemporaryFolder
    let inbox: FolderInbox
    let attachments: FolderAttachments
    let match = PlayedMatch()
    let scanner = PlayedScanner(.clean(scanner: "played 1"))
    let window = PlayedWindow()

    init(store: (any Store)? = nil) throws {
        office = try Bench(store: store)
        folder = try TemporaryFolder("e-applications")
        inbox = try FolderInbox(folder: folder.file("exchange").path)
        attachments = try ElectronicBench.store(folder)
    }

    static func store(_ folder: TemporaryFolder) throws -> FolderAttachments {
        let random = RehearsalRandomBytes(seed: 1)
        let ring = Keyring.create(body: "119997", classes: [.sensitive], random: random)
        return try FolderAttachments(
            folder: folder.file("attachments").path,
            seal: FileSeal(
                "attachments", table: "e_attachment",
                cipher: try ring.cipher(for: .sensitive, random: random)))
    }

    // MARK: 束

    /// Items of a registration of the invented portal; `nil` takes one away.
    static func items(_ receipt: String, _ changes: [String: String?] = [:]) -> BundleMaker.Items {
        let items: BundleMaker.Items = [
            ("検証用表示", "検証用"), ("手続コード", "K01"), ("受付番号", receipt), ("申請年月日", "2025-04-10"),
            ("電子署名検証結果", "valid"), ("説明文版", "2025-04"), ("申請理由", "03"),
            ("事由発生年月日", "2025-04-01"), ("申請者/氏名", "検証 花子"), ("申請者/氏名カナ", "ケンショウ ハナコ"),
            ("申請者/生年月日", "1990-05-05"), ("申請者/住所", "見本市中央1-1"),
            ("申請者/個人番号", PlayedMatch.parentNumber), ("対象児童/氏名", "検証 太郎"),
            ("対象児童/氏名カナ", "ケンショウ タロウ"), ("対象児童/生年月日", "2015-06-10"),
            ("対象児童/個人番号", PlayedMatch.childNumber), ("健康保険/保険者番号", "06119903"),
            ("健康保険/保険者名称", "見本健康保険組合"), ("健康保険/資格取得日", "2024-04-01"),
            ("振込口座/金融機関コード", "9001"), ("振込口座/店舗コード", "001"), ("振込口座/預金種目", "1"),
            ("振込口座/口座番号", "9000002"), ("振込口座/口座名義カナ", "ケンシヨウ ハナコ"), ("同意", "1"),
        ]
        return items.compactMap { item in
            guard let change = changes[item.name] else { return item }
            return change.map { (item.name, $0) }
        }
            + changes.filter { change in !items.contains { $0.name == change.key } }
            .compactMap { name, value in value.map { (name, $0) } }
    }

    static let evidence = ("attachments/insurance_1.pdf", BundleMaker.pdf)

    static func zip(
        _ receipt: String, _ changes: [String: String?] = [:],
        files: [(String, [UInt8])] = [evidence]
    ) -> [UInt8] {
        let xml = Array(BundleMaker.xml(items(receipt, changes)).utf8)
        return ZipMaker([("application.xml", xml)] + files).bytes
    }

    func put(_ bytes: [UInt8], _ name: String) throws {
        try Data(bytes).write(to: folder.file("exchange/incoming/\(name)"))
    }

    // MARK: 手順

    func poll(
        by who: Principal = Bench.machine, inbox: (any BundleInbox)? = nil,
        store: (any AttachmentStore)? = nil, match: (any ApplicantMatch)? = nil,
        scanner: (any AttachmentScanner)? = nil
    ) throws -> PollReport {
        try PollElectronicApplications(
            gate: office.gate, principal: who, inbox: inbox ?? self.inbox,
            layouts: Bench.layouts, match: match ?? self.match, store: store ?? attachments,
            scanner: scanner ?? self.scanner, reimbursements: window
        ).perform()
    }

    /// Takes one bundle in and answers its id.
    func arrive(
        _ receipt: String = "E-9000001", _ changes: [String: String?] = [:],
        files: [(String, [UInt8])] = [ElectronicBench.evidence]
    ) throws -> Int64 {
        try put(ElectronicBench.zip(receipt, changes, files: files), "\(receipt).zip")
        _ = try poll()
        return try list().applications.first { $0.receipt == receipt }?.id ?? -1
    }

    func list(
        _ statuses: Set<ElectronicStatus> = Set(ElectronicStatus.allCases),
        by who: Principal = Bench.counter
    ) throws -> (
        counts: [ElectronicStatus: Int], applications: [ElectronicApplication],
        refused: [RefusedBundle]
    ) {
        try office.gate.perform(
            ListElectronicApplications.operation, by: who, for: .registration
        ) { try ListElectronicApplications.perform(statuses, in: $0) }
    }

    func show(
        _ id: Int64, child: AddresseeNumber? = nil, by who: Principal = Bench.counter
    ) throws -> ElectronicView {
        try office.gate.perform(
            ShowElectronicApplication.operation, by: who, for: .registration
        ) { scope in
            try ShowElectronicApplication.perform(
                id, child: child, match: match, layouts: Bench.layouts, in: scope)
        }
    }

    func decide<R>(
        by who: Principal = Bench.counter, _ body: (Scope) throws -> R
    ) throws -> R {
        try office.gate.perform(
            AcceptElectronicApplication.operation, by: who, for: .registration, body)
    }

    func accept(
        _ id: Int64, child: AddresseeNumber = Bench.child, evidence: Bool = true,
        reason: String? = nil, by who: Principal = Bench.counter
    ) throws -> AcceptanceReceipt {
        try decide(by: who) { scope in
            try AcceptElectronicApplication.perform(
                id,
                Acceptance(
                    applicant: Bench.parent, child: child, hasInsuranceEvidence: evidence,
                    reason: reason), directory: office.directory, terms: Bench.terms,
                reimbursements: window, in: scope)
        }
    }

    func status(_ receipt: String, service: String = "portal") throws -> String {
        try String(
            contentsOf: folder.file("exchange/status/\(service)/\(receipt).json"),
            encoding: .utf8)
    }

    /// Every file below the exchange folder and the store, by its path, with its content.
    func files() throws -> [String: Data] {
        var found: [String: Data] = [:]
        let base = folder.url.resolvingSymlinksInPath().path
        let walk = FileManager.default.enumerator(at: folder.url, includingPropertiesForKeys: nil)
        while let file = walk?.nextObject() as? URL {
            guard !file.hasDirectoryPath, let data = try? Data(contentsOf: file) else { continue }
            let path = file.resolvingSymlinksInPath().path.dropFirst(base.count + 1)
            if !path.hasSuffix(".lock") { found[String(path)] = data }
        }
        return found
    }

    func folderNames(_ place: String) throws -> [String] {
        try FileManager.default
            .contentsOfDirectory(atPath: folder.file("exchange/\(place)").path)
            .filter { !$0.hasPrefix(".") }.sorted()
    }
}
