// SPDX-License-Identifier: Apache-2.0

/// Codes and texts about claim files: errors 050–059, warnings 061–070 (`warningEntry`).
extension FormatRefusal {
    var claimEntry: (code: String, message: String)? {
        switch self {
        case .notAClaimFile:
            (
                "E-FMT-050",
                "レセプト電算のファイルではありません（1行目が IR・YK ではありません）。ファイルを選び直してください。"
            )
        case .claimKindUnknown:
            ("E-FMT-051", "点数表の区分が医科・歯科・調剤のどれでもありません。対象のファイルか確かめてください。")
        case .recordOutOfPlace(let record):
            ("E-FMT-052", "\(record) レコードの順番が違います。直前のレコードが欠けていないか確かめてください。")
        case .shortRecord(let record, let expected, let found):
            ("E-FMT-053", "\(record) レコードの項目が\(found)個です（\(expected)個必要です）。")
        case .recordTwice(let record):
            ("E-FMT-054", "\(record) レコードが1件の明細書に多すぎます。")
        case .itemUnreadable(let field):
            ("E-FMT-055", "\(field)が読めません。請求元に確かめてください。")
        case .payerMissing:
            ("E-FMT-056", "保険者（HO）も公費（KO）もありません。請求元に確かめてください。")
        case .totalsMissing:
            ("E-FMT-057", "診療報酬請求書（GO）がありません。ファイルが途中で切れていないか確かめてください。")
        case .bytesAfterEnd:
            ("E-FMT-058", "ファイルの終わりの後にデータが続いています。ファイルを確かめてください。")
        default: nil
        }
    }

    /// Every case that has no other entry stands here, so that none can be forgotten.
    var warningEntry: (code: String, message: String) {
        switch self {
        case .endByteMissing: ("W-FMT-061", "ファイルの終わりの印（1A）がありません。")
        case .recordMissing(let record): ("W-FMT-062", "\(record) レコードがありません。")
        case .declaredTotals:
            ("W-FMT-063", "診療報酬請求書（GO）の合計が明細書の合計と違います。件数と点数を確かめてください。")
        case .ageOddity:
            ("W-FMT-064", "生年月日とレセプト種別・診療年月が合いません。年齢と負担割合を確かめてください。")
        case .institutionDigit: ("W-FMT-065", "医療機関コードの検査数字が合いません。")
        case .recordUnknown: ("W-FMT-066", "様式にないレコードです。読み飛ばしました。")
        case .tooManyItems(let record):
            ("W-FMT-067", "\(record) レコードの項目が様式より多くあります。後ろの項目は読みません。")
        case .nameMissing: ("W-FMT-068", "氏名がありません。")
        case .unverifiedReading(let id):
            ("W-FMT-069", "様式「\(id)」は未確認です。内容を原本と見比べてください。")
        case .recordPadded:
            ("W-FMT-081", "レコードの後ろの空白が欠けています。空白を補って読みました。")
        case .mixedLineEnds: ("W-FMT-082", "改行の形が途中で変わっています。")
        case .trialFile: ("W-FMT-083", "検証用のファイルです。金融機関へ渡さないでください。")
        case .lineEndMissing:
            ("W-FMT-084", "最後の行に改行がありません。ファイルが途中で切れていないか確かめてください。")
        default: preconditionFailure("every refusal has its row in a table")
        }
    }
}
