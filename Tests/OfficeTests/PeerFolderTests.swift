// SPDX-License-Identifier: Apache-2.0
import Formats
import Foundation
import Ledger
import Links
import Office
import Support
import Testing
import Vocabulary

@Suite("送付元のフォルダと索引")
struct PeerFolderTests {
    private let folder: TemporaryFolder
    private let layout: FeedLayout
    private let file: PeerFile

    init() throws {
        folder = try TemporaryFolder("peers")
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        layout = try LayoutLibrary.load(directory: root.path + "/Layouts") {
            Digest.of($0).description
        }.feed("welfare")
        file = try #require(PeerFile("welfare_差分_20250401060000_001.csv"))
    }

    private func number(_ place: Int) -> AddresseeNumber {
        AddresseeNumber(value: Int64(9_000_000 + place))
    }

    private func write(_ persons: Range<Int>, event: String = "開始") throws {
        let rows = persons.map { "検証用,\(number($0)),\(event),20250401\r\n" }.joined()
        try Data(("検証用表示,宛名番号,区分,異動年月日\r\n" + rows).utf8)
            .write(to: folder.file(file.text))
    }

    private func ask(_ peers: PeerFolder, _ person: Int) throws -> [String] {
        var found: [String] = []
        let source = try peers.rows(
            of: file, layout: layout, column: "addressee", about: [number(person)])
        _ = try FeedReader(layout).read(source) { row in
            found.append("\(row.addressee("addressee")?.value ?? 0) \(row.text("event"))")
            return []
        }
        return found
    }

    @Test("尋ねた人の行だけを答え、索引は次のプログラムも使う")
    func onlyWhoWasAsked() throws {
        try write(0..<500)
        let peers = PeerFolder(folder: folder.url.path)
        #expect(try ask(peers, 321) == ["9000321 開始"])
        #expect(try ask(peers, 777).isEmpty)
        let index = folder.file(".index/\(file.text).idx")
        let stored = try Data(contentsOf: index)
        #expect(stored.range(of: Data("開始".utf8)) == nil, "行の中身は索引にない")
        #expect(try ask(PeerFolder(folder: folder.url.path), 321) == ["9000321 開始"])
        #expect(
            try peers.files(of: "welfare", until: .init(noonInJapan: day("2025-04-02"))) == [file])
        #expect(
            try peers.files(of: "welfare", until: .init(noonInJapan: day("2025-03-31"))).isEmpty)
    }

    @Test("壊れた索引と、置き直されたファイルの古い索引は使わない")
    func staleIndex() throws {
        try write(0..<50)
        let index = folder.file(".index/\(file.text).idx")
        _ = try ask(PeerFolder(folder: folder.url.path), 7)
        try Data("hagukumi-index-1\tx\t1\t1\n".utf8).write(to: index)
        #expect(try ask(PeerFolder(folder: folder.url.path), 7) == ["9000007 開始"])
        try write(5..<120, event: "廃止")
        #expect(try ask(PeerFolder(folder: folder.url.path), 100) == ["9000100 廃止"])
    }
}
