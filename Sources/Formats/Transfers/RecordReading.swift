// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// One record while it is being read, and what was found wrong with its fields.
struct RecordReading {
    let record: TransferRecord
    private let bytes: [UInt8]
    private(set) var problems: [(field: String, refusal: FormatRefusal)] = []

    init(_ record: TransferRecord, _ bytes: [UInt8]) {
        self.record = record
        self.bytes = bytes
    }

    mutating func complain(_ field: String, _ refusal: FormatRefusal) {
        problems.append((field, refusal))
    }

    private func name(_ key: String) -> String {
        record.fields.first { $0.key == key }?.name ?? key
    }

    /// The digits of a field; zeros in place of what is none, after a complaint.
    mutating func digits(_ key: String) -> String {
        let range = record.range(key)
        guard bytes[range].allSatisfy({ (0x30...0x39).contains($0) }) else {
            complain(key, .transferFieldDigits(field: name(key)))
            return String(repeating: "0", count: range.count)
        }
        return String(decoding: bytes[range], as: UTF8.self)
    }

    /// The text of a field without filling spaces; what the field may not hold is complained of.
    mutating func text(_ key: String, _ characters: BankCharacters) -> String {
        let found = BankText.read(bytes[record.range(key)], characters)
        if let wrong = found.wrong {
            complain(key, .transferText(field: name(key), character: wrong))
        }
        return found.text
    }

    /// Bank, branch, type and number of an account.
    @discardableResult
    mutating func readAccount(
        types: [String]
    ) -> (bank: String, branch: String, type: String, number: String) {
        let bank = digits("bank")
        _ = text("bank-name", .bankName)
        let branch = digits("branch")
        _ = text("branch-name", .bankName)
        let type = digits("account-type")
        if !types.contains(type) { complain("account-type", .transferCode(field: "預金種目")) }
        return (bank, branch, type, digits("account"))
    }

    /// 顧客コード1 and 2, or EDI情報 where the mark says so.
    mutating func references() -> [String] {
        let isEdi = bytes[record.range("edi-mark").lowerBound] == 0x59
        _ = digits("designation")
        guard isEdi else { return [optionalDigits("customer-1"), optionalDigits("customer-2")] }
        let range = record.range("customer-1").lowerBound..<record.range("customer-2").upperBound
        let found = BankText.read(bytes[range], .ediInformation)
        if let wrong = found.wrong {
            complain("customer-1", .transferText(field: "EDI情報", character: wrong))
        }
        return [found.text]
    }

    private mutating func optionalDigits(_ key: String) -> String {
        bytes[record.range(key)].allSatisfy { $0 == 0x20 } ? "" : digits(key)
    }
}

extension BankText {
    /// The text of bytes without filling spaces, and the first character that may not be there.
    static func read(
        _ bytes: ArraySlice<UInt8>, _ characters: BankCharacters
    ) -> (text: String, wrong: String?) {
        var content = bytes
        while content.last == 0x20 { content.removeLast() }
        var text: [UInt8] = []
        text.reserveCapacity(content.count * 3)
        var wrong: String?
        for byte in content {
            guard let scalar = scalar(byte), characters.permits(scalar) else {
                let shown = scalar(byte).map { String(Character($0)) }
                wrong = wrong ?? shown ?? "0x" + String(byte, radix: 16, uppercase: true)
                text.append(0x3F)
                continue
            }
            if scalar.isASCII {
                text.append(byte)
            } else {
                // U+FF61…U+FF9F in UTF-8.
                let low = UInt8(truncatingIfNeeded: scalar.value & 0x3F) | 0x80
                text.append(0xEF)
                text.append(byte <= 0xBF ? 0xBD : 0xBE)
                text.append(low)
            }
        }
        return (String(decoding: text, as: UTF8.self), wrong)
    }
}
