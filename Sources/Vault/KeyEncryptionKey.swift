// SPDX-License-Identifier: Apache-2.0
import Crypto
// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The key that wraps every data key (KEK): handed in, 32 bytes, never stored in a database.
public struct KeyEncryptionKey: Sendable {
    let key: SymmetricKey

    /// - Throws: `Fault(.key)` when the bytes are not exactly 32.
    public init(_ bytes: [UInt8]) throws(Fault) {
        guard bytes.count == 32 else {
            throw Fault(.key, detail: "鍵暗号化鍵は32バイトです。鍵ファイルを確かめてください。")
        }
        key = SymmetricKey(data: bytes)
    }
}
