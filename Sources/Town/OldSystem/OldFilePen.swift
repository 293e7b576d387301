// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The files of the old system while they are written, with their own totals.
struct OldFilePen {
    static let headers: [String: [String]] = [
        "persons": ["宛名番号", "氏名", "氏名カナ", "生年月日", "性別"],
        "decisions": [
            "決定番号", "児童宛名番号", "受給者宛名番号", "受給者番号", "申請種別", "申請理由", "申請年月日", "職権フラグ", "異動年月日",
            "決定年月日", "効力発生日", "決定結果", "決定理由", "有効期間開始", "有効期間終了の翌日", "有効期間入院開始",
            "有効期間入院終了の翌日", "決定者",
        ],
        "certificates": [
            "証番号", "児童宛名番号", "受給者番号", "交付年月日", "有効期間開始", "有効期間終了の翌日", "有効期間入院開始",
            "有効期間入院終了の翌日", "返還年月日",
        ],
        "insurances": [
            "児童宛名番号", "保険者番号", "保険者名称", "記号", "番号", "枝番", "被保険者氏名", "資格取得日", "資格喪失日",
            "高額療養費所得区分",
        ],
        "households": ["受給者宛名番号", "世帯員宛名番号", "受給者との関係", "該当日", "非該当日"],
        "accounts": [
            "受給者宛名番号", "金融機関コード", "支店コード", "預金種目", "口座番号", "口座名義人カナ", "使用開始日", "使用終了の翌日",
        ],
        "addresses": ["宛名番号", "郵便番号", "住所", "方書", "送付先氏名", "送付先カナ", "電話番号", "開始日", "終了の翌日"],
        "benefits": [
            "給付番号", "現物償還区分", "児童宛名番号", "受給者番号", "診療年月", "医療機関コード", "入外区分", "点数", "自己負担額",
            "高額療養費", "附加給付", "支給額", "限度額到達", "支払年月日",
        ],
        "residences": ["宛名番号", "郵便番号", "住所", "方書", "氏名", "氏名カナ", "開始日", "終了の翌日"],
        "exceptions": ["児童宛名番号", "特例の種類", "確かめた書類", "開始日", "終了の翌日"],
        "exclusions": ["児童宛名番号", "除外事由", "他の制度の名称", "開始日", "終了の翌日"],
        "memos": ["メモ番号", "宛名番号", "範囲", "重さ", "本文", "記入年月日", "表示期限"],
        "recoveries": [
            "返還番号", "児童宛名番号", "受給者宛名番号", "返還事由", "返還の内容", "返還額", "納付済額", "最後の納付年月日",
            "返還決定年月日", "納期限", "納入通知年月日", "督促年月日", "分納誓約年月日",
        ],
        "instalments": ["返還番号", "回", "納期限", "金額"],
        "totals": ["ファイル", "件数", "金額合計"],
    ]

    private let folder: URL
    private var bytes: [String: [UInt8]] = [:]
    private(set) var counts: [String: Int] = [:]
    private var yen: [String: Int] = [:]

    init(folder: URL) { self.folder = folder }

    mutating func add(_ file: String, _ cells: [String], yen amount: Int = 0) {
        bytes[file, default: []] += Row.of([FictionalCity.stamp] + cells)
        counts[file, default: 0] += 1
        yen[file, default: 0] += amount
    }

    mutating func close(totalsAreWrong: Bool) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for file in counts.keys.sorted() {
            let lost = totalsAreWrong && file == "benefits" ? 1 : 0
            let isMoney = ["benefits", "recoveries", "instalments"].contains(file)
            let amount = isMoney ? "\(yen[file] ?? 0)" : ""
            bytes["totals", default: []] += Row.of([
                FictionalCity.stamp, file, "\((counts[file] ?? 0) + lost)", amount,
            ])
        }
        let legacy = try LegacyText()
        for (file, content) in bytes {
            let header = Row.of(["検証用表示"] + (Self.headers[file] ?? []))
            try Data(legacy.encode(header) + legacy.encode(content))
                .write(to: folder.appendingPathComponent("\(file).csv"))
        }
    }
}
