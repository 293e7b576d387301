// SPDX-License-Identifier: Apache-2.0
import Formats
import Testing
import Vocabulary

/// The worked file of the samples as an order and two payments.
enum WorkedTransfer {
    static func order(
        name: String = "ｺｼｶﾞﾔｼ ｶｲｹｲｶﾝﾘｼﾔ", code: String = "1234567890", bank: String = "0017",
        account: String = "0012345", type: BankAccountType = .ordinary
    ) throws -> TransferOrder {
        TransferOrder(
            requesterCode: code, requesterName: name,
            valueDate: try #require(CivilDate("2026-12-10")), bank: bank, bankName: "ｻｲﾀﾏﾘｿﾅ",
            branch: "506", branchName: "ｺｼｶﾞﾔ", accountType: type, account: account)
    }

    static func entry(
        sequence: Int = 1, bank: String = "0133", bankName: String = "ﾑｻｼﾉ",
        branch: String = "026", branchName: String = "ｺｼｶﾞﾔ", account: String = "1234567",
        payee: String = "ｷﾔﾉﾝ ﾖ-ｺ", amount: Int = 3000, newCode: String = "0",
        reference: TransferEntry.Reference = .codes("0001222001", "0000202610"),
        designation: String = "0"
    ) -> TransferEntry {
        TransferEntry(
            sequence: sequence, bank: bank, bankName: bankName, branch: branch,
            branchName: branchName, accountType: .ordinary, account: account, payee: payee,
            amount: Yen(amount), newCode: newCode, reference: reference,
            designation: designation)
    }

    static let second = entry(
        sequence: 2, bank: "9900", bankName: "ﾕｳﾁﾖ", branch: "408", branchName: "ﾖﾝｾﾞﾛﾊﾁ",
        payee: "ﾔﾏﾀﾞ ﾀﾛｳ", amount: 24650, reference: .codes("0001222002", "0000202610"))
}

@Suite("総合振込を書く")
struct TransferWriterTests {
    private func write(
        _ entries: [TransferEntry], order: TransferOrder? = nil,
        framing: TransferFraming = .crlf, wide: Bool = false
    ) throws -> [UInt8] {
        try TransferFile.write(
            try order ?? WorkedTransfer.order(), entries, framing: framing, wide: wide,
            audience: .realPeer)
    }

    @Test("見本のファイルと1バイトも違わない")
    func worked() throws {
        let entries = [WorkedTransfer.entry(), WorkedTransfer.second]
        let crlf = try write(entries)
        #expect(crlf == (try Samples.bytes("zengin-sougou-crlf.txt")))
        let none = try write(entries, framing: .none)
        #expect(none == (try Samples.bytes("zengin-sougou-nosep.txt")))
    }

    private func refusal(
        _ entries: [TransferEntry], order: TransferOrder? = nil
    ) -> TransferRefusal? {
        do {
            _ = try write(entries, order: order)
            return nil
        } catch {
            return error as? TransferRefusal
        }
    }

    @Test(
        "銀行が返すような振込は書かない",
        arguments: [
            (WorkedTransfer.entry(amount: 0), "E-FMT-076"),
            (WorkedTransfer.entry(amount: -5), "E-FMT-076"),
            (WorkedTransfer.entry(amount: 10_000_000_000), "E-FMT-076"),
            (WorkedTransfer.entry(bank: "133"), "E-FMT-072"),
            (WorkedTransfer.entry(bank: "O133"), "E-FMT-073"),
            (WorkedTransfer.entry(branch: "0026"), "E-FMT-072"),
            (WorkedTransfer.entry(account: "12345678"), "E-FMT-072"),
            (WorkedTransfer.entry(account: ""), "E-FMT-072"),
            (WorkedTransfer.entry(account: "12-4567"), "E-FMT-073"),
            (WorkedTransfer.entry(payee: ""), "E-FMT-030"),
            (WorkedTransfer.entry(payee: "ｷｬﾉﾝ"), "E-FMT-074"),
            (WorkedTransfer.entry(payee: "ｷﾔﾉﾝ ﾖｰｺ"), "E-FMT-074"),
            (WorkedTransfer.entry(payee: "ｦｶﾞﾜ"), "E-FMT-074"),
            (WorkedTransfer.entry(payee: "ｺｼｶﾞﾔ･ﾀﾛｳ"), "E-FMT-074"),
            (WorkedTransfer.entry(payee: "髙橋"), "E-FMT-074"),
            (WorkedTransfer.entry(payee: "yamada"), "E-FMT-074"),
            (WorkedTransfer.entry(payee: "ﾞｱ"), "E-FMT-074"),
            (WorkedTransfer.entry(payee: "A,B"), "E-FMT-074"),
            (WorkedTransfer.entry(payee: String(repeating: "ｱ", count: 31)), "E-FMT-075"),
            (WorkedTransfer.entry(payee: String(repeating: "ｶﾞ", count: 16)), "E-FMT-075"),
            (WorkedTransfer.entry(bankName: "ﾑｻｼﾉ ｷﾞﾝｺｳ"), "E-FMT-074"),
            (WorkedTransfer.entry(bankName: String(repeating: "ｱ", count: 16)), "E-FMT-075"),
            (WorkedTransfer.entry(newCode: "5"), "E-FMT-077"),
            (WorkedTransfer.entry(designation: "1"), "E-FMT-077"),
            (WorkedTransfer.entry(reference: .codes("12345678901", "")), "E-FMT-072"),
            (WorkedTransfer.entry(reference: .codes("A", "")), "E-FMT-073"),
            (
                WorkedTransfer.entry(reference: .edi(String(repeating: "A", count: 21))),
                "E-FMT-075"
            ),
            (WorkedTransfer.entry(reference: .edi("a")), "E-FMT-074"),
        ])
    func entryRefusals(entry: TransferEntry, code: String) throws {
        let found = try #require(refusal([entry]))
        #expect(found.code == code)
        #expect(found.sequence == 1)
        #expect(found.message.hasPrefix("順番1の振込"))
    }

