// SPDX-License-Identifier: Apache-2.0

/// The record classes of 全銀 総合振込 and 給与振込, 120 bytes each; places are computed from lengths.
///
/// There are five of them and hundreds of thousands of records: hence a class.
final class TransferRecord: Sendable {
    static let length = 120

    struct Field: Sendable {
        let key: String
        /// Japanese, as in messages.
        let name: String
        let length: Int
        /// Digits, right-aligned and filled with zeros; else text, left-aligned, filled with spaces.
        let isNumeric: Bool
    }

    let id: String
    let fields: [Field]
    /// The bytes that a right-trimmed line may not lack.
    let shortest: Int
    let starts: [Int]
    /// A record whose text fields are spaces, numeric ones zeros, and whose class is set.
    let blank: [UInt8]

    private init(_ id: String, shortest: Int, _ fields: [Field]) {
        self.id = id
        self.fields = fields
        self.shortest = shortest
        var starts: [Int] = []
        var place = 0
        for field in fields {
            starts.append(place)
            place += field.length
        }
        precondition(place == TransferRecord.length, "a record has 120 bytes")
        self.starts = starts
        var blank = fields.flatMap {
            [UInt8](repeating: $0.isNumeric ? 0x30 : 0x20, count: $0.length)
        }
        blank.replaceSubrange(0..<id.utf8.count, with: id.utf8)
        self.blank = blank
    }

    /// The bytes of a field.
    func range(_ key: String) -> Range<Int> {
        guard let index = fields.firstIndex(where: { $0.key == key }) else {
            preconditionFailure("record \(id) has no field \(key)")
        }
        return starts[index]..<(starts[index] + fields[index].length)
    }

    private static func n(_ key: String, _ name: String, _ length: Int) -> Field {
        Field(key: key, name: name, length: length, isNumeric: true)
    }
    private static func c(_ key: String, _ name: String, _ length: Int) -> Field {
        Field(key: key, name: name, length: length, isNumeric: false)
    }

    static let header = TransferRecord(
        "1", shortest: 103,
        [
            n("class", "データ区分", 1), n("type", "種別コード", 2), n("code-kind", "コード区分", 1),
            n("requester", "振込依頼人コード", 10), c("requester-name", "振込依頼人名", 40),
            n("value-date", "取組日", 4), n("bank", "仕向銀行番号", 4), c("bank-name", "仕向銀行名", 15),
            n("branch", "仕向支店番号", 3), c("branch-name", "仕向支店名", 15),
            n("account-type", "預金種目", 1), n("account", "口座番号", 7), c("filler", "ダミー", 17),
        ])

    static let data = TransferRecord(
        "2", shortest: 112,
        [
            n("class", "データ区分", 1), n("bank", "被仕向銀行番号", 4), c("bank-name", "被仕向銀行名", 15),
            n("branch", "被仕向支店番号", 3), c("branch-name", "被仕向支店名", 15),
            n("clearing", "手形交換所番号", 4), n("account-type", "預金種目", 1),
            n("account", "口座番号", 7), c("payee", "受取人名", 30), n("amount", "振込金額", 10),
            n("new-code", "新規コード", 1), n("customer-1", "顧客コード1", 10),
            n("customer-2", "顧客コード2", 10), n("designation", "振込指定区分", 1),
            c("edi-mark", "識別表示", 1), c("filler", "ダミー", 7),
        ])

    /// The data record of 給与振込: 社員番号 and 所属コード stand where the customer codes do.
    static let payroll = TransferRecord(
        "2", shortest: 111,
        [
            n("class", "データ区分", 1), n("bank", "被仕向銀行番号", 4), c("bank-name", "被仕向銀行名", 15),
            n("branch", "被仕向支店番号", 3), c("branch-name", "被仕向支店名", 15),
            n("clearing", "手形交換所番号", 4), n("account-type", "預金種目", 1),
            n("account", "口座番号", 7), c("payee", "受取人名", 30), n("amount", "振込金額", 10),
            n("new-code", "新規コード", 1), n("customer-1", "社員番号", 10),
            n("customer-2", "所属コード", 10), c("filler", "ダミー", 9),
        ])

    static let trailer = TransferRecord(
        "8", shortest: 19,
        [
            n("class", "データ区分", 1), n("count", "合計件数", 6), n("total", "合計金額", 12),
            c("filler", "ダミー", 101),
        ])

    static let end = TransferRecord(
        "9", shortest: 1, [n("class", "データ区分", 1), c("filler", "ダミー", 119)])
}
