// SPDX-License-Identifier: Apache-2.0
import Authenticator
import Crypto
import CryptoExtras
import Foundation
import Support
import Testing
import Vocabulary

@testable import Passkeys

@Suite("パスキーによる本人の確認")
struct CeremonyTests {
    enum Kind: CaseIterable { case p256, ed25519, rsa }

    static let party = RelyingParty(
        id: "localhost", origins: ["https://localhost:8443"], title: "はぐくみ 検証環境")
    static let now = Instant(microseconds: 1_780_000_000_000_000)
    let registration = PasskeyRegistration(
        party: CeremonyTests.party, policy: AuthenticatorPolicy())
    let assertion = PasskeyAssertion(party: CeremonyTests.party)

    private func device(_ kind: Kind = .p256) throws -> SoftAuthenticator {
        switch kind {
        case .p256: SoftAuthenticator(key: .p256(P256.Signing.PrivateKey()))
        case .ed25519: SoftAuthenticator(key: .ed25519(Curve25519.Signing.PrivateKey()))
        case .rsa: SoftAuthenticator(key: .rsa(try _RSA.Signing.PrivateKey(keySize: .bits2048)))
        }
    }

    private func register(
        _ device: SoftAuthenticator, selfSigned: Bool = false, type: String = "webauthn.create",
        challenge: [UInt8] = SoftAuthenticator.challenge, by desk: PasskeyRegistration? = nil
    ) async throws -> Passkey {
        let client = device.clientData(type, challenge)
        return try await (desk ?? registration).verify(
            clientData: client,
            attestationObject: try device.attestation(selfSigned: selfSigned, over: client),
            challenge: SoftAuthenticator.challenge, now: CeremonyTests.now)
    }

    private func use(
        _ answer: SoftAuthenticator.Answer, _ passkeys: [Passkey]
    ) throws -> Passkey {
        try assertion.verify(
            id: answer.id, clientData: answer.client, authenticatorData: answer.data,
            signature: answer.signature, challenge: SoftAuthenticator.challenge, among: passkeys)
    }

    @Test("登録した認証器で確かめられ、使用回数が進む", arguments: Kind.allCases, [false, true])
    func registersAndProves(_ kind: Kind, _ selfSigned: Bool) async throws {
        var device = try device(kind)
        let passkey = try await register(device, selfSigned: selfSigned)
        #expect(passkey.id == device.id)
        #expect(!passkey.isAttested)
        device.counter = 7
        let used = try use(device.answer(), [passkey])
        #expect(used.counter == 7)
        #expect(throws: PasskeyRefusal.counterWentBack) { try use(device.answer(), [used]) }
        device.counter = 8
        #expect(try use(device.answer(), [used]).counter == 8)
    }

    @Test("数えない認証器は、いつも0でよい")
    func withoutCounter() async throws {
        var device = try device()
        device.counter = 0
        let passkey = try await register(device)
        #expect(try use(device.answer(), [passkey]).counter == 0)
    }

