// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Links
import Safeguards
import Support
import Synchronization
import Testing
import Vocabulary

/// Ends the "program" at its n-th step: from then on nothing is done any more.
final class Fuse: Sendable {
    struct Killed: Error {}
    private let left: Mutex<Int>
    init(after steps: Int) { left = Mutex(steps) }
    var isDead: Bool { left.withLock { $0 < 0 } }

    func step() throws {
        let isDead = left.withLock { left in
            left -= 1
            return left < 0
        }
        if isDead { throw Killed() }
    }

    /// A step of the outside world: killed before it, or just after it.
    func through<R>(_ body: () throws -> R) throws -> R {
        try step()
        let answer = try body()
        try step()
        return answer
    }
}

struct MortalInbox: BundleInbox {
    let inner: FolderInbox
    let fuse: Fuse
    func alone<R>(_ body: () throws -> R) throws -> R { try inner.alone(body) }
    func claim() throws -> ClaimedBundle? { try fuse.through { try inner.claim() } }
    func finish(_ bundle: ClaimedBundle, receipt: [UInt8]) throws {
        try fuse.through { try inner.finish(bundle, receipt: receipt) }
    }
    func refuse(_ bundle: ClaimedBundle, reason: [UInt8]) throws {
        try fuse.through { try inner.refuse(bundle, reason: reason) }
    }
    func release(_ bundle: ClaimedBundle) throws {
        try fuse.through { try inner.release(bundle) }
    }
    func write(_ status: [UInt8], service: String, receipt: String) throws {
        try fuse.through { try inner.write(status, service: service, receipt: receipt) }
    }
}

struct MortalStore: AttachmentStore {
    let inner: FolderAttachments
    let fuse: Fuse
    func put(_ bytes: [UInt8], at key: String) throws {
        try fuse.through { try inner.put(bytes, at: key) }
    }
    func settle(_ keys: [String]) throws { try fuse.through { try inner.settle(keys) } }
    func unsettled() throws -> [String] { try fuse.through { try inner.unsettled() } }
    func remove(_ keys: [String]) throws { try fuse.through { try inner.remove(keys) } }
    func bytes(at key: String) throws -> [UInt8] { try inner.bytes(at: key) }
}

struct MortalMatch: ApplicantMatch {
    let inner: PlayedMatch
    let fuse: Fuse
    func match(_ person: StatedPerson, digits: [UInt8]?, key: String) throws -> ApplicantAnswer {
        try fuse.through { inner.match(person, digits: digits, key: key) }
    }
    func candidates(_ person: StatedPerson) -> [ApplicantCandidate] { [] }
    func compare(_ person: StatedPerson, with number: AddresseeNumber) -> [ComparedLine]? { nil }
}

@Suite("電子申請の受取りは、いつ止められても同じ")
struct ElectronicKillTests {
    /// A good bundle, the same again under another name, and a bad one.
    private func fill(_ bench: ElectronicBench) throws {
        try bench.put(
            ElectronicBench.zip(
                "E-1",
                files: [ElectronicBench.evidence, ("attachments/insurance_2.png", BundleMaker.png)]),
            "1.zip")
        try bench.put(
            ElectronicBench.zip(
                "E-1",
                files: [ElectronicBench.evidence, ("attachments/insurance_2.png", BundleMaker.png)]),
            "2.zip")
        try bench.put(ElectronicBench.zip("E-3", files: [("../x", [1])]), "3.zip")
    }

    private struct Rest: Equatable {
        let files: Set<String>
        let done: [String: Data]
        let applications: [String]
        let counts: [String: Int]
    }

    private func rest(_ bench: ElectronicBench) throws -> Rest {
        let files = try bench.files()
        let tables = [
            "e_bundle", "e_application", "e_application_item", "e_application_match",
            "e_application_event", "e_attachment", "e_attachment_scan", "e_application_state",
        ]
        return Rest(
            files: Set(files.keys), done: files.filter { $0.key.contains(".json") },
            applications: try bench.list().applications.map {
                "\($0.receipt) \($0.status) \($0.attachments) \($0.quarantined)"
            },
            counts: try Dictionary(
                uniqueKeysWithValues: tables.map { ($0, try bench.office.count($0)) }))
    }

