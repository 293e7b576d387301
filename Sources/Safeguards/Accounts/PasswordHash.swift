// SPDX-License-Identifier: Apache-2.0
import CSodium
import Foundation
import Vocabulary

/// Argon2id of libsodium: t = 2, 19 MiB, salt from the library.
enum PasswordHash {
    private static let passes: UInt64 = 2
    private static let memory = 19 * 1_024 * 1_024
    private static let isReady = sodium_init() >= 0

    /// The stored form `$argon2id$v=19$m=19456,t=2,p=1$…`.
    /// - Throws: `Fault(.key)` when there is not enough memory.
    static func make(_ password: String) throws(Fault) -> String {
        precondition(isReady, "libsodium を初期化できません")
        let bytes = folded(password)
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_strbytes()))
        let result = crypto_pwhash_str_alg(
            &text, bytes, UInt64(bytes.count - 1), passes, memory, crypto_pwhash_alg_argon2id13())
        guard result == 0 else {
            throw Fault(.key, detail: "パスワードの計算に要る記憶域がありません。", isTransient: true)
        }
        return String(
            decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// True when the password gives this hash; constant time in the comparison.
    static func verify(_ password: String, _ hash: String) -> Bool {
        precondition(isReady, "libsodium を初期化できません")
        let bytes = folded(password)
        return crypto_pwhash_str_verify(hash, bytes, UInt64(bytes.count - 1)) == 0
    }

    /// One spelling of what a keyboard may send in several (SP 800-63B: NFKC before hashing), with
    /// a zero at the end that is not counted.
    private static func folded(_ password: String) -> [CChar] {
        password.precomposedStringWithCompatibilityMapping.utf8.map { CChar(bitPattern: $0) }
            + [0]
    }
}
