// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Formats

@Suite("ファイルを少しずつ読む")
struct ByteSourceTests {
    @Test("大きなファイルも、読み込みの区切りで壊れない")
    func chunks() throws {
        let text = try TextDecoder(.cp932).text(try Samples.bytes("kodomo-ika-sample.uke"))
        let start = try #require(text.range(of: "RE,1,"))
        let end = try #require(text.range(of: "GO,"))
        let claims = String(text[start.lowerBound..<end.lowerBound])
        let many =
            text[..<start.lowerBound] + String(repeating: claims, count: 2000)
            + "GO,10000,18468000,99\r\n"
        let folder = try TemporaryFolder()
        let file = folder.file("RECEIPTC.UKE")
        try Data(try Samples.cp932(String(many)) + [0x1A]).write(to: file)
        var points = 0
        let summary = try ClaimFileReader(Samples.library()).read(.file(file.path)) {
            points += $0.points
        }
        #expect(summary.claims == 4000)
        #expect(points == 18_468_000)
        #expect(summary.points == 18_468_000)
        #expect(!summary.hasErrors)
    }

    @Test("ないファイルとフォルダーは、何をすればよいかを言って断る")
    func missingFile() throws {
        let folder = try TemporaryFolder()
        let none = folder.file("none.txt").path
        #expect(throws: FormatRefusal.fileMissing(path: none)) {
            try TransferFile.read(.file(none))
        }
        #expect(throws: FormatRefusal.notAFile(path: folder.url.path)) {
            try TransferFile.read(.file(folder.url.path))
        }
    }

    @Test("レコードを探すのは最初に見つけるまでで、読み込みの区切りをまたいでも見つける")
    func search() throws {
        let text = "IR,1\r\nRE,1\r\nBU,1\r\nRE,2\r\n"
        let bytes = Array(text.utf8)
        for size in 1...bytes.count {
            let read = Mutex(0)
            let source = ByteSource.stream { body in
                for start in stride(from: 0, to: bytes.count, by: size) {
                    read.withLock { $0 += 1 }
                    let piece = Array(bytes[start..<min(start + size, bytes.count)])
                    try piece.withUnsafeBytes(body)
                }
            }
            #expect(try source.hasRecord("BU"))
            // `BU,` ends at the fifteenth byte: no piece behind it is asked for.
            #expect(read.withLock { $0 } == (15 + size - 1) / size, "\(size)")
            #expect(try !source.hasRecord("IR"), "the first line does not count")
            #expect(try !source.hasRecord("U"), "not in the middle of a line")
        }
    }
}
