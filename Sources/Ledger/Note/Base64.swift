// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Standard base64 in its only spelling.
enum Base64 {
    static func exact(_ text: some StringProtocol) -> [UInt8]? {
        guard let data = Data(base64Encoded: String(text)), data.base64EncodedString() == text
        else { return nil }
        return Array(data)
    }

    static func text(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