    @Test("登録で、どこか一つ違えば断る", .measure("R-50"))
    func refusesRegistration() async throws {
        let good = try device()
        func expect(
            _ refusal: PasskeyRefusal, type: String = "webauthn.create",
            challenge: [UInt8] = SoftAuthenticator.challenge, by desk: PasskeyRegistration? = nil,
            _ change: (inout SoftAuthenticator) -> Void = { _ in }
        ) async {
            var device = good
            change(&device)
            await #expect(throws: refusal) {
                try await register(device, type: type, challenge: challenge, by: desk)
            }
        }
        await expect(.wrongCeremony, type: "webauthn.get")
        await expect(.wrongChallenge, challenge: Array(0..<32))
        await expect(.wrongOrigin) { $0.origin = "https://localhost:9443" }
        await expect(.wrongOrigin) { $0.isForeignFrame = true }
        await expect(.wrongSite) { $0.site = "example.jp" }
        await expect(.userAbsent) { $0.flags = 0b0000_0100 }
        await expect(.userNotVerified) { $0.flags = 0b0000_0001 }
        await expect(.credentialCanBeCopied) { $0.flags = 0b0000_1101 }
        await expect(.unreadable) { $0.flags = 0b0001_0101 }
        func desk(_ policy: AuthenticatorPolicy) -> PasskeyRegistration {
            PasskeyRegistration(party: CeremonyTests.party, policy: policy)
        }
        await expect(
            .modelNotAccepted,
            by: desk(AuthenticatorPolicy(models: [Array(repeating: 1, count: 16)])))
        await expect(.attestationMissing, by: desk(AuthenticatorPolicy(requiresAttestation: true)))
    }

    @Test("使用で、どこか一つ違えば断る", .measure("R-50"))
    func refusesAssertion() async throws {
        let good = try device()
        let passkey = try await register(good)
        func expect(
            _ refusal: PasskeyRefusal, type: String = "webauthn.get",
            challenge: [UInt8] = SoftAuthenticator.challenge,
            _ change: (inout SoftAuthenticator) -> Void = { _ in }
        ) throws {
            var device = good
            device.counter = 2
            change(&device)
            let answer = try device.answer(to: challenge, type: type)
            #expect(throws: refusal) { try use(answer, [passkey]) }
        }
        try expect(.wrongCeremony, type: "webauthn.create")
        try expect(.wrongChallenge, challenge: Array(0..<32))
        try expect(.wrongOrigin) { $0.origin = "http://localhost:8443" }
        try expect(.wrongSite) { $0.site = "localhost.example" }
        try expect(.userNotVerified) { $0.flags = 0b0000_0001 }
        try expect(.unknownCredential) { $0.id = Array(2...33) }
        let other = try device()
        var answer = try other.answer()
        #expect(throws: PasskeyRefusal.badSignature) { try use(answer, [passkey]) }
        answer = try good.answer()
        answer.data[36] ^= 0xFF
        #expect(throws: PasskeyRefusal.badSignature) { try use(answer, [passkey]) }
    }

    @Test("一ビットでも変えた答えは、どれも通らない")
    func everyFlippedBit() async throws {
        var device = try device(.ed25519)
        let passkey = try await register(device)
        device.counter = 2
        let good = try device.answer()
        #expect(throws: Never.self) { try use(good, [passkey]) }
        for part in [\SoftAuthenticator.Answer.id, \.client, \.data, \.signature] {
            for place in good[keyPath: part].indices {
                for bit in 0..<8 {
                    var bad = good
                    bad[keyPath: part][place] ^= 1 << UInt8(bit)
                    #expect(throws: PasskeyRefusal.self) { try use(bad, [passkey]) }
                }
            }
        }
    }

    @Test("壊した登録は、どれも受け付けず、落ちない")
    func mutatedRegistrations() async throws {
        let device = try device()
        let client = device.clientData("webauthn.create", SoftAuthenticator.challenge)
        let good = try device.attestation(selfSigned: true, over: client)
        var random = Seeded(20_261_125)
        for _ in 0..<4_000 {
            var bytes = good
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes = Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &random)))
            case 1: bytes.append(UInt8.random(in: 0...255, using: &random))
            case 2: bytes.remove(at: Int.random(in: 0..<bytes.count, using: &random))
            default:
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] ^= UInt8.random(in: 1...255, using: &random)
            }
            await #expect(throws: PasskeyRefusal.self) {
                try await registration.verify(
                    clientData: client, attestationObject: bytes,
                    challenge: SoftAuthenticator.challenge, now: CeremonyTests.now)
            }
        }
    }

    @Test("短い照合値では、何も確かめない")
    func shortChallenge() async throws {
        let device = try device()
        let client = device.clientData("webauthn.create", [])
        let object = try device.attestation(selfSigned: false, over: client)
        await #expect(throws: PasskeyRefusal.wrongChallenge) {
            try await registration.verify(
                clientData: client, attestationObject: object, challenge: [],
                now: CeremonyTests.now)
        }
    }
}
