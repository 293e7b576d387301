// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing
import Vocabulary

@testable import Vault

@Suite("暗号化したバックアップの器")
struct BackupFormTests {
    let random = RehearsalRandomBytes(seed: 53)
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(_ bytes: [UInt8], to name: String, for key: BackupPublicKey) throws -> String
    {
        let path = folder.file(name).path
        let writer = try BackupWriter(
            path, to: key, label: ("119997", "data"), madeAt: "2026-11-25T20:00:00Z",
            random: random)
        for start in stride(from: 0, to: bytes.count, by: 300_000) {
            try writer.write(Array(bytes[start..<min(start + 300_000, bytes.count)]))
        }
        _ = try writer.finish()
        #expect(!FileManager.default.fileExists(atPath: path))
        try writer.publish()
        return path
    }

    private func read(_ path: String, _ key: BackupPrivateKey) throws -> [UInt8] {
        let reader = try BackupReader(path, with: key)
        var all: [UInt8] = []
        while true {
            let part = try reader.read(700_000)
            if part.isEmpty { return all }
            all += part
        }
    }

    @Test(
        "書いたものが、塊の境でもそのまま読める", .measure("R-82"),
        arguments: [0, 1, 1 << 20, (1 << 20) + 1, 3_000_000])
    func roundTrip(size: Int) throws {
        let key = try BackupPrivateKey(random: random)
        let bytes = [UInt8](repeating: 0xA5, count: size)
        let path = try write(bytes, to: "b\(size)", for: key.publicKey)
        #expect(try read(path, key) == bytes)
        let label = try BackupReader.label(of: path)
        #expect(label.body == "119997")
        #expect(label.recipient == key.publicKey.name)
        #expect(throws: Fault.self) { try read(path, try BackupPrivateKey(random: random)) }
    }

    @Test("切れた器、書き換えた器、塊を入れ替えた器は開かない", .measure("R-82"))
    func brokenContainersAreRefused() throws {
        let key = try BackupPrivateKey(random: random)
        let bytes = [UInt8](repeating: 0x5A, count: 2_200_000)
        let path = try write(bytes, to: "whole", for: key.publicKey)
        let whole = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        let chunk = BackupForm.chunk + BackupForm.tag
        let head = whole.count - 2 * chunk - (2_200_000 - 2 * BackupForm.chunk + BackupForm.tag)
        func refused(_ broken: [UInt8], _ what: String) throws {
            let path = folder.file("broken").path
            try Data(broken).write(to: URL(fileURLWithPath: path))
            #expect(throws: (any Error).self, "\(what)") { try read(path, key) }
        }
        // Cut anywhere, and exactly between chunks.
        for length in [0, 3, 8, head - 1, head, head + 5, head + chunk, head + 2 * chunk] {
            try refused(Array(whole.prefix(length)), "切った長さ \(length)")
        }
        try refused(Array(whole.dropLast()), "末尾の1バイト")
        try refused(whole + [0], "余分な1バイト")
        for place in stride(from: 0, to: whole.count, by: whole.count / 12) {
            var altered = whole
            altered[place] ^= 0x10
            try refused(altered, "\(place)バイト目")
        }
        let first = Array(whole[head..<head + chunk])
        let second = Array(whole[(head + chunk)..<(head + 2 * chunk)])
        try refused(
            Array(whole[..<head]) + second + first + Array(whole[(head + 2 * chunk)...]), "入替え")
        try refused(Array(whole[..<head]) + first + Array(whole[(head + 2 * chunk)...]), "抜取り")
    }

    @Test("公開鍵だけでは開かず、秘密鍵は2人の合言葉で戻る", .measure("R-82"))
    func privateHalfIsShared() throws {
        let key = try BackupPrivateKey(random: random)
        let officers = [
            Passphrase(holder: "甲", "一二三四五六七八九十一二三四五"),
            Passphrase(holder: "乙", "いろはにほへとちりぬるをわかよ"),
            Passphrase(holder: "丙", "あめつちほしそらやまかはみねたに"),
        ]
        let file = try key.shares(among: officers, needed: 2, random: random, cost: 10)
        let joined = try BackupPrivateKey(joining: file, with: [officers[0], officers[2]])
        #expect(joined.publicKey.text == key.publicKey.text)
        #expect(throws: Fault.self) {
            try BackupPrivateKey(joining: file, with: [officers[1]])
        }
        let again = try BackupPublicKey(key.publicKey.text)
        let path = try write([1, 2, 3], to: "small", for: again)
        #expect(try read(path, joined) == [1, 2, 3])
    }

    @Test("途中で捨てた器は、名のあるファイルを残さない")
    func abandonedLeavesNothing() throws {
        let key = try BackupPrivateKey(random: random)
        let path = folder.file("half").path
        let writer = try BackupWriter(
            path, to: key.publicKey, label: ("119997", "data"), madeAt: "", random: random)
        try writer.write([UInt8](repeating: 7, count: 2_000_000))
        #expect(!FileManager.default.fileExists(atPath: path))
        writer.abandon()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
        // A kill leaves the stage; the next backup of the name replaces it.
        let killed = try BackupWriter(
            path, to: key.publicKey, label: ("119997", "data"), madeAt: "", random: random)
        try killed.write([UInt8](repeating: 7, count: 2_000_000))
        #expect(try read(try write([9], to: "half", for: key.publicKey), key) == [9])
    }
}
