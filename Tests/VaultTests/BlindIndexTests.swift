// SPDX-License-Identifier: Apache-2.0
import Crypto
import Testing

@testable import Vault

@Suite("番号を見せない索引")
struct BlindIndexTests {
    @Test("RFC 4231 の例（試験2）と同じ値になる")
    func vector() {
        let index = BlindIndex(key: SymmetricKey(data: Array("Jefe".utf8)))
        let value = index.value(of: Array("what do ya want for nothing?".utf8))
        let text = value.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(text == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    @Test("同じ番号は同じ値、違う番号・違う鍵は違う値")
    func equality() throws {
        let one = Keyring.create(body: "119997", random: RehearsalRandomBytes(seed: 1))
        let two = Keyring.create(body: "119997", random: RehearsalRandomBytes(seed: 2))
        let digits = Array("999999999999".utf8)
        let other = Array("999999999998".utf8)
        #expect(try one.blindIndex().value(of: digits) == one.blindIndex().value(of: digits))
        #expect(try one.blindIndex().value(of: digits) != one.blindIndex().value(of: other))
        #expect(try one.blindIndex().value(of: digits) != two.blindIndex().value(of: digits))
    }

    @Test("稽古の乱数は種だけで決まり、系の乱数は毎回違う")
    func randomSources() {
        let first = RehearsalRandomBytes(seed: 3)
        let second = RehearsalRandomBytes(seed: 3)
        #expect(first.bytes(100) == second.bytes(100))
        #expect(first.bytes(16) != first.bytes(16))
        #expect(SystemRandomBytes().bytes(16) != SystemRandomBytes().bytes(16))
        #expect(SystemRandomBytes().bytes(33).count == 33)
    }
}
