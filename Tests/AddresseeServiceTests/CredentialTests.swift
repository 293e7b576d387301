// SPDX-License-Identifier: Apache-2.0
import Addressee
import Foundation
import Support
import Testing
import Vocabulary

@testable import AddresseeService

@Suite("接続先の鍵")
struct CredentialTests {
    private static let print = String(repeating: "ab", count: 32)
    private let random = (0..<CredentialDesk.randomBytes).map { UInt8($0 * 7 % 256) }

    private func credential(
        _ peer: PeerName, client: Character = "c", print: String = CredentialTests.print,
        until: Instant? = nil
    ) throws -> PeerCredential {
        try PeerCredential(
            peer: peer, clientID: String(repeating: client, count: 32),
            secret: String(repeating: "s", count: 32), certificate: print, validUntil: until)
    }

    @Test("短い秘密・違う形のクライアントID・指紋でない証明書・共有の証明書は、使わない")
    func shapes() throws {
        let good = String(repeating: "c", count: 32)
        for (client, secret, print) in [
            (String(repeating: "c", count: 31), good, CredentialTests.print),
            (good.dropLast() + "-", good, CredentialTests.print),
            (good, String(good.dropLast()), CredentialTests.print),
            (good, good, CredentialTests.print.uppercased()), (good, good, ""),
        ] {
            #expect(throws: ServiceRefusal.self) {
                try PeerCredential(
                    peer: .tax, clientID: client, secret: secret, certificate: print)
            }
        }
        let tax = try credential(.tax)
        #expect(throws: ServiceRefusal.self) {
            try PeerCredentials([tax, try credential(.welfare, client: "d")])
        }
        let other = String(repeating: "cd", count: 32)
        #expect(throws: ServiceRefusal.self) {
            try PeerCredentials([tax, try credential(.welfare, print: other)])
        }
        #expect(throws: ServiceRefusal.self) {
            try PeerCredentials([tax, try credential(.tax, print: other)])
        }
        let ending = try credential(.tax, print: other, until: Instant(microseconds: 1))
        #expect(try PeerCredentials([ending, tax]).all.count == 2)
    }

    @Test("鍵のファイルは持ち主だけが読め、ほかの人が読める・壊れているときは使わない")
    func file() throws {
        let folder = try TemporaryFolder("credentials")
        let file = CredentialFile(folder.file("peers.json"))
        #expect(try file.current().all.isEmpty)
        try file.write(try PeerCredentials([try credential(.tax)]))
        let tax = try credential(.tax)
        #expect(try file.current().all == [tax])
        let files = FileManager.default
        let path = file.url.path
        #expect(try files.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        try files.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        #expect(throws: ServiceRefusal.self) { try file.current() }
        try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        try Data("[{}]".utf8).write(to: file.url)
        #expect(throws: ServiceRefusal.self) { try file.current() }
    }

    @Test("登録・取替え・外しは記録に残り、取替えの間は前の鍵も並んで通る")
    func desk() async throws {
        let office = try await ServedOffice()
        let scope = "032:searches:Read"
        func works(_ token: String, _ pair: Authority.Pair? = nil) async throws -> Int {
            try await office.post(
                .tax, "/v1/searches", token: token, pair: pair,
                ["reason": "照会", "name": "検証"]
            ).status
        }
        let desk = CredentialDesk(office.window, file: office.credentials)
        #expect(throws: ServiceRefusal.hasCredential("税務システム")) {
            try desk.register(.tax, certificate: CredentialTests.print, random: random)
        }
        let old = try await office.token(.tax, scope)
        #expect(try await works(old) == 200)
        // Rotated: the old secret and certificate count on for an hour, the new at once.
        let pair = try office.authority.sign("tax-2")
        let hour = Instant(microseconds: office.clock.now().microseconds + 3_600_000_000)
        let new = try desk.rotate(
            .tax, certificate: pair.fingerprint, oldUntil: hour, random: random)
        #expect(new.credential.clientID == ServedOffice.client(.tax))
        #expect(new.secret.count == 64 && Set(new.secret).count > 20)
        #expect(try await works(old) == 200)
        let fresh = try await office.token(.tax, scope, secret: new.secret, pair: pair)
        #expect(try await works(fresh, pair) == 200)
        let beside = try await office.token(.tax, scope)
        #expect(!beside.isEmpty)
        // New secret with old certificate, and the other way about, are nobody's.
        #expect(try await office.token(.tax, scope, secret: new.secret).isEmpty)
        #expect(try await office.token(.tax, scope, pair: pair).isEmpty)
        office.clock.move(seconds: 3_601)
        #expect(try await office.token(.tax, scope).isEmpty)
        let last = try await office.token(.tax, scope, secret: new.secret, pair: pair)
        #expect(try await works(last, pair) == 200)
        // Taken away: the token that was good a moment ago is not any more.
        try desk.remove(.tax)
        #expect(try await works(last, pair) == 401)
        #expect(try await office.token(.tax, scope, secret: new.secret, pair: pair).isEmpty)
        #expect(throws: ServiceRefusal.hasNoCredential("税務システム")) { try desk.remove(.tax) }
        #expect(throws: ServiceRefusal.hasNoCredential("税務システム")) {
            try desk.rotate(.tax, certificate: nil, oldUntil: hour, random: random)
        }
        // Rotated once and removed once; what was refused changed nothing.
        #expect(try office.operations(of: "machine:peer-credential") == 2)
    }

    @Test("シークレットは毎回違い、記録にも答えにも出ない")
    func secrets() throws {
        let folder = try TemporaryFolder("credentials")
        let office = try CredentialOffice(folder)
        let desk = CredentialDesk(office.window, file: CredentialFile(folder.file("peers.json")))
        let other = random.map { $0 ^ 0x5A }
        let first = try desk.register(.tax, certificate: CredentialTests.print, random: random)
        let second = try desk.register(
            .welfare, certificate: String(repeating: "cd", count: 32), random: other)
        #expect(first.secret != second.secret)
        #expect(first.credential.clientID != second.credential.clientID)
        try office.close()
        let finder = LeakDetector(canaries: [first.secret, second.secret])
        #expect(try finder.leaks(below: folder.file("store")).isEmpty)
    }
}
