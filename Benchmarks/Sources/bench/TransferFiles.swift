// SPDX-License-Identifier: Apache-2.0
import Formats
import Vocabulary

/// How fast bulk transfer files (全銀 総合振込) are written and read back.
enum TransferFiles {
    static func run(_ course: Course) throws {
        let count = course.size(100_000)
        let entries = (0..<count).map(entry)
        let order = try order()
        let file = try TransferFile.write(order, entries, audience: .trial)
        let iconv = try BareIconv(from: "CP932", to: "UTF-8")
        let bare = { iconv.run(file) }
        try course.compare(
            "総合振込のファイルを書く", count, "件",
            work: { try TransferFile.write(order, entries, audience: .trial).count },
            with: "iconv だけ", yardstick: bare)
        try course.compare(
            "総合振込のファイルを読んで確かめる", count, "件",
            work: {
                var yen = 0
                let read = try TransferFile.read(.bytes(file)) { yen += $0.amount }
                guard read.valid, read.count == count else {
                    throw BenchError("書いたファイルを読めません: \(read.errors.prefix(3))")
                }
                return yen
            }, with: "iconv だけ", yardstick: bare)
    }

    private static func order() throws -> TransferOrder {
        guard let day = CivilDate(iso: "2025-06-20") else { throw BenchError("日付") }
        return TransferOrder(
            requesterCode: "9000000001", requesterName: "ﾐﾎﾝｼ", valueDate: day, bank: "9999",
            bankName: "ﾐﾎﾝ", branch: "001", branchName: "ﾎﾝﾃﾝ", accountType: .ordinary,
            account: "1234567")
    }

    private static let payees = [
        "ﾐﾎﾝ ﾊﾅｺ", "ｶﾂｼｶ ｼｮｳﾀ", "ｻﾝﾌﾟﾙ ｲﾁﾛｳ", "ｹﾝｼｮｳ ﾕｷｴ", "ﾜﾀﾅﾍﾞ ｹﾝｼﾞ",
    ].map { $0.replacing("ｮ", with: "ﾖ") }

    private static func entry(_ place: Int) -> TransferEntry {
        TransferEntry(
            sequence: place + 1, bank: padded(9_000 + place % 60, 4), bankName: "ﾐﾎﾝ",
            branch: padded(1 + place % 400, 3), branchName: "ﾁﾕｳｵｳ", accountType: .ordinary,
            account: padded(place % 10_000_000, 7), payee: payees[place % payees.count],
            amount: Yen(500 + place % 30_000), newCode: "0",
            reference: .codes(padded(place, 10), ""), designation: "7")
    }
}
