// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

/// Writes the monthly difference files of the registers, the holidays and the note.
struct WriteFeeds {
    let book: TownBook

    /// Changes are sent three times a month: on the 11th, the 21st, and the first of the next. The
    /// last one comes even when nothing has changed, so that silence is never taken for health.
    func differences() throws {
        for slot in 0..<book.monthCount {
            let month = book.firstMonth.adding(months: slot)
            for part in MonthPart.allCases {
                try write("resident", FeedColumns.resident, book.residentChanges[slot], month, part)
                try write("kokuho", FeedColumns.insurance, book.nationalChanges[slot], month, part)
                try write("shaho", FeedColumns.insurance, book.employeeChanges[slot], month, part)
                try write("welfare", FeedColumns.welfare, book.welfareChanges[slot], month, part)
            }
        }
    }

    private func write(
        _ kind: String, _ header: [String], _ waiting: [TownBook.Waiting], _ month: YearMonth,
        _ part: MonthPart
    ) throws {
        let ours = sorted(waiting.filter { MonthPart(of: $0.day, in: month) == part })
        guard !ours.isEmpty || part == .last else { return }
        try book.folder.write(
            kind, day: part.sent(in: month), sequence: book.nextSequence(of: kind), header: header,
            rows: kind == "resident" ? numbered(ours) : ours.map(\.bytes))
    }

    /// By day, and in the order of the story within a day.
    private func sorted(_ waiting: [TownBook.Waiting]) -> [TownBook.Waiting] {
        waiting.enumerated()
            .sorted {
                $0.element.day == $1.element.day
                    ? $0.offset < $1.offset : $0.element.day < $1.element.day
            }
            .map(\.element)
    }

    /// Change numbers run on without a gap over all resident files.
    func numbered(_ waiting: [TownBook.Waiting]) -> [[UInt8]] {
        waiting.map { change in
            book.changeNumber += 1
            return Array("\(FictionalCity.stamp),\(book.changeNumber),".utf8) + change.bytes
        }
    }

    /// The list of holidays in the form in which the Cabinet Office gives it out (CP932).
    func holidays() throws {
        var text = Row.of(FeedColumns.holidays)
        for (day, name) in book.lists.calendar.holidays {
            text += Row.of(["\(day.year)/\(day.month)/\(day.day)", name])
        }
        let url = book.folder.root.appendingPathComponent("holidays.csv")
        try Data(try LegacyText().encode(text)).write(to: url)
    }

    /// The list of banks and branches that names are copied from (金融機関店舗一覧).
    func banks() throws {
        var bytes = FileSink.byteOrderMark + Row.of(FeedColumns.banks)
        for branch in book.lists.branches {
            bytes += Row.of([
                branch.bank, branch.bankName, branch.bankKana, branch.branch, branch.branchName,
                branch.branchKana,
            ])
        }
        try Data(bytes).write(to: book.folder.root.appendingPathComponent("banks.csv"))
    }

    /// 医療機関マスタ: every institution that a claim or a form of the town names.
    func institutionMaster() throws {
        let sink = try book.folder.open(
            "institutions", full: true, day: book.story.registerDay, sequence: 1,
            header: FeedColumns.institutions)
        for (place, institution) in book.institutions.all.enumerated() {
            try sink.append(Row.of(institution.cells(place, book.lists)))
        }
        try sink.close()
    }

    func note() throws {
        let text = """
            見本市(架空) の外から届くファイル【検証用】

            すべて架空です。人・住所・口座・医療機関・保険者は実在しません。個人番号は、検査数字を
            わざと誤らせた合成番号です(正しい検査数字に1を足した下1桁)。本番の設定では受け付けません。

            resident_*.csv        住民異動 (全件 2025-03-01、以後は翌月1日に差分)
            kokuho_*.csv          国民健康保険の資格
            shaho_*.csv           社会保険等の資格 (子どものみ)
            welfare_*.csv         生活保護の開始・廃止
            applications_*.csv    申請書の束 (月末)
            reimbursements_*.csv  償還申請書 (月末)
            claims/年月/審査機関_医療機関コード.UKE  レセプト電算 (請求年月ごと)
            broken/*.UKE          こわれたレセプト (取込を断るための見本)
            holidays.csv          国民の祝日
            institutions_*.csv    医療機関マスタ
            banks.csv             金融機関と店舗の一覧
            next/                 一年の後の朝に届くもの (画面を開いて操作する人のため)

            答え合わせは ../truth.json と ../truth/ にあります。

            """
        try text.write(
            to: book.folder.root.appendingPathComponent("README.txt"), atomically: true,
            encoding: .utf8)
    }
}
