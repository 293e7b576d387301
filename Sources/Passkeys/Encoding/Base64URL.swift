// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Base64url without padding (RFC 4648 §5), the way browsers pass bytes.
public enum Base64URL {
    public static func text(of bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString()
            .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
    }

    /// `nil` unless the text is the one spelling of its bytes.
    public static func bytes(of text: String) -> [UInt8]? {
        let plain = text.replacingOccurrences(of: "-", with: "+")
            .replacingOccurrences(of: "_", with: "/")
        let padded = plain + String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: padded) else { return nil }
        let bytes = Array(data)
        return Base64URL.text(of: bytes) == text ? bytes : nil
    }
}
