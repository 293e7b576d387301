// SPDX-License-Identifier: Apache-2.0
import Formats
import Foundation
import Support
import Testing
import Vocabulary

@Suite("ZIP の読み取り")
struct ArchiveTests {
    private let small = ArchiveLimits(
        archiveBytes: 1 << 20, entries: 5, entryBytes: 64 << 10, totalBytes: 96 << 10)

    private func read(
        _ source: ByteSource, _ limits: ArchiveLimits = .application
    ) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        try ArchiveReader(limits).read(source) { name in
            files[name] = []
            return { files[name]?.append(contentsOf: $0) }
        }
        return files
    }

    private func refusal(
        _ bytes: [UInt8], _ limits: ArchiveLimits = .application
    ) -> FormatRefusal? {
        do {
            _ = try read(.bytes(bytes), limits)
            return nil
        } catch {
            return error as? FormatRefusal
        }
    }

    private func zip(_ file: ZipMaker.File) -> [UInt8] {
        ZipMaker([ZipMaker.File("a.txt", [1]), file]).bytes
    }

    @Test("メモリーからも、ファイルからも、流れからも同じ中身が読める")
    func sources() throws {
        let zip = ZipMaker([
            ("申請/本体.xml", Array("<a/>".utf8)), ("写し.pdf", BundleMaker.pdf), ("空.txt", []),
        ]).bytes
        let folder = try TemporaryFolder()
        try Data(zip).write(to: folder.file("x.zip"))
        let whole = try read(.bytes(zip))
        #expect(whole.keys.sorted() == ["写し.pdf", "申請/本体.xml", "空.txt"])
        #expect(whole["写し.pdf"] == BundleMaker.pdf)
        #expect(try read(.file(folder.file("x.zip").path)) == whole)
        let stream = ByteSource.stream { body in
            for byte in zip { try [byte].withUnsafeBytes(body) }
        }
        #expect(try read(stream) == whole)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 1)
    }

    @Test("名前は UTF-8 でも CP932 でも読み、どちらでもなければ断る")
    func names() throws {
        let cp932 = ZipMaker.File(
            name: try Samples.cp932("髙橋の表.pdf"), BundleMaker.pdf, flags: 0)
        #expect(try read(.bytes(ZipMaker([cp932]).bytes)).keys.sorted() == ["髙橋の表.pdf"])
        let unflagged = ZipMaker.File(name: Array("髙.pdf".utf8), BundleMaker.pdf, flags: 0)
        #expect(try read(.bytes(ZipMaker([unflagged]).bytes)).keys.sorted() == ["髙.pdf"])
        // The second byte of 表 is a backslash in CP932, and none to a person.
        #expect(refusal(zip(ZipMaker.File(name: [0xFF, 0xFE, 0x80], [1], flags: 0))) != nil)
    }

    @Test(
        "外へ出る名前、絶対の名前、紛らわしい名前は断る",
        arguments: [
            "../x.pdf", "a/../../x.pdf", "/etc/passwd", "a//b", "./a", "C:\\x", "C:x", "a\\..\\b",
            "..", "a/.", "x\u{0}.pdf", "x\n.pdf", "ab\u{202E}fdp.exe", "‥/x", "a／../b", "a/b/c/d/e",
        ])
    func unsafeNames(name: String) {
        #expect(refusal(zip(ZipMaker.File(name, [1]))) == .archiveNameUnsafe, "\(name)")
    }

    @Test("長すぎる名前、重なる名前は、大文字小文字や全角半角が違っても断る")
    func twice() {
        let long = String(repeating: "あ", count: 100)
        #expect(refusal(zip(ZipMaker.File(long, [1]))) == .archiveNameUnsafe)
        for name in ["a.txt", "A.TXT", "ａ.txt"] {
            #expect(refusal(zip(ZipMaker.File(name, [1]))) == .archiveNameTwice, "\(name)")
        }
    }

    @Test("リンク、暗号化、知らない圧縮、入れ子の圧縮は断る")
    func strangeFiles() {
        var link = ZipMaker.File("b", Array("/etc/passwd".utf8))
        link.mode = 0o120777
        #expect(refusal(zip(link)) == .archiveLink)
        var locked = ZipMaker.File("b", [UInt8](repeating: 7, count: 40))
        locked.flags |= 1
        #expect(refusal(zip(locked)) == .archiveEncrypted)
        var odd = ZipMaker.File("b", [1, 2, 3])
        odd.method = 12
        #expect([.archiveMethod, .archiveBroken].contains(refusal(zip(odd))))
        let inner = ZipMaker([("c", [1])]).bytes
        let nested: [[UInt8]] = [
            inner, [0x1F, 0x8B, 8, 0], Array("BZh9".utf8), Array("Rar!xx".utf8),
            [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C],
            [UInt8](repeating: 0, count: 257) + Array("ustar".utf8),
            Array("xx-lh5-x".utf8),
        ]
        for content in nested {
            #expect(refusal(zip(ZipMaker.File("b.pdf", content))) == .archiveNested)
        }
    }

    @Test("爆弾は、展開しきる前に断る")
    func bombs() throws {
        let bomb = ZipMaker([.zeros("a.txt", megabytes: 4)]).bytes
        #expect(bomb.count < 40_000)
        #expect(refusal(bomb) == .archiveBomb(ratio: 100))
        #expect(refusal(bomb, small) == .archiveTooLarge(limit: small.entryBytes))
        let many = (0..<6).map { ("\($0).txt", [UInt8(1)]) }
        #expect(refusal(ZipMaker(many).bytes, small) == .archiveTooManyEntries(limit: 5))
        let full = (0..<3).map { ("\($0)", [UInt8](repeating: 9, count: 40 << 10)) }
        #expect(refusal(ZipMaker(full).bytes, small) == .archiveTooLarge(limit: small.totalBytes))
        let big = [UInt8](repeating: 9, count: 1 << 20)
        #expect(refusal(ZipMaker([("b", big)]).bytes, small) == .archiveTooLarge(limit: 1 << 20))
    }

    @Test("空、ZIP でないもの、前後に付けたもの、どこで切ったものも断る")
    func broken() {
        #expect(refusal([]) == .emptyFile)
        #expect(refusal(Array("PK!".utf8)) == .notAnArchive)
        #expect(refusal(BundleMaker.pdf) == .notAnArchive)
        #expect(refusal(ZipMaker([ZipMaker.File]()).bytes) == .archiveEmpty)
        let good = ZipMaker([("a.txt", Array("abc".utf8)), ("b.txt", BundleMaker.png)]).bytes
        #expect(refusal(good) == nil)
        #expect(refusal(good + [0]) == .archiveBroken)
        #expect(refusal(Array("MZ".utf8) + good) == .notAnArchive)
        #expect(refusal(good + good) == .archiveBroken)
        for count in 4..<good.count {
            #expect(refusal(Array(good.prefix(count))) == .archiveBroken, "\(count)")
        }
        var commented = ZipMaker([("a.txt", [1])])
        commented.comment = Array("ok".utf8)
        #expect(refusal(commented.bytes) == nil)
        var lie = ZipMaker.File("a.txt", [1, 2, 3])
        lie.checksum ^= 1
        #expect(refusal(ZipMaker([lie]).bytes) == .archiveBroken)
        var longer = ZipMaker.File("a.txt", [1, 2, 3])
        longer.size = 400
        #expect(refusal(ZipMaker([longer]).bytes) == .archiveBroken)
    }

    @Test("2GB の流れは、上限で止まる")
    func endless() throws {
        let limit = 1 << 20
        let pieces = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == nil ? 64 : 2048
        let endless = ByteSource.stream { body in
            let piece = Array("PK".utf8) + [3, 4] + [UInt8](repeating: 0x61, count: (1 << 20) - 4)
            for _ in 0..<pieces { try piece.withUnsafeBytes(body) }
        }
        #expect(throws: FormatRefusal.archiveTooLarge(limit: limit)) { try read(endless, small) }
    }
}
