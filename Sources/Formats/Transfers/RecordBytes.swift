// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The 120 bytes of one record while it is being written.
struct RecordBytes {
    let record: TransferRecord
    private(set) var bytes: [UInt8]

    /// Text fields are spaces, numeric ones zeros, the class is set.
    init(_ record: TransferRecord) {
        self.record = record
        bytes = record.blank
    }

    mutating func set(_ key: String, number: Int) {
        let range = record.range(key)
        let digits = Array(padded(number, range.count).utf8)
        precondition(digits.count == range.count, "the caller has checked the size")
        bytes.replaceSubrange(range, with: digits)
    }

    mutating func set(
        _ key: String, digits: String, exactly: Bool = false
    ) throws(FormatRefusal) {
        let range = record.range(key)
        let name = field(key).name
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw .transferFieldDigits(field: name)
        }
        let count = digits.utf8.count
        guard exactly ? count == range.count : (1...range.count).contains(count) else {
            throw .transferFieldLength(field: name, expected: range.count)
        }
        bytes.replaceSubrange(range, with: digits.leftFilled(to: range.count).utf8)
    }

    mutating func set(
        _ key: String, text: String, _ characters: BankCharacters, wide: Bool
    ) throws(FormatRefusal) {
        let range = record.range(key)
        let written = try BankText.bytes(text, field(key), characters, wide: wide)
        bytes.replaceSubrange(range.lowerBound..<(range.lowerBound + written.count), with: written)
    }

    /// 顧客コード1 and 2, or EDI情報 over the twenty places of both.
    mutating func setReference(_ reference: TransferEntry.Reference) throws(FormatRefusal) {
        switch reference {
        case .codes(let first, let second):
            if !first.isEmpty { try set("customer-1", digits: first) }
            if !second.isEmpty { try set("customer-2", digits: second) }
        case .edi(let text):
            let start = record.range("customer-1").lowerBound
            let whole = TransferRecord.Field(
                key: "edi", name: "EDI情報", length: 20, isNumeric: false)
            var written = try BankText.bytes(text, whole, .ediInformation, wide: true)
            written += [UInt8](repeating: 0x20, count: whole.length - written.count)
            bytes.replaceSubrange(start..<(start + whole.length), with: written)
            bytes.replaceSubrange(record.range("edi-mark"), with: [0x59])
        }
    }

    private func field(_ key: String) -> TransferRecord.Field {
        guard let field = record.fields.first(where: { $0.key == key }) else {
            preconditionFailure("record \(record.id) has no field \(key)")
        }
        return field
    }
}
