// SPDX-License-Identifier: Apache-2.0

/// The words of the office for the items and rules of the published API, for the error list.
enum HubWording {
    /// 項目の名 (of the published API) → what clerks call it.
    private static let items: [String: String] = [
        "orgSpecificCertificateTypeId": "受給者証種別ID", "myNumber": "個人番号",
        "basicFiveInfo": "基本5情報", "basicFiveInfo.name": "氏名",
        "basicFiveInfo.nameKana": "フリガナ", "basicFiveInfo.address": "住所",
        "basicFiveInfo.dateOfBirth": "生年月日", "basicFiveInfo.sex": "性別",
        "isNotDisclosed": "不開示", "medicalSubsidyInsurerNumber": "公費負担者番号",
        "certificationName": "受給者証名", "medicalSubsidyRecipientNumber": "受給者番号",
        "certificationSubKey": "受給者証サブキー", "segment": "区分", "incomeSegment": "所得区分",
        "additionalConditions": "追加条件", "designatedMedicalInstitutions": "指定医療機関",
        "isAlwaysReimbursement": "常に償還払い", "maxCopaymentAmount": "自己負担上限額",
        "validFrom": "有効期間の初日", "validTo": "有効期間の末日", "historyKey": "履歴キー",
        "isDeleted": "削除", "certificationDetail": "券面項目",
    ]

    private static let rules: [String: String] = [
        "required": "ありません", "length": "長さが決まりに合いません", "characters": "使えない文字があります",
        "value": "決められた値ではありません", "date": "日付ではありません", "order": "前の日付より前です",
        "unknown": "公開された項目にありません", "unique": "同じものが二つあります",
        "person": "統合宛名に登録がありません", "number": "個人番号の登録がありません",
        "deletion": "この登録の形では削除を伝えられません", "E-LNK-063": "終わりの日がありません",
    ]

    /// A sentence for people; `nil` where nothing was refused.
    static func sentence(field: String?, rule: String?) -> String? {
        guard field != nil || rule != nil else { return nil }
        let item = field.map { items[$0] ?? $0 } ?? ""
        switch (field, rule) {
        case (nil, let rule?): return silences[rule] ?? "届きませんでした（\(rule)）"
        case ("?", let rule?): return "PMHが理由を示さずに断りました（\(rule)）"
        case (_, let rule?): return "\(item): \(rules[rule] ?? "決まりに合いません")"
        case (_, nil): return "\(item): 決まりに合いません"
        }
    }

    private static let silences: [String: String] = [
        "unreachable": "PMHにつながりませんでした", "timeout": "PMHが時間内に答えませんでした",
        "too-long": "PMHの答えが長すぎました", "busy": "PMHが混んでいました",
        "unauthorised": "PMHが合言葉を受け付けませんでした", "unsent": "送りませんでした",
    ]
}

extension HubLine {
    /// What was wrong, in words; `nil` where nothing was.
    public var problem: String? { HubWording.sentence(field: field, rule: rule) }
}

extension HubLogLine {
    /// What was wrong, in words; `nil` where nothing was.
    public var problem: String? { HubWording.sentence(field: field, rule: rule) }

    /// The outcome in one word.
    public var wording: String {
        switch outcome {
        case "accepted": "受付"
        case "refused": "誤り"
        case "failed": "届かず"
        case "withheld": "同意待ち"
        case "not-needed": "送信不要"
        case "released": "同意あり"
        case "resent": "再送"
        default: outcome
        }
    }
}
