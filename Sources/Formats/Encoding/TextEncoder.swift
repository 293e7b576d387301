// SPDX-License-Identifier: Apache-2.0

/// A character that the target encoding does not have.
public struct UnmappableCharacter: Hashable, Sendable {
    /// Bytes before it in the UTF-8 form of the text.
    public let offset: Int
    public let scalar: Unicode.Scalar

    /// `U+20BB7`.
    public var codePoint: String {
        "U+" + String(scalar.value, radix: 16, uppercase: true).leftFilled(to: 4)
    }
}

/// Text turned into bytes, and what had no counterpart.
public struct EncodedText: Hashable, Sendable {
    /// The bytes of everything that could be written.
    public let bytes: [UInt8]
    /// In the order of the text; empty when `bytes` is the whole text.
    public let unmappable: [UnmappableCharacter]
}

/// Turns text into bytes; make one a file and a thread.
///
/// Variation selectors and characters outside the set are never dropped in silence: the caller
/// gets the list and folds names first (`Vocabulary`), then lists the foldings to the officer.
public final class TextEncoder {
    public let encoding: TextEncoding
    private let conversion: Conversion?

    /// - Throws: `FormatRefusal.conversionMissing` where the image lacks the module.
    public init(_ encoding: TextEncoding) throws(FormatRefusal) {
        self.encoding = encoding
        conversion =
            switch encoding {
            case .utf8, .utf8WithMark: nil
            case .cp932: try Conversion(from: "UTF-8", to: "CP932")
            }
    }

    /// The bytes and the list of characters left out. U+001A is the byte `1A`.
    public func encode(_ text: String) -> EncodedText {
        let bytes = Array(text.utf8)
        guard let conversion else { return EncodedText(bytes: bytes, unmappable: []) }
        let composed = Array(VoicedKana.composed(text).utf8)
        // Offsets speak about the text that was handed in; composing happens only without gaps.
        let source = composed.count == bytes.count ? bytes : composed
        var output: [UInt8] = []
        output.reserveCapacity(source.count)
        var missing: [UnmappableCharacter] = []
        source.withUnsafeBytes { raw in
            var start = 0
            while start < raw.count {
                let rest = UnsafeRawBufferPointer(rebasing: raw[start...])
                let step = conversion.run(rest) { output.append(contentsOf: $0) }
                start += step.taken
                guard step.isStuck else { break }
                let scalar = TextEncoder.scalar(raw, at: start)
                missing.append(UnmappableCharacter(offset: start, scalar: scalar))
                start += UTF8.width(scalar)
            }
        }
        return EncodedText(bytes: output, unmappable: missing)
    }

    /// The bytes, or the refusal that names the first character left out.
    public func bytes(_ text: String) throws(FormatRefusal) -> [UInt8] {
        let result = encode(text)
        guard let first = result.unmappable.first else { return result.bytes }
        throw .unmappable(
            codePoint: first.codePoint, offset: first.offset, count: result.unmappable.count)
    }

    private static func scalar(_ raw: UnsafeRawBufferPointer, at start: Int) -> Unicode.Scalar {
        var decoder = UTF8()
        var bytes = raw[start...].makeIterator()
        switch decoder.decode(&bytes) {
        case .scalarValue(let scalar): return scalar
        case .emptyInput, .error: return "\u{FFFD}"
        }
    }
}

extension String {
    func leftFilled(to width: Int, with filler: Character = "0") -> String {
        utf8.count >= width ? self : String(repeating: filler, count: width - utf8.count) + self
    }
}
