// SPDX-License-Identifier: Apache-2.0
public import Foundation

/// Searches bytes for canaries: values that must not be where one looks, in the forms they hide in.
///
/// Each canary is looked for as plain digits, with separators, full width, UTF-16 (both orders),
/// reversed, in base64 at each of the three alignments, as hexadecimal text, and, where it is a
/// number, as the integer that a database or a program keeps (both orders).
public struct LeakDetector: Sendable {
    /// Every form has at least so many bytes, and is found by them.
    private static let least = 6

    /// Every form of every canary by its first bytes, so that one pass over the data suffices.
    private let forms: [UInt64: [[UInt8]]]
    /// Which pairs of bytes a form begins with: most places of the data are done with after this.
    private let begins: [Bool]
    public let count: Int

    public init(canaries: [String]) {
        var table: [UInt64: [[UInt8]]] = [:]
        var begins = [Bool](repeating: false, count: 1 << 16)
        for canary in canaries {
            precondition(canary.utf8.count >= LeakDetector.least, "a canary is too short to find")
            for form in LeakDetector.forms(of: canary) where form.count >= LeakDetector.least {
                let key = form.prefix(LeakDetector.least).reduce(0) { $0 << 8 | UInt64($1) }
                table[key, default: []].append(form)
                begins[Int(form[0]) << 8 | Int(form[1])] = true
            }
        }
        forms = table
        self.begins = begins
        count = canaries.count
    }

    /// The offset of the first canary in the data, or `nil`.
    public func firstLeak(in data: some RandomAccessCollection<UInt8>) -> Int? {
        let found = data.withContiguousStorageIfAvailable { firstLeak(inside: $0) }
        return found ?? Array(data).withUnsafeBufferPointer { firstLeak(inside: $0) }
    }

    private func firstLeak(inside buffer: UnsafeBufferPointer<UInt8>) -> Int? {
        let least = LeakDetector.least
        guard buffer.count >= least else { return nil }
        return begins.withUnsafeBufferPointer { begins in
            for offset in 0...(buffer.count - least)
            where begins[Int(buffer[offset]) << 8 | Int(buffer[offset + 1])] {
                var key: UInt64 = 0
                for place in offset..<(offset + least) { key = key << 8 | UInt64(buffer[place]) }
                guard let candidates = forms[key] else { continue }
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
        ] + base64 + integers(canary)
    }

    /// A number as six bytes, the high one first (a page of SQLite) and the low one first.
    private static func integers(_ canary: String) -> [[UInt8]] {
        guard let value = UInt64(canary), value >= 1 << 32, value < 1 << 48 else { return [] }
        let bytes = (0..<6).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
        return [bytes.reversed(), bytes]
    }
}
