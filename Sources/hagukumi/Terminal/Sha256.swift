// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation

/// SHA-256 in hexadecimal: the digest of books, layouts and files.
func sha256(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { byte in
        let digits = String(byte, radix: 16)
        return digits.utf8.count == 1 ? "0" + digits : digits
    }.joined()
}
