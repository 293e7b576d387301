// SPDX-License-Identifier: Apache-2.0
import Addressee
import Entitlement
import Formats
import Foundation
import Ledger
import Links
import Office
import Safeguards
import Support
import Testing
import Town
import Vocabulary

/// A person of the register as the tests know it: with the digits that only System 2 may know.
private struct Townsman {
    let number: AddresseeNumber
    let digits: String
    let household: String
    let name: String
    let kana: String
    let sex: String
    let born: CivilDate
    let address: String
    let building: String
    let isProtected: Bool
}

/// Electronic applications on a real installation: two databases, two logs, keys, attachments on
/// disk, and System 2 behind the port.
@Suite("電子申請は、統合宛名で突合して受け付ける")
struct ElectronicOfficeTests {
    private let rehearsal: Rehearsal
    private let office: Installation
    private let inbox: FolderInbox
    private let exchange: URL
    private let people: [Townsman]
    private let counter = Principal(
        officer: "u001", name: "検証 受付", roles: [.counter], session: "test", terminal: "T1")

    init() throws {
        rehearsal = try Rehearsal()
        let town = rehearsal.folder.file("town")
        try WriteTown(seed: 5, people: 1_500, folder: town).run()
        let feed = try FileManager.default.contentsOfDirectory(
            at: town.appendingPathComponent("in"), includingPropertiesForKeys: nil
        ).filter { $0.lastPathComponent.hasPrefix("resident_全件") }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }[0]
        var settings = rehearsal.settings()
        settings.scanner = ScannerCommand("/bin/sh", arguments: ["-c", "cat >/dev/null"])
        office = try Installation.create(settings)
        let bytes = [UInt8](try Data(contentsOf: feed))
        let (office, layout) = (office, try office.layouts.feed("resident"))
        _ = try office.addressee.perform(
            ReceiveResidentChanges.operation, by: .machine("resident-link"), for: .addressing
        ) { scope in
            try ReceiveResidentChanges.perform(
                .bytes(bytes), name: feed.lastPathComponent, digest: Digest.of(bytes).description,
                layout: layout, vault: office.vault, in: scope)
        }
        var found: [Townsman] = []
        _ = try FeedReader(layout).read(.bytes(bytes)) { row in
            if let number = row.addressee("addressee"), let born = row.date("born"),
                let digits = row.withDigits(
                    "individual-number", { String(decoding: $0, as: UTF8.self) })
            {
                found.append(
                    Townsman(
                        number: number, digits: digits, household: row.text("household"),
                        name: row.text("name"), kana: row.text("kana"), sex: row.text("sex"),
                        born: born, address: row.text("address"),
                        building: row.text("building"),
                        isProtected: row.flag("protection") ?? false))
            }
            return []
        }
        people = found
        exchange = rehearsal.folder.file("exchange")
        inbox = try FolderInbox(folder: exchange.path)
    }

    private func family(isProtected: Bool = false) throws -> (parent: Townsman, child: Townsman) {
        let families = Dictionary(grouping: people, by: \.household)
        for home in families.keys.sorted() {
            let members = families[home] ?? []
            guard let child = members.first(where: { $0.born > day("2015-04-02") }),
                let parent = members.first(where: { $0.born < day("2000-01-01") }),
                parent.isProtected == isProtected
            else { continue }
            return (parent, child)
        }
        throw ElectronicRefusal.unknownApplication
    }

    private func send(
        _ receipt: String, _ parent: Townsman, _ child: Townsman,
        _ changes: [String: String] = [:]
    ) throws {
        let all: BundleMaker.Items = [
            ("検証用表示", "検証用"), ("手続コード", "K01"), ("受付番号", receipt), ("申請年月日", "2025-03-01"),
            ("電子署名検証結果", "valid"), ("説明文版", "2025-1"), ("申請理由", "03"),
            ("申請者/氏名", parent.name), ("申請者/氏名カナ", parent.kana), ("申請者/性別", parent.sex),
            ("申請者/生年月日", parent.born.description), ("申請者/住所", parent.address),
            ("申請者/方書", parent.building), ("申請者/個人番号", parent.digits),
            ("対象児童/氏名", child.name), ("対象児童/氏名カナ", child.kana), ("対象児童/性別", child.sex),
            ("対象児童/生年月日", child.born.description), ("対象児童/個人番号", child.digits),
            ("健康保険/保険者番号", "06119903"), ("健康保険/資格取得日", "2024-04-01"),
        ]
        let items = all.map { ($0.name, changes[$0.name] ?? $0.value) }
        let xml = Array(BundleMaker.xml(items).utf8)
        let card = BundleMaker.png + Array(parent.digits.utf8)
        let zip = ZipMaker([
            ("application.xml", xml), ("attachments/insurance_1.pdf", BundleMaker.pdf),
            ("attachments/card_1.png", card),
        ]).bytes
        try Data(zip).write(to: exchange.appending(path: "incoming/\(receipt).zip"))
    }

    private func view(_ id: Int64, child: AddresseeNumber? = nil) throws -> ElectronicView {
        try office.casework.perform(
            ShowElectronicApplication.operation, by: counter, for: .registration
        ) { scope in
            try ShowElectronicApplication.perform(
                id, child: child, match: office.applicants, layouts: office.layouts, in: scope)
        }
    }

    private func applications() throws -> [ElectronicApplication] {
        try office.casework.perform(
            ListElectronicApplications.operation, by: counter, for: .registration
        ) { try ListElectronicApplications.perform(Set(ElectronicStatus.allCases), in: $0) }
        .applications
    }

    @Test("番号と4情報がそろえば自動で結び、番号はシステム1のどこにも残らない")
    func matched() throws {
        let (parent, child) = try family()
        try send("E-1", parent, child)
        let report = try office.pollElectronicApplications(inbox)
        #expect(report.taken == ["E-1.zip"] && report.unscanned == 0)
        let application = try #require(try applications().first)
        #expect(application.applicant == parent.number && application.child == child.number)
        let view = try view(application.id)
        #expect(view.findings.isEmpty && view.child.candidates.isEmpty)
        #expect(view.applicant.lines.allSatisfy { $0.verdict == .same })
        let receipt = try office.casework.perform(
            AcceptElectronicApplication.operation, by: counter, for: .registration
        ) { scope in
            try AcceptElectronicApplication.perform(
                application.id,
                Acceptance(
                    applicant: parent.number, child: child.number, hasInsuranceEvidence: true),
                directory: office.directory, terms: office.intake,
                reimbursements: office.reimbursementWindow, in: scope)
        }
        #expect(receipt.standing == "審査待ち" && receipt.holdReason == nil)
        _ = try office.pollElectronicApplications(inbox)
        #expect(try applications().first?.status == .examining)
        for (system, report) in try office.verify() {
            #expect(report.ok, "\(system): \(report.problems)")
        }
        try office.close()
        let detector = LeakDetector(canaries: [parent.digits, child.digits])
        #expect(try detector.leaks(below: exchange) == [])
        // Of both systems' files nothing holds a digit: System 2 keeps them sealed.
        #expect(try detector.leaks(below: URL(fileURLWithPath: rehearsal.data)) == [])
    }

    @Test("4情報の違う人・知らない番号・検査数字の合わない番号は結ばず、候補を項目ごとに示す", .measure("R-38", "R-35"))
    func doubtful() throws {
        let (parent, child) = try family()
        try send("E-1", parent, child, ["対象児童/氏名": "別名 花子", "対象児童/氏名カナ": "ベツメイ ハナコ"])
        try send("E-2", parent, child, ["対象児童/個人番号": "900000000000"])
        try send("E-3", parent, child, ["対象児童/生年月日": "2016-01-01", "申請者/住所": "遠い町9-9"])
        _ = try office.pollElectronicApplications(inbox)
        let all = try applications()
        #expect(all.map(\.child) == [nil, nil, nil])
        #expect(all.map { $0.applicant != nil } == [true, true, false])
        let first = try view(all[0].id)
        #expect(first.child.waitingCase != nil && first.child.number == nil)
        let second = try view(all[1].id)
        #expect(second.child.candidates.first?.number == child.number)
        #expect(second.child.candidates.first?.lines.contains { $0.verdict == .differs } == false)
        #expect(second.findings.count == 1)
        // With the person chosen the comparison stands beside the form.
        let third = try view(all[2].id, child: child.number)
        #expect(third.child.lines.first { $0.item == "生年月日" }?.verdict == .differs)
        #expect(third.child.lines.first { $0.item == "氏名" }?.verdict == .same)
    }

    @Test("支援措置の人の住所は、一致も含めて見せない")
    func protected() throws {
        let (parent, child) = try family(isProtected: true)
        try send("E-1", parent, child)
        _ = try office.pollElectronicApplications(inbox)
        let application = try #require(try applications().first)
        let view = try view(application.id)
        for side in [view.applicant, view.child] where side.number == parent.number {
            let line = try #require(side.lines.first { $0.item == "住所" })
            #expect(line.verdict == .hidden && line.registered.isEmpty)
        }
        #expect(view.applicant.number == parent.number)
    }
}