    @Test("依頼人の項目の誤りも断る")
    func orderRefusals() throws {
        let one = [WorkedTransfer.entry()]
        let cases: [(TransferOrder, String)] = [
            (try WorkedTransfer.order(code: "123"), "E-FMT-072"),
            (try WorkedTransfer.order(name: ""), "E-FMT-030"),
            (try WorkedTransfer.order(name: String(repeating: "ｱ", count: 41)), "E-FMT-075"),
            (try WorkedTransfer.order(bank: "17"), "E-FMT-072"),
            (try WorkedTransfer.order(account: "ABC"), "E-FMT-073"),
            (try WorkedTransfer.order(type: .savings), "E-FMT-077"),
            (try WorkedTransfer.order(name: "ｹﾝｼﾖｳﾖｳ ｼ"), "E-FMT-086"),
        ]
        for (order, code) in cases {
            let found = try #require(refusal(one, order: order))
            #expect(found.code == code)
            #expect(found.sequence == nil)
        }
    }

    @Test("空の振込、同じ順番、合わない合計は断る")
    func fileRefusals() throws {
        #expect(refusal([])?.code == "E-FMT-071")
        let twice = [WorkedTransfer.entry(), WorkedTransfer.entry()]
        #expect(refusal(twice)?.code == "E-FMT-081")
        var writer = try TransferWriter(try WorkedTransfer.order(), audience: .realPeer)
        try writer.add(WorkedTransfer.entry())
        let count = FormatRefusal.transferCount(expected: 2, found: 1)
        #expect(throws: TransferRefusal(sequence: nil, reason: count)) {
            try writer.finish(expecting: 2, total: Yen(3000))
        }
        let sum = FormatRefusal.transferSum(expected: 2999, found: 3000)
        #expect(throws: TransferRefusal(sequence: nil, reason: sum)) {
            try writer.finish(expecting: 1, total: Yen(2999))
        }
        #expect(writer.total == Yen(3000))
    }

    @Test("合計が12桁を超える振込は断る")
    func totalTooLarge() throws {
        let entries = (1...101).map {
            WorkedTransfer.entry(sequence: $0, amount: 9_999_999_999)
        }
        #expect(refusal(entries)?.code == "E-FMT-080")
    }

    @Test("ヲは設定したときだけ書ける")
    func wide() throws {
        let bytes = try write([WorkedTransfer.entry(payee: "ｦｶﾞﾜ")], wide: true)
        #expect(bytes.contains(0xA6))
    }

    @Test("検証用のファイルは振込依頼人名で分かり、本番では断る")
    func trial() throws {
        let bytes = try TransferFile.write(
            try WorkedTransfer.order(), [WorkedTransfer.entry()], audience: .trial)
        let file = try TransferFile.read(.bytes(bytes))
        #expect(file.trial)
        #expect(file.valid)
        #expect(file.errors.map(\.code) == ["W-FMT-083"])
    }

    @Test("EDI情報は顧客コードの20桁に入り、識別表示がYになる")
    func edi() throws {
        let bytes = try write([WorkedTransfer.entry(reference: .edi("ｺﾄﾞﾓ-2026/11"))])
        let record = Array(bytes[122..<242])
        #expect(record[112] == 0x59)
        let file = try TransferFile.read(.bytes(bytes))
        #expect(file.transfers.first?.references == ["ｺﾄﾞﾓ-2026/11"])
    }
}
