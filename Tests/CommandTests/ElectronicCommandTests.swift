// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite("hagukumi e-applications poll")
struct ElectronicCommandTests {
    private let folder: TemporaryFolder
    private var data: String { folder.file("data").path }
    private var exchange: URL { folder.file("exchange") }

    init() throws {
        folder = try TemporaryFolder("poll")
        #expect(try Program.run("init", "--data", data, "--rehearsal").status == 0)
        // The first poll makes the folders.
        #expect(try poll().status == 0)
    }

    private var arguments: [String] {
        [
            "e-applications", "poll", "--data", data, "--incoming", exchange.path, "--rehearsal",
            "--json",
        ]
    }

    private func poll(_ more: String...) throws -> Program.Answer {
        try Program.run(arguments + more)
    }

    private func put(_ receipt: String, files: [(String, [UInt8])]) throws {
        let items: BundleMaker.Items = [
            ("検証用表示", "検証用"), ("手続コード", "K06"), ("受付番号", receipt), ("申請年月日", "2025-04-10"),
            ("電子署名検証結果", "valid"), ("説明文版", "2025-04"), ("申請者/氏名", "検証 花子"),
            ("申請者/氏名カナ", "ケンショウ ハナコ"), ("申請者/生年月日", "1990-05-05"),
            ("申請者/住所", "見本市中央1-1"), ("対象児童/氏名", "検証 太郎"),
            ("対象児童/氏名カナ", "ケンショウ タロウ"), ("対象児童/生年月日", "2015-06-10"),
            ("健康保険/保険者番号", "06119903"), ("健康保険/資格取得日", "2024-04-01"),
        ]
        let xml = Array(BundleMaker.xml(items).utf8)
        let zip = ZipMaker([("application.xml", xml)] + files).bytes
        let draft = exchange.appending(path: "incoming/.\(receipt).part")
        try Data(zip).write(to: draft)
        try FileManager.default.moveItem(
            at: draft, to: exchange.appending(path: "incoming/\(receipt).zip"))
    }

    private let evidence = ("attachments/insurance_1.pdf", BundleMaker.pdf)

    @Test("受け取り、断り、検査し、二度目は何もしない")
    func once() throws {
        try put("E-1", files: [evidence])
        try put("E-2", files: [("../x.pdf", BundleMaker.pdf)])
        let first = try poll()
        #expect(first.status == 1)
        let answer = try first.object()
        #expect(answer["taken"] as? Int == 1 && answer["unscanned"] as? Int == 1)
        #expect(first.output.contains("E-FMT-108"))
        let scanned = try poll(
            "--scanner", "/bin/sh", "--scanner-argument", "-c",
            "--scanner-argument", "cat >/dev/null")
        #expect(scanned.status == 0, "\(scanned.complaint)")
        #expect(try scanned.object()["told"] as? Int == 1)
        let status = try String(
            contentsOf: exchange.appending(path: "status/portal/E-1.json"), encoding: .utf8)
        #expect(status.contains("形式審査"))
        let again = try poll().object()
        #expect(again["taken"] as? Int == 0 && again["told"] as? Int == 0)
    }

    @Test("kill -9 で何度止めても、すべての束が一度ずつ受け取られる")
    func killed() throws {
        let names = (1...12).map { "E-9\($0)" }
        for name in names { try put(name, files: [evidence]) }
        var stopped = 0
        for round in 1...4 {
            let process = Process()
            process.executableURL = Program.program
            process.arguments = arguments
            process.currentDirectoryURL = Program.root
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            // Wait until it is at work, then a little longer each time.
            let working = exchange.appending(path: "working").path
            for _ in 0..<2_000 where process.isRunning {
                let names = try FileManager.default.contentsOfDirectory(atPath: working)
                if names.contains(where: { $0.contains("~") }) { break }
                Thread.sleep(forTimeInterval: 0.002)
            }
            Thread.sleep(forTimeInterval: 0.004 * Double(round))
            if process.isRunning {
                stopped += 1
                _ = Glibc.kill(process.processIdentifier, SIGKILL)
            }
            process.waitUntilExit()
        }
        #expect(stopped > 0, "一度も途中で止まりませんでした")
        let last = try poll()
        #expect(last.status == 0, "\(last.output)\(last.complaint)")
        let done = try FileManager.default
            .contentsOfDirectory(atPath: exchange.appending(path: "status/portal").path)
            .filter { !$0.hasPrefix(".") }
        #expect(done.sorted() == names.map { $0 + ".json" }.sorted())
        let left = try FileManager.default
            .contentsOfDirectory(atPath: exchange.appending(path: "incoming").path)
        #expect(left.filter { !$0.hasPrefix(".") }.isEmpty)
        let verified = try Program.run(["verify", "--data", data, "--rehearsal", "--json"])
        #expect(verified.status == 0, "\(verified.output)")
        #expect(try poll().object()["taken"] as? Int == 0)
    }
}
