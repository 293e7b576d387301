// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Links
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("電子申請の受取り")
struct ElectronicPollTests {
    @Test("届いた束は一度だけ申請になり、束は消え、控えと処理状況だけが残る", .measure("R-27"))
    func taken() throws {
        let bench = try ElectronicBench()
        let zip = ElectronicBench.zip("E-9000001")
        try bench.put(zip, "a.zip")
        let report = try bench.poll()
        #expect(report.taken == ["a.zip"] && report.refused.isEmpty && report.told == 1)
        let application = try #require(try bench.list().applications.first)
        #expect(application.status == .checking && application.procedure == .registration)
        #expect(application.applicant == Bench.parent && application.child == Bench.child)
        #expect(application.attachments == 1 && application.quarantined == 0)
        #expect(try bench.folderNames("incoming").isEmpty)
        #expect(try bench.folderNames("done") == ["a.zip.json"])
        #expect(try bench.status("E-9000001").contains("\"wording\" : \"形式審査\""))
        // The same bytes again, also under another name, change nothing.
        try bench.put(zip, "a.zip")
        try bench.put(zip, "b.zip")
        let again = try bench.poll()
        #expect(again.known == ["a.zip", "b.zip"] && again.taken.isEmpty && again.told == 0)
        #expect(try bench.office.count("e_application") == 1)
        #expect(bench.match.keys.count == 2)
        #expect(try bench.poll() == PollReport())
    }

    @Test("同じ受付番号の別の束は断り、先の受付日を告げる。別のサービスの同じ番号は受け取る")
    func duplicates() throws {
        let bench = try ElectronicBench()
        _ = try bench.arrive("E-9000001")
        try bench.put(ElectronicBench.zip("E-9000001", ["申請者/方書": "101号"]), "b.zip")
        let report = try bench.poll()
        #expect(report.refused.map(\.code) == ["E-LNK-050"])
        #expect(report.refused[0].message.contains("E-9000001"))
        #expect(report.refused[0].message.contains("2025-04-30"))
        #expect(try bench.list().refused.map(\.code) == ["E-LNK-050"])
        #expect(try bench.folderNames("refused") == ["b.zip", "b.zip.reason.json"])
        #expect(try bench.office.count("e_application") == 1)
        let json = BundleMaker.json(ElectronicBench.items("E-9000001"))
        try bench.put(
            ZipMaker([("answer.json", Array(json.utf8)), ElectronicBench.evidence]).bytes, "c.zip")
        #expect(try bench.poll().taken == ["c.zip"])
        #expect(try bench.status("E-9000001", service: "form").contains("form"))
    }

    @Test("ZIP に入れない XML・JSON・CSV だけの申請も受け取る")
    func bareDocuments() throws {
        let bench = try ElectronicBench()
        try bench.put(Array(BundleMaker.xml(ElectronicBench.items("E-1")).utf8), "1.xml")
        try bench.put(Array(BundleMaker.json(ElectronicBench.items("E-2")).utf8), "2.json")
        try bench.put(Array("<!DOCTYPE a><a/>".utf8), "3.xml")
        let report = try bench.poll()
        #expect(report.taken == ["1.xml", "2.json"])
        #expect(report.refused.map(\.code) == ["E-FMT-124"])
        #expect(try bench.list().applications.map(\.service) == ["portal", "form"])
    }

