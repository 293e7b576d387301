// SPDX-License-Identifier: Apache-2.0
import Crypto
import Vocabulary

/// The key under which the entries of one month of the log are sealed. Whoever destroys it makes
/// the month unreadable for ever, and leaves every proof of the tree as it was.
public struct MonthKey: Sendable {
    /// 32 bytes.
    let bytes: [UInt8]
    private let contents: SymmetricKey
    private let salts: SymmetricKey

    /// Takes 32 bytes; `nil` for any other number.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
        let key = SymmetricKey(data: bytes)
        func derived(_ use: String) -> SymmetricKey {
            SymmetricKey(
                data: HMAC<SHA256>.authenticationCode(for: Array(use.utf8), using: key))
        }
        contents = derived("hagukumi-log-content")
        salts = derived("hagukumi-log-salt")
    }

    /// What names the key without telling it: kept in the decision that destroys it.
    public var digest: Digest { Digest.of(Array("hagukumi-log-key".utf8) + bytes) }

    /// The salt of one commitment. It follows from the key, so that with the key the salt is lost
    /// too, and nobody can try contents against a commitment.
    func salt(_ nonce: [UInt8], operation: Int64) -> [UInt8] {
        var bytes = ByteWriter(nonce)
        bytes.put(operation)
        let code = HMAC<SHA256>.authenticationCode(for: bytes.bytes, using: salts)
        return Array(code.prefix(16))
    }

    /// AES-256-GCM; `nonce` has 12 bytes and is used once.
    func seal(_ plain: [UInt8], nonce: [UInt8], bound header: [UInt8]) throws -> [UInt8] {
        let box = try AES.GCM.seal(
            plain, using: contents, nonce: AES.GCM.Nonce(data: nonce), authenticating: header)
        return Array(box.ciphertext + box.tag)
    }

    /// `nil` for what was sealed by another key or changed.
    func open(_ sealed: [UInt8], nonce: [UInt8], bound header: [UInt8]) -> [UInt8]? {
        guard sealed.count >= 16, let nonce = try? AES.GCM.Nonce(data: nonce),
            let box = try? AES.GCM.SealedBox(
                nonce: nonce, ciphertext: sealed.dropLast(16), tag: sealed.suffix(16)),
            let plain = try? AES.GCM.open(box, using: contents, authenticating: header)
        else { return nil }
        return Array(plain)
    }
}

extension Instant {
    /// The month of the log: that of the day in Japan.
    var logMonth: YearMonth { dayInJapan.yearMonth }

    /// Midnight in Japan at the beginning of a day.
    init(startInJapan day: CivilDate) {
        self = Instant(noonInJapan: day).adding(seconds: -43_200)
    }
}
