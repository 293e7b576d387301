// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing
import Vocabulary

@testable import Vault

@Suite("二人の合言葉による鍵の分割")
struct KeySharesTests {
    let random = RehearsalRandomBytes(seed: 47)
    let folder: TemporaryFolder
    let body = "119997"
    let officers = [
        Passphrase(holder: "総務課長", "さくらの下で九人が待つ、朝の七時"),
        Passphrase(holder: "情報政策課長", "correct horse battery 9 staple"),
        Passphrase(holder: "会計管理者", "青い自転車は右から三番目にある"),
    ]

    init() throws { folder = try TemporaryFolder() }

    private func split(_ cabinet: KeyCabinet) throws {
        try cabinet.split(
            .casework, body: body, among: officers, needed: 2, with: nil, random: random,
            cost: 10
        ) { _ in }
    }

    @Test("GF(256)の積と逆元は、定義のとおり")
    func field() {
        // FIPS 197 §4.2: {57}·{83} = {c1}, {57}·{13} = {fe}.
        #expect(Shamir.times(0x57, 0x83) == 0xC1)
        #expect(Shamir.times(0x57, 0x13) == 0xFE)
        for a in 1...255 { #expect(Shamir.times(UInt8(a), Shamir.inverse(UInt8(a))) == 1) }
    }

    @Test("3人のうちどの2人でも同じ秘密になり、1人分は秘密と関わりがない", .measure("R-82"))
    func anyTwoJoin() {
        let secret = random.bytes(32)
        let shares = Shamir.split(secret, needed: 2, count: 3, random: random)
        for (a, b) in [(0, 1), (0, 2), (1, 2), (2, 0)] {
            #expect(Shamir.join([shares[a], shares[b]]) == secret)
        }
        for share in shares { #expect(Shamir.join([share]) != secret) }
        // One share fits every secret: for each there is a second share that gives it.
        for value in [UInt8(0), 77, 255] {
            let slope = Shamir.times(shares[0].share[0] ^ value, Shamir.inverse(shares[0].x))
            let other = (x: UInt8(2), share: [value ^ Shamir.times(slope, 2)])
            #expect(Shamir.join([(shares[0].x, [shares[0].share[0]]), other]) == [value])
        }
        let five = Shamir.split(secret, needed: 3, count: 5, random: random)
        #expect(Shamir.join([five[4], five[0], five[2]]) == secret)
        #expect(Shamir.join([five[4], five[0]]) != secret)
    }

    @Test("分割の後は、2人の合言葉がそろったときだけ鍵が開く", .measure("R-82"))
    func twoPassphrasesOpen() throws {
        let cabinet = KeyCabinet(folder: folder.file("keys").path)
        let ring = try cabinet.create(.casework, body: body, random: random)
        let place = CellAddress(table: "account_use", column: "account_number", row: 1)
        let cell = try ring.cipher(for: .account, random: random).seal("9000001", at: place)
        let old = try KeyFile.read(at: cabinet.kekPath(.casework))
        try split(cabinet)
        #expect(
            cabinet.custody(of: .casework)
                == .shares(holders: officers.map(\.holder), needed: 2))
        #expect(!cabinet.exists(cabinet.kekPath(.casework)))
        for (a, b) in [(0, 1), (1, 2), (2, 0)] {
            let kek = try cabinet.join(.casework, [officers[a], officers[b]])
            let opened = try cabinet.open(.casework, body: body, with: kek, random: random)
            #expect(
                try opened.cipher(for: .account, random: random).openText(cell, at: place)
                    == "9000001")
        }
        let wrong = Passphrase(holder: "会計管理者", "青い自転車は左から三番目にある")
        for few in [[], [officers[0]], [officers[0], wrong], [officers[0], officers[0]]] {
            #expect(throws: Fault.self) { try cabinet.join(.casework, few) }
        }
        // The key that lay in the file opens nothing any more, and without officers nothing opens.
        #expect(throws: Fault.self) {
            try cabinet.open(.casework, body: body, with: old, random: random)
        }
        #expect(throws: Fault.self) { try cabinet.open(.casework, body: body, random: random) }
    }

    @Test("合言葉は漢字や全角を同じ字として読み、15文字より短ければ断る")
    func passphrases() throws {
        let shares = try KeyShares.split(
            random.bytes(32),
            among: [officers[0], Passphrase(holder: "乙", "ＡＢＣ１２３ｶﾞｷﾞｸﾞｹﾞｺﾞ９９９９")], needed: 2,
            random: random, cost: 10)
        _ = try shares.join([officers[0], Passphrase(holder: "乙", "ABC123ガギグゲゴ9999")])
        #expect(throws: Fault.self) {
            try KeyShares.split(
                random.bytes(32), among: [officers[0], Passphrase(holder: "乙", "短い")],
                needed: 2, random: random, cost: 10)
        }
        #expect(throws: Fault.self) {
            try KeyShares.split(
                random.bytes(32), among: [officers[0]], needed: 1, random: random, cost: 10)
        }
    }

    @Test("分割は、どこで止まっても前の鍵か2人の合言葉で開く", .measure("R-82"), arguments: CustodyStep.allCases)
    func splitSurvivesKills(step: CustodyStep) throws {
        let cabinet = KeyCabinet(folder: folder.file("keys-\(step.rawValue)").path)
        let ring = try cabinet.create(.casework, body: body, random: random)
        let seed = try ring.withSecret(of: .checkpointSigning) { Array($0) }
        struct Cut: Error {}
        try? cabinet.split(
            .casework, body: body, among: officers, needed: 2, with: nil, random: random,
            cost: 10
        ) { if $0 == step { throw Cut() } }
        let isSplit = cabinet.custody(of: .casework) != .file
        let kek = isSplit ? try cabinet.join(.casework, [officers[0], officers[2]]) : nil
        let opened = try cabinet.open(.casework, body: body, with: kek, random: random)
        #expect(try opened.withSecret(of: .checkpointSigning) { Array($0) } == seed)
        #expect(isSplit != cabinet.exists(cabinet.kekPath(.casework)))
        if isSplit {
            let locked = try cabinet.openLocked(.casework, body: body, random: random)
            #expect(locked.isLocked)
            #expect(try locked.withSecret(of: .checkpointSigning) { Array($0) } == seed)
            let place = CellAddress(table: "account_use", column: "account_number", row: 1)
            let cell = try opened.cipher(for: .account, random: random).seal("9", at: place)
            #expect(throws: Fault.self) {
                try locked.cipher(for: .account, random: random).open(cell, at: place)
            }
        }
    }

    @Test("預け直しでファイルに戻すと、担当者なしで開く")
    func backToFile() throws {
        let cabinet = KeyCabinet(folder: folder.file("keys").path)
        _ = try cabinet.create(.casework, body: body, random: random)
        try split(cabinet)
        let kek = try cabinet.join(.casework, [officers[1], officers[2]])
        try cabinet.turnKey(.casework, body: body, with: kek, random: random)
        #expect(cabinet.custody(of: .casework) == .file)
        _ = try cabinet.open(.casework, body: body, random: random)
        #expect(throws: Fault.self) { try cabinet.join(.casework, officers) }
    }
}
