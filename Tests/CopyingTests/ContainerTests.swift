// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing

@testable import Copying

@Suite("暗号の容器", .measure("R-56"))
struct ContainerTests {
    static let header = ContainerHeader(
        number: "C000001", counter: 1, municipality: "119997", list: "児童一覧", rows: 1,
        file: "C000001_children.csv", recipient: "kyufu", recipientClass: .section, key: "",
        requester: "kanri", approver: "kacho", writer: "kanri", writtenAt: "", content: "")

    @Test("どの大きさでも、入れたものがそのまま出る", arguments: [0, 1, 65_535, 65_536, 65_537, 200_000])
    func sizes(size: Int) throws {
        let key = CopyPrivateKey()
        var lots = Seeded(UInt64(size))
        let content = (0..<size).map { _ in UInt8.random(in: .min ... .max, using: &lots) }
        let sealed = try CopyContainer.seal(content, under: Self.header, to: key.publicKey)
        let opened = try CopyContainer.open(sealed, with: key)
        #expect(opened.content == content)
        #expect(opened.header.number == "C000001")
        #expect(try CopyContainer.header(of: sealed).key == key.publicKey.fingerprint)
    }

    @Test("どの一字を変えても開かない")
    func everyByteCounts() throws {
        let key = CopyPrivateKey()
        let content = Array("検証用の内容".utf8)
        let sealed = try CopyContainer.seal(content, under: Self.header, to: key.publicKey)
        for place in sealed.indices {
            var bytes = sealed
            bytes[place] ^= 0x01
            #expect(throws: CopyingRefusal.self, "\(place)") {
                try CopyContainer.open(bytes, with: key)
            }
        }
    }

    @Test("後ろを切っても、部分を入れ替えても、足しても開かない")
    func parts() throws {
        let key = CopyPrivateKey()
        let content = [UInt8](repeating: 9, count: 3 * CopyContainer.part)
        let sealed = try CopyContainer.seal(content, under: Self.header, to: key.publicKey)
        let size = CopyContainer.part + 16 + 4
        let head = sealed.count - 3 * size
        func part(_ index: Int) -> ArraySlice<UInt8> {
            sealed[(head + index * size)..<(head + (index + 1) * size)]
        }
        let start = Array(sealed[..<head])
        let tampered: [[UInt8]] = [
            start + part(0) + part(1), start + part(0), start,
            start + part(1) + part(0) + part(2), start + part(0) + part(2),
            sealed + part(2), Array(sealed.dropLast()),
        ]
        for bytes in tampered {
            #expect(throws: CopyingRefusal.containerDamaged) {
                try CopyContainer.open(bytes, with: key)
            }
        }
    }

    @Test("容器でないもの、途中で切れたもの、嘘の長さを読んでも倒れない")
    func garbage() throws {
        let key = CopyPrivateKey()
        let sealed = try CopyContainer.seal([1, 2, 3], under: Self.header, to: key.publicKey)
        for length in 0..<sealed.count {
            #expect(throws: CopyingRefusal.self) {
                try CopyContainer.open(Array(sealed.prefix(length)), with: key)
            }
        }
        var lots = Seeded(5)
        for _ in 0..<500 {
            let noise = (0..<Int.random(in: 0..<300, using: &lots)).map { _ in
                UInt8.random(in: .min ... .max, using: &lots)
            }
            #expect(throws: CopyingRefusal.self) {
                try CopyContainer.open(Array("HGKCOPY1".utf8) + noise, with: key)
            }
        }
    }

    @Test("容器の字を探しても、中の人の名は見つからない")
    func nothingReadable() throws {
        let bench = try Bench()
        bench.lists.count = 200
        let container = try bench.copied(try bench.new())
        let canaries = (0..<200).map { String(TestLists.first + Int64($0)) }
        #expect(LeakDetector(canaries: canaries).firstLeak(in: container) == nil)
        #expect(!String(decoding: container, as: UTF8.self).contains("検証　1子"))
    }

    @Test("公開鍵は一行の字で渡り、読み合わせの20けたは鍵ごとに違う")
    func keys() throws {
        let (one, two) = (CopyPrivateKey(), CopyPrivateKey())
        #expect(try CopyPublicKey(" \(one.publicKey)\n") == one.publicKey)
        #expect(one.publicKey.fingerprint.count == 24)
        #expect(one.publicKey.fingerprint != two.publicKey.fingerprint)
        #expect(try CopyPrivateKey(pem: one.pem).publicKey == one.publicKey)
        for text in ["", "hagukumi-copy-1:", "hagukumi-copy-1:AAAA", "ssh-rsa AAAA", one.pem] {
            #expect(throws: CopyingRefusal.keyUnusable) { try CopyPublicKey(text) }
        }
        // A point that is not on the curve.
        let off = Data([4] + [UInt8](repeating: 1, count: 64)).base64EncodedString()
        #expect(throws: CopyingRefusal.keyUnusable) { try CopyPublicKey("hagukumi-copy-1:\(off)") }
    }
}
