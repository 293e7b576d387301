// SPDX-License-Identifier: Apache-2.0

/// Ready-made questions to the log (定型の検索). Those that follow a rule of the daily look show the
/// entries behind its alarms; the others ask the log itself.
public enum LogPreset: String, CaseIterable, Sendable {
    case outsideHours, closedDays, manyQuickly
    case ownRecord, kin, colleague, neighbour, watched, protected
    case unexplained, unexplainedMany, repeated
    case reveals, exports, failedLogins, refused
    case sharedID, beyondUsual

    public var title: String {
        switch self {
        case .unexplained: "説明のない利用"
        case .reveals: "全桁・住所の表示"
        case .exports: "データの抽出"
        case .failedLogins: "ログインの失敗"
        case .outsideHours: "時間外・閉庁日の利用"
        case .closedDays: "閉庁日の利用"
        case .refused: "拒まれた操作"
        case .sharedID: "一つの利用者IDを二つの端末で同時に利用"
        case .beyondUsual: "ふだん触れない事務の照会"
        case .manyQuickly, .ownRecord, .kin, .colleague, .neighbour, .watched, .protected,
            .unexplainedMany, .repeated:
            rule?.title ?? rawValue
        }
    }

    /// The rule whose alarms it follows; `nil` where it asks the log itself.
    public var rule: AlarmRule? {
        switch self {
        case .manyQuickly: .manyQuickly
        case .ownRecord: .ownRecord
        case .kin: .kin
        case .colleague: .colleague
        case .neighbour: .neighbour
        case .watched: .watched
        case .protected: .protected
        case .unexplainedMany: .unexplainedMany
        case .repeated: .repeated
        case .outsideHours, .closedDays, .unexplained, .reveals, .exports, .failedLogins,
            .refused, .sharedID, .beyondUsual:
            nil
        }
    }

    /// Days that one question looks through. Those that compare the entries of an officer with one
    /// another read the whole log of these days, again for each page.
    public var mostDays: Int {
        switch self {
        case .sharedID, .beyondUsual: 31
        default: 366
        }
    }

    /// What it finds, with the limits of the office.
    public func meaning(_ terms: OversightTerms) -> String {
        switch self {
        case .outsideHours:
            "\(Self.time(terms.presetOpensAt))〜\(Self.time(terms.presetClosesAt))の外と、閉庁日"
        case .closedDays: "土曜・日曜・祝日・年末年始"
        case .manyQuickly: "\(terms.quickMinutes)分に\(terms.quickPersons)人以上を開いた日"
        case .ownRecord: "登録された職員本人の記録"
        case .kin: "職員と同一世帯・同じ住所で同姓・親子の人"
        case .colleague: "同僚の記録を、事案なしに"
        case .neighbour: "同じ住所・同じ番地の人を、事案なしに"
        case .watched: "登録された人を、事案なしに"
        case .protected: "支援措置対象者を、事案なしに"
        case .unexplained: "事案がなく、理由だけで開いたもの"
        case .unexplainedMany: "説明のない利用が一日に\(terms.unexplainedDay)件以上の職員"
        case .repeated: "同じ人を\(terms.repeatWithin)日のうち\(terms.repeatDays)日以上、説明なく"
        case .reveals: "口座の全桁、支援措置対象者の住所（個人番号を表示する画面はない）"
        case .exports: "抽出、複製の承認、振込データ、ログの出力、本人の記録一式"
        case .failedLogins: "パスワードか認証器の誤り"
        case .refused: "権限・状態などで断られたもの"
        case .sharedID: "別の端末の利用の間に、\(terms.sharedMinutes)分以内で挟まれた利用"
        case .beyondUsual:
            "その職員が前の\(terms.usualWithin)日に\(terms.usualDays)日未満しか行っていない事務で人を照会"
        }
    }

    private static func time(_ minutes: Int) -> String {
        let minute = minutes % 60
        return "\(minutes / 60):\(minute < 10 ? "0" : "")\(minute)"
    }
}
