// SPDX-License-Identifier: Apache-2.0

/// The individual number (個人番号): it cannot be copied, printed, compared, listed or encoded.
///
/// It lives from the key press or the file byte to the `Sealer`, which consumes it.
public struct IndividualNumber: ~Copyable, Sendable {
    private let value: Int64

    /// Reads twelve ASCII digits.
    /// - Throws: `NumberRefusal` for a wrong form or check digit; the text never shows the number.
    public init(_ digits: String, check: NumberCheck) throws(NumberRefusal) {
        try self.init(ascii: digits.utf8, check: check)
    }

    /// Reads twelve ASCII digits as they stand in a file.
    public init(
        ascii: some Collection<UInt8>, check: NumberCheck
    ) throws(NumberRefusal) {
        guard ascii.count == 12, ascii.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw .notTwelveDigits
        }
        let number = ascii.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
        guard check.digit(ofBody: number / 10) == Int(number % 10) else {
            throw .wrongCheckDigit
        }
        value = number
    }

    /// Lends the twelve ASCII digits inside this module; the buffer is wiped afterwards.
    borrowing func withDigits<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        var rest = value
        return try withWiped(12) { buffer in
            for index in stride(from: 11, through: 0, by: -1) {
                buffer[index] = UInt8(rest % 10) + 0x30
                rest /= 10
            }
            return try body(UnsafeRawBufferPointer(buffer))
        }
    }
}
