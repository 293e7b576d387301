// SPDX-License-Identifier: Apache-2.0
import Foundation
import Links
import Safeguards
import Support
import Testing
import Vault
import Vocabulary

@Suite("電子申請の添付")
struct ElectronicAttachmentTests {
    private func open(_ bench: ElectronicBench, _ id: Int64) throws -> OpenedAttachment {
        try bench.office.gate.perform(
            OpenAttachment.operation, by: Bench.counter, for: .registration
        ) { try OpenAttachment.perform(id, store: bench.attachments, in: $0) }
    }

    @Test("検査に合格した添付だけが開き、置き場には暗号でしか残らない")
    func sealedAndOpened() throws {
        let bench = try ElectronicBench()
        let view = try bench.show(try bench.arrive())
        let attachment = try #require(view.attachments.first)
        #expect(attachment.isOpenable && attachment.fileName == "attachments/insurance_1.pdf")
        let opened = try open(bench, attachment.id)
        #expect(opened.bytes == BundleMaker.pdf && opened.mediaType == "application/pdf")
        let stored = try bench.files().filter { $0.key.hasPrefix("attachments/") }
        #expect(stored.count == 1)
        #expect(stored.values.allSatisfy { $0.firstRange(of: Data("%PDF".utf8)) == nil })
        // A file in the place of another, or altered, does not open.
        let file = try #require(stored.keys.first)
        var bytes = try #require(stored[file])
        bytes[bytes.count - 1] ^= 1
        try bytes.write(to: bench.folder.file(file))
        #expect(throws: Fault.self) { try open(bench, attachment.id) }
    }

    @Test("検査器がなければ未検査のまま開けず、後で検査が済むと形式審査に進む")
    func quarantine() throws {
        let bench = try ElectronicBench()
        bench.scanner.say(.unavailable)
        let id = try bench.arrive()
        #expect(try bench.list().applications[0].status == .arrived)
        #expect(try bench.list().applications[0].quarantined == 1)
        let attachment = try #require(try bench.show(id).attachments.first)
        #expect(attachment.scan == .waiting && attachment.scan.wording == "未検査")
        #expect(try bench.show(id).findings == [.unscanned(count: 1)])
        #expect(throws: ElectronicRefusal.attachmentQuarantined) { try open(bench, attachment.id) }
        #expect(throws: ElectronicRefusal.notAllowed(.accept, .arrived)) { try bench.accept(id) }
        #expect(try bench.poll().unscanned == 1)
        bench.scanner.say(.clean(scanner: "played 2"))
        #expect(try bench.poll().scanned == 1)
        #expect(try bench.list().applications[0].status == .checking)
        #expect(try open(bench, attachment.id).bytes == BundleMaker.pdf)
        #expect(try bench.poll().scanned == 0)
    }

    @Test("職員は、検査を待たずに形式審査を始められる。添付は開けないまま")
    func beginByHand() throws {
        let bench = try ElectronicBench()
        bench.scanner.say(.unavailable)
        let id = try bench.arrive()
        try bench.decide { try BeginElectronicCheck.perform(id, in: $0) }
        #expect(try bench.list().applications[0].status == .checking)
        #expect(try !bench.show(id).attachments[0].isOpenable)
    }

    @Test("ウイルスの見つかった添付は、見つかったことを示し、開けない")
    func infected() throws {
        let bench = try ElectronicBench()
        let id = try bench.arrive(
            files: [("attachments/insurance_1.pdf", Array("%PDF-EICAR".utf8))])
        let view = try bench.show(id)
        #expect(view.findings == [.infected(title: "保険資格の確認書類")])
        #expect(throws: ElectronicRefusal.attachmentQuarantined) {
            try open(bench, view.attachments[0].id)
        }
    }

    @Test("検査の命令は、標準入力だけで渡し、答えの番号で判断し、答えないものは待たせない")
    func command() throws {
        let folder = try TemporaryFolder()
        func scanner(_ script: String, seconds: Int = 20) -> ScannerCommand {
            ScannerCommand("/bin/sh", arguments: ["-c", script], seconds: seconds)
        }
        let bytes = BundleMaker.pdf + [UInt8](repeating: 7, count: 300_000)
        let copy = folder.file("seen")
        #expect(
            try scanner("cat > '\(copy.path)'; exit 0").scan(bytes) == .clean(scanner: "sh"))
        #expect(try Data(contentsOf: copy) == Data(bytes))
        #expect(
            try scanner("cat >/dev/null; echo 'stream: Eicar-Test-Signature FOUND'; exit 1").scan(
                bytes)
                == .infected(scanner: "sh", finding: "Eicar-Test-Signature"))
        #expect(try scanner("exit 2").scan(bytes) == .unavailable)
        #expect(try scanner("kill -9 $$").scan(bytes) == .unavailable)
        #expect(try scanner("exec sleep 60", seconds: 1).scan(bytes) == .unavailable)
        #expect(
            try ScannerCommand("/no/such/scanner", arguments: []).scan(bytes) == .unavailable)
    }
}