    @Test("壊れた束・外へ出る名前・爆弾・偽の添付は、理由と共に断り、何も残さない")
    func refused() throws {
        let bench = try ElectronicBench()
        let good = ElectronicBench.zip("E-9000001")
        let bad: [(String, [UInt8], String)] = [
            ("bomb", ZipMaker([.zeros("application.xml", megabytes: 8)]).bytes, "E-FMT-105"),
            ("cut", Array(good.prefix(good.count - 30)), "E-FMT-102"),
            ("empty", [], "E-FMT-001"),
            (
                "fake",
                ElectronicBench.zip(
                    "E-1", files: [("attachments/insurance_1.pdf", Array("MZ".utf8))]), "E-FMT-136"
            ),
            (
                "traversal", ElectronicBench.zip("E-1", files: [("../x.pdf", BundleMaker.pdf)]),
                "E-FMT-108"
            ),
            (
                "twice",
                ElectronicBench.zip(
                    "E-1", files: [ElectronicBench.evidence, ElectronicBench.evidence]), "E-FMT-109"
            ),
            ("unknown", ElectronicBench.zip("E-1", ["余分な項目": "x"]), "E-FMT-129"),
            ("values", ElectronicBench.zip("E-1", ["申請理由": "77", "申請者/生年月日": "x"]), "E-FMT-037"),
            ("receipt", ElectronicBench.zip("../../E-1"), "E-LNK-051"),
        ]
        for (name, bytes, _) in bad { try bench.put(bytes, "\(name).zip") }
        let report = try bench.poll()
        #expect(
            Dictionary(uniqueKeysWithValues: report.refused.map { ($0.name, $0.code) })
                == Dictionary(uniqueKeysWithValues: bad.map { ("\($0.0).zip", $0.2) }))
        for table in ["e_application", "e_application_item", "e_attachment", "application"] {
            #expect(try bench.office.count(table) == 0, "\(table)")
        }
        #expect(try bench.office.count("e_bundle") == bad.count)
        #expect(bench.match.keys.isEmpty)
        #expect(try bench.folderNames("incoming").isEmpty && bench.folderNames("done").isEmpty)
        #expect(try bench.folderNames("refused").count == 2 * bad.count)
        let reason = try String(
            contentsOf: bench.folder.file("exchange/refused/values.zip.reason.json"),
            encoding: .utf8)
        #expect(reason.contains("E-FMT-037") && reason.contains("E-FMT-034"))
        // The same bad bundle again leaves no second line.
        try bench.put([], "empty2.zip")
        #expect(try bench.poll().refused.count == 1)
        #expect(try bench.office.count("e_bundle") == bad.count)
    }

    @Test("送りかけの名前、フォルダー、リンクは受け取らない")
    func otherFiles() throws {
        let bench = try ElectronicBench()
        try bench.put(ElectronicBench.zip("E-1"), "a.zip.part")
        try bench.put(ElectronicBench.zip("E-1"), ".a.zip")
        let home = bench.folder.file("exchange/incoming")
        try FileManager.default.createDirectory(
            at: home.appending(path: "b.zip"), withIntermediateDirectories: false)
        try Data(ElectronicBench.zip("E-2")).write(to: bench.folder.file("outside.zip"))
        try FileManager.default.createSymbolicLink(
            at: home.appending(path: "c.zip"), withDestinationURL: bench.folder.file("outside.zip"))
        #expect(try bench.poll() == PollReport())
    }

    @Test("二つの受取りは同時に動かない")
    func alone() throws {
        let bench = try ElectronicBench()
        try bench.inbox.alone {
            _ = #expect(throws: ElectronicRefusal.pollRunning) { try bench.poll() }
        }
        #expect(try bench.poll() == PollReport())
    }

    @Test("何度も処理を止める束は断り、ほかの申請を止めない")
    func poison() throws {
        let bench = try ElectronicBench()
        let working = bench.folder.file("exchange/working/5~a.zip")
        try Data(ElectronicBench.zip("E-1")).write(to: working)
        try bench.put(ElectronicBench.zip("E-2"), "b.zip")
        let report = try bench.poll()
        #expect(report.refused.map(\.code) == ["E-LNK-072"] && report.taken == ["b.zip"])
    }

    @Test("受取りは窓口・管理者・機械だけ、照会は窓口と課長だけ、決めるのは窓口だけ")
    func permissions() throws {
        let bench = try ElectronicBench()
        let id = try bench.arrive()
        func principal(_ role: Role) -> Principal {
            Principal(officer: "u9", name: "検証", roles: [role], session: "t", terminal: "T")
        }
        for role in Role.allCases {
            let who = principal(role)
            let mayPoll = [.counter, .administrator, .system].contains(role)
            let mayView = [.counter, .head].contains(role)
            #expect(((try? bench.poll(by: who)) != nil) == mayPoll, "\(role)")
            #expect(((try? bench.list(by: who)) != nil) == mayView, "\(role)")
            #expect(((try? bench.show(id, by: who)) != nil) == mayView, "\(role)")
            let mayDecide = (try? bench.decide(by: who) { _ in }) != nil
            #expect(mayDecide == (role == .counter), "\(role)")
        }
        try bench.put(ElectronicBench.zip("E-2"), "b.zip")
        #expect(throws: SafeguardRefusal.notPermitted) { try bench.poll(by: principal(.auditor)) }
        #expect(try bench.folderNames("incoming") == ["b.zip"])
    }
}