    @Test("どの段で止めても、次の受取りの後は、止めなかったときと同じ")
    func everyPoint() throws {
        let calm = try ElectronicBench()
        try fill(calm)
        _ = try calm.poll()
        let expected = try rest(calm)
        #expect(expected.applications.count == 1 && expected.counts["e_bundle"] == 2)
        var point = 0
        while true {
            let bench = try ElectronicBench()
            try fill(bench)
            let fuse = Fuse(after: point)
            let report = try? bench.poll(
                inbox: MortalInbox(inner: bench.inbox, fuse: fuse),
                store: MortalStore(inner: bench.attachments, fuse: fuse),
                match: MortalMatch(inner: bench.match, fuse: fuse))
            guard report == nil else { break }
            _ = try bench.poll()
            #expect(try rest(bench) == expected, "止めた段 \(point)")
            point += 1
        }
        #expect(point >= 30)
    }

    @Test("三度続けて止められても、失われず、二重にならない")
    func killedAgainAndAgain() throws {
        var random = Seeded(20_251_125)
        let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] != nil
        for _ in 0..<(isSoak ? 300 : 12) {
            let bench = try ElectronicBench()
            try fill(bench)
            for _ in 0..<3 {
                let fuse = Fuse(after: Int.random(in: 0..<30, using: &random))
                _ = try? bench.poll(
                    inbox: MortalInbox(inner: bench.inbox, fuse: fuse),
                    store: MortalStore(inner: bench.attachments, fuse: fuse),
                    match: MortalMatch(inner: bench.match, fuse: fuse))
            }
            _ = try bench.poll()
            #expect(try bench.list().applications.map(\.receipt).sorted() == ["E-1"])
            #expect(try bench.folderNames("incoming").isEmpty)
            #expect(try bench.folderNames("working").isEmpty)
            #expect(try bench.attachments.unsettled().isEmpty)
        }
    }
}

@Suite("電子申請から個人番号は残らない")
struct ElectronicLeakTests {
    @Test("庫・置き場・控え・処理状況・記録・画面のどこにも、番号は残らない")
    func nothingRemains() throws {
        let folder = try TemporaryFolder("leak")
        let store = try Stores.sqlite(
            at: folder.file("casework.sqlite").path, body: "119997", cells: NoSeal())
        let bench = try ElectronicBench(store: store)
        // A number in the form, in the copy of the form, on the card, in a file name, and one in a
        // bundle that is refused.
        let card = BundleMaker.png + Array(PlayedMatch.parentNumber.utf8)
        let copy = BundleMaker.pdf + Array(PlayedMatch.childNumber.utf8)
        try bench.put(
            ElectronicBench.zip(
                "E-1",
                files: [
                    ElectronicBench.evidence, ("attachments/card_1.png", card), ("form.pdf", copy),
                ]), "1.zip")
        try bench.put(
            ElectronicBench.zip("E-2", ["番号\(PlayedMatch.parentNumber)": "x"]),
            "\(PlayedMatch.parentNumber).zip")
        try bench.put(ElectronicBench.zip("E-3", ["申請者/個人番号": "90000000001"]), "3.zip")
        let report = try bench.poll()
        #expect(report.taken == ["1.zip"] && report.refused.count == 2)
        let id = try #require(try bench.list().applications.first?.id)
        let view = try bench.show(id)
        _ = try bench.accept(id)
        _ = try bench.poll()
        try store.close()
        let detector = LeakDetector(canaries: [PlayedMatch.parentNumber, PlayedMatch.childNumber])
        #expect(try detector.leaks(below: folder.url) == [])
        // What was refused lies there as the service sent it; everything else is ours.
        for (path, data) in try bench.files()
        where !(path.contains("/refused/") && path.hasSuffix(".zip")) {
            #expect(detector.firstLeak(in: data) == nil, "\(path)")
        }
        var shown = ""
        dump(view, to: &shown)
        #expect(detector.firstLeak(in: Array(shown.utf8)) == nil)
        var said = ""
        dump(report.refused.map(\.message), to: &said)
        #expect(detector.firstLeak(in: Array(said.utf8)) == nil)
    }

