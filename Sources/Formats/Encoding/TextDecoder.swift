// SPDX-License-Identifier: Apache-2.0

/// The first byte of a text that its encoding does not have.
public struct UndecodableByte: Error, Hashable, Sendable {
    /// Bytes before it in the text that was handed in.
    public let offset: Int
    public let byte: UInt8
}

/// Turns bytes into text, strictly; make one a file and a thread.
public final class TextDecoder {
    public let encoding: TextEncoding
    private let conversion: Conversion?

    /// - Throws: `FormatRefusal.conversionMissing` where the image lacks the module.
    public init(_ encoding: TextEncoding) throws(FormatRefusal) {
        self.encoding = encoding
        conversion =
            switch encoding {
            case .utf8, .utf8WithMark: nil
            case .cp932: try Conversion(from: "CP932", to: "UTF-8")
            }
    }

    /// The text, or the place of the first byte that cannot be read. Nothing is ever dropped.
    ///
    /// A byte order mark is not looked for here: it belongs to a file, not to a text.
    public func text(_ bytes: UnsafeRawBufferPointer) throws(UndecodableByte) -> String {
        guard let conversion else {
            if let bad = Utf8Scan.firstBad(in: bytes) {
                throw UndecodableByte(offset: bad, byte: bytes[bad])
            }
            return String(decoding: bytes, as: UTF8.self)
        }
        if bytes.isPlain { return String(decoding: bytes, as: UTF8.self) }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 3 / 2)
        let step = conversion.run(bytes) { output.append(contentsOf: $0) }
        if step.isStuck {
            throw UndecodableByte(offset: step.taken, byte: bytes[step.taken])
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The same for an array.
    public func text(_ bytes: [UInt8]) throws(UndecodableByte) -> String {
        // The closure of `withUnsafeBytes` throws untyped on Linux: carry the result out.
        let result: Result<String, UndecodableByte> = bytes.withUnsafeBytes { raw in
            do throws(UndecodableByte) {
                return .success(try text(raw))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}

extension UnsafeRawBufferPointer {
    /// Whether every byte is ASCII: the same in all three encodings.
    var isPlain: Bool {
        var index = 0
        while index + 8 <= count {
            if loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 {
                return false
            }
            index += 8
        }
        while index < count {
            if self[index] >= 0x80 { return false }
            index += 1
        }
        return true
    }
}
