// SPDX-License-Identifier: Apache-2.0
import Vocabulary

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes CP932 through the system's `iconv`; Foundation's Shift_JIS does not return on selectors.
final class LegacyText {
    private let converter: iconv_t

    init() throws {
        guard let opened = iconv_open("CP932", "UTF-8"), Int(bitPattern: opened) != -1 else {
            throw Fault(.disk, detail: "iconv に CP932 の変換表がありません")
        }
        converter = opened
    }

    deinit { iconv_close(converter) }

    /// The text in CP932. A character without a code there is a bug of the town, not of its reader.
    func encode(_ text: [UInt8]) -> [UInt8] {
        var source = text.map { CChar(bitPattern: $0) }
        var target = [CChar](repeating: 0, count: text.count + 16)
        let written = source.withUnsafeMutableBufferPointer { input in
            target.withUnsafeMutableBufferPointer { output in
                var from = input.baseAddress
                var left = input.count
                var to = output.baseAddress
                var room = output.count
                let result = iconv(converter, &from, &left, &to, &room)
                precondition(result != Int.max && left == 0, "CP932 にない文字です")
                return output.count - room
            }
        }
        return target[0..<written].map { UInt8(bitPattern: $0) }
    }
}
