// SPDX-License-Identifier: Apache-2.0
import Ledger
public import Press
import Safeguards
public import Vocabulary

/// 利用記録のお知らせ: the report to the person, in plain words.
public enum AccessReport {
    /// The pages for the person; the covering letter carries the name and the address.
    public static func sheet(
        _ lines: [AccessReportLine], about person: AddresseeNumber,
        from: CivilDate, through: CivilDate, on today: CivilDate
    ) throws -> Sheet {
        .list(
            try ListSheet(
                title: "あなたの情報の利用の記録",
                subtitles: [
                    "宛名番号 \(person)　作成 \(Wareki.text(today))",
                    "\(Wareki.text(from))から\(Wareki.text(through))までに、こども医療費の仕事であなたの情報を見たり使ったりした記録です。"
                        + "全部で\(lines.count)件あります。",
                    "「自動処理」は、職員が画面で見たのではなく、決まった時刻の計算や通知の作成などで使ったものです。",
                ],
                columns: [
                    .init("日時", weight: 2.4), .init("使った人", weight: 2.6, isName: true),
                    .init("したこと", weight: 3.2), .init("何のため", weight: 3.4),
                    .init("きっかけ", weight: 2.4),
                ],
                rows: lines.map(row),
                totals: [("件数", "\(lines.count)件")], isLandscape: true))
    }

    private static func row(_ line: AccessReportLine) -> [String] {
        let act = line.line.act
        let time = line.line.recordedAt.timeInJapan
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let clock = "\(two(time.hour)):\(two(time.minute))"
        let purpose = Purpose(rawValue: act.purpose)
        return [
            "\(Wareki.text(line.line.recordedAt.dayInJapan)) \(clock)",
            line.isMachine ? "自動処理" : "\(line.department) \(line.name)",
            OperationCode(rawValue: act.code)?.definition.title ?? act.code,
            purpose?.title ?? act.purpose, why(line),
        ]
    }

    /// What explains the access, in words that a citizen knows.
    public static func why(_ line: AccessReportLine) -> String {
        if line.line.isRefused { return "システムが止めました（見ていません）" }
        let (_, mark) = AccessMark.reading(line.line.result ?? "")
        switch mark {
        case .explained(let by):
            let kind = by.prefix { $0 != "-" }
            switch kind {
            case "application", "proposal": return "申請・届出の審査"
            case "reimbursement": return "払戻しの申請の審査"
            case "claim": return "医療機関からの請求の確認"
            case "payment": return "振込みができなかったときの対応"
            case "emergency": return "緊急のときの対応（二人の承認）"
            case "operation": return "手続の続き"
            case "reason": return "同じ日の相談の続き"
            default: return "手続の処理"
            }
        case .unexplained:
            // The free words may name others: only the kind of the reason is told.
            return String((line.line.act.reason ?? "").prefix { $0 != "：" })
        case nil:
            if line.isMachine { return "決まった処理" }
            if line.line.act.code == OperationCode.searchPersons.rawValue { return "人を探したとき" }
            return line.line.act.purpose == Purpose.audit.rawValue ? "点検・監査" : "手続の処理"
        }
    }
}