    @Test("氏名や方書や添付の名に書かれた番号は、伏せて受け取り、伏せたことを示す")
    func numbersInTheWrongPlace() throws {
        let folder = try TemporaryFolder("hidden")
        let store = try Stores.sqlite(
            at: folder.file("casework.sqlite").path, body: "119997", cells: NoSeal())
        let bench = try ElectronicBench(store: store)
        let id = try bench.arrive(
            "E-1",
            [
                "申請者/方書": "番号は9000-0000-0011です", "健康保険/保険者名称": "９０００００００００２９",
                "健康保険/記号": "900000000015", "申請者/電話番号": "090-0000-0001",
            ], files: [("attachments/insurance_900000000011.pdf", BundleMaker.pdf)])
        let view = try bench.show(id)
        #expect(view.applicant.stated.building == "番号は［個人番号らしい数字を伏せました］です")
        #expect(
            view.findings == [
                .numberHidden(items: ["申請者/方書", "健康保険/保険者名称", "保険資格の確認書類"])
            ])
        // Twelve digits that no check digit makes a number stay: 記号 may be as long.
        #expect(view.items.first { $0.key == "symbol" }?.value == "900000000015")
        try store.close()
        let detector = LeakDetector(canaries: [PlayedMatch.parentNumber, PlayedMatch.childNumber])
        #expect(try detector.leaks(below: folder.url) == [])
        #expect(try detector.leaks(below: bench.folder.url) == [])
    }

    @Test("個人についての項目は、封をした形でしか残らない")
    func sealedItems() throws {
        let bench = try ElectronicBench()
        _ = try bench.arrive()
        let open = try bench.office.read { db in
            try db.rows("SELECT item FROM e_application_item WHERE value IS NOT NULL ORDER BY item")
            {
                $0.text(0)
            }
        }
        #expect(
            Set(open) == [
                "receipt", "applied", "signature", "explained", "reason", "stamp", "insurer",
                "insurer-name",
            ])
    }
}

@Suite("電子申請の台帳")
struct ElectronicRegisterTests {
    /// The read model, and what the events say.
    private func compare(_ bench: ElectronicBench) throws {
        let states = try bench.office.read { db in
            try db.rows(
                "SELECT application_id, status, is_open, last_event_id FROM e_application_state"
            ) { "\($0.int64(0)) \($0.text(1)) \($0.bool(2)) \($0.int64(3))" }
        }
        var newest: [Int64: (Int64, ElectronicEvent)] = [:]
        try bench.office.read { db in
            try db.forEachRow(
                "SELECT id, application_id, event FROM e_application_event ORDER BY id", []
            ) { newest[$0.int64(1)] = ($0.int64(0), $0.code(2)) }
        }
        let folded = newest.map { id, last in
            let status = ElectronicCourse.evolve(last.1)
            return "\(id) \(status.rawValue) \(status.isOpen) \(last.0)"
        }
        #expect(states.sorted() == folded.sorted())
    }

    private func live(_ bench: ElectronicBench) throws {
        let first = try bench.arrive("E-1")
        let second = try bench.arrive("E-2", files: [])
        let third = try bench.arrive("E-3", ["電子署名検証結果": "none"])
        _ = try bench.accept(first)
        try bench.decide {
            try AskElectronicCorrection.perform(
                second, .attachmentMissing, note: "覚え", dueOn: day("2025-05-20"), in: $0)
        }
        try bench.decide { try TakeElectronicCorrection.perform(second, note: "郵送で届いた", in: $0) }
        try bench.decide { try WithdrawElectronicApplication.perform(third, note: "申出", in: $0) }
        try bench.put(ElectronicBench.zip("E-1", ["申請者/方書": "1"]), "again.zip")
        _ = try bench.poll()
        #expect(
            try bench.list().counts == [.examining: 1, .checking: 1, .withdrawn: 1])
        #expect(try bench.list().refused.map(\.code) == ["E-LNK-050"])
        #expect(
            try bench.show(second).history.map(\.event) == [
                .arrived, .checkBegun, .correctionAsked, .corrected,
            ])
        #expect(try bench.show(second).history.compactMap(\.note) == ["覚え", "郵送で届いた"])
        try compare(bench)
    }

    @Test("いまの状態は、経過から作り直したものと同じ")
    func rebuilt() throws { try live(try ElectronicBench()) }

    @Test("PostgreSQL でも同じ")
    func postgres() throws {
        let schema = "e" + UUID().uuidString.replacing("-", with: "").lowercased()
        let store = try Stores.postgres(
            PostgresCluster.running().connection, schema: schema, body: "119997")
        try live(try ElectronicBench(store: store))
    }
}
