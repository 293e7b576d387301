// SPDX-License-Identifier: Apache-2.0

/// Looks for the first byte that is not strict UTF-8, chunk by chunk.
///
/// Strict: no overlong forms, no surrogates, nothing above U+10FFFF, no cut-off end.
struct Utf8Scan {
    private var offset = 0
    private var rest = 0
    private var sequenceStart = 0
    private var low: UInt8 = 0x80
    private var high: UInt8 = 0xBF
    private var firstBad: Int?

    /// The offset of the first bad byte of a whole text, or `nil`.
    static func firstBad(in bytes: UnsafeRawBufferPointer) -> Int? {
        var scan = Utf8Scan()
        scan.read(bytes)
        return scan.finish()
    }

    mutating func read(_ bytes: UnsafeRawBufferPointer) {
        guard firstBad == nil else { return }
        let count = bytes.count
        var index = 0
        while index < count {
            if rest == 0 {
                // Eight plain bytes at a time: most of an office's file is digits and commas.
                while index + 8 <= count,
                    bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                        & 0x8080_8080_8080_8080 == 0
                { index += 8 }
                guard index < count else { break }
            }
            let byte = bytes[index]
            guard take(byte) else {
                firstBad = rest == 0 ? offset + index : sequenceStart
                return
            }
            if rest > 0, byte >= 0xC0 { sequenceStart = offset + index }
            index += 1
        }
        offset += count
    }

    func finish() -> Int? { firstBad ?? (rest == 0 ? nil : sequenceStart) }

    private mutating func take(_ byte: UInt8) -> Bool {
        if rest > 0 {
            guard byte >= low, byte <= high else { return false }
            rest -= 1
            (low, high) = (0x80, 0xBF)
            return true
        }
        switch byte {
        case 0x00...0x7F: return true
        case 0xC2...0xDF: rest = 1
        case 0xE0: (rest, low) = (2, 0xA0)
        case 0xED: (rest, high) = (2, 0x9F)
        case 0xE1...0xEF: rest = 2
        case 0xF0: (rest, low) = (3, 0x90)
        case 0xF1...0xF3: rest = 3
        case 0xF4: (rest, high) = (3, 0x8F)
        default: return false
        }
        return true
    }
}
