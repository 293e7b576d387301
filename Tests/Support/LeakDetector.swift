// SPDX-License-Identifier: Apache-2.0
public import Foundation

/// Searches bytes for canaries: values that must not be where one looks, in the forms they hide in.
///
/// Each canary is looked for as plain digits, with separators, full width, UTF-16 (both orders),
/// reversed, in base64 at each of the three alignments, and as hexadecimal text.
public struct LeakDetector: Sendable {
    /// Every form of every canary, by its first two bytes, so that one pass over the data suffices.
    private let forms: [UInt16: [[UInt8]]]
    public let count: Int

    public init(canaries: [String]) {
        var table: [UInt16: [[UInt8]]] = [:]
        for canary in canaries {
            for form in LeakDetector.forms(of: canary) where form.count >= 2 {
                table[UInt16(form[0]) << 8 | UInt16(form[1]), default: []].append(form)
            }
        }
        forms = table
        count = canaries.count
    }

    /// The offset of the first canary in the data, or `nil`.
    public func firstLeak(in data: some RandomAccessCollection<UInt8>) -> Int? {
        let bytes = Array(data)
        guard bytes.count >= 2 else { return nil }
        return bytes.withUnsafeBufferPointer { buffer in
            for offset in 0..<(buffer.count - 1) {
                guard
                    let candidates = forms[UInt16(buffer[offset]) << 8 | UInt16(buffer[offset + 1])]
                else { continue }
                for form in candidates where offset + form.count <= buffer.count {
                    if form.indices.allSatisfy({ buffer[offset + $0] == form[$0] }) {
                        return offset
                    }
                }
            }
            return nil
        }
    }

    /// The files below a folder that hold a canary, with the offset of the first.
    public func leaks(below folder: URL) throws -> [String] {
        var found: [String] = []
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard !file.hasDirectoryPath, let data = try? Data(contentsOf: file) else { continue }
            if let offset = firstLeak(in: data) {
                found.append("\(file.lastPathComponent):\(offset)")
            }
        }
        return found.sorted()
    }

    static func forms(of canary: String) -> [[UInt8]] {
        let plain = Array(canary.utf8)
        let grouped = stride(from: 0, to: canary.count, by: 4).map { start in
            String(canary.dropFirst(start).prefix(4))
        }
        let wide = String(
            String.UnicodeScalarView(
                canary.unicodeScalars.compactMap {
                    $0.value >= 0x30 && $0.value <= 0x39
                        ? Unicode.Scalar($0.value - 0x30 + 0xFF10) : $0
                }))
        let base64 = (0..<3).map { shift -> [UInt8] in
            // Only the characters that do not depend on what stands before or after.
            let text = (Data(repeating: 0, count: shift) + Data(plain)).base64EncodedString()
            let skipped = shift == 0 ? 0 : shift + 1
            return Array(text.utf8.dropFirst(skipped).dropLast(4))
        }
        return [
            plain, Array(grouped.joined(separator: "-").utf8),
            Array(grouped.joined(separator: " ").utf8), Array(wide.utf8),
            canary.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
            canary.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] },
            plain.reversed(),
            Array(plain.map { String($0, radix: 16) }.joined().utf8),
        ] + base64
    }
}
