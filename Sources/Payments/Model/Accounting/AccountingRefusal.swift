// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What 会計 refuses.
public enum AccountingRefusal: Refusal, Hashable {
    /// The book leaves the account, the closing day or the year rule open.
    case termsUnset(String)
    /// No budget is on file for a year and account.
    /// (With the name of the account, where it is not that of the payments.)
    case noBudget(FiscalYear, String? = nil)
    /// More than the budget has left.
    case exceedsBudget(left: Yen)
    case documentMissing
    /// The run is not approved yet, or nothing in it is paid from a budget.
    case runNotApproved
    case unknownExpenditure
    case wrongState(ExpenditureStatus)
    /// The run was changed after the order was drawn up.
    case runChanged
    /// The treasurer has not accepted the orders of the run.
    case orderMissing
    /// The treasurer has the order: it must come back before the run does.
    case withTreasurer
    case nothingToHandOver
    /// The payment day lies after the day on which the budget's year is closed.
    case yearClosed(CivilDate)
    /// Nobody has decided the order, or it stands no more: it has no paper.
    case notDecided(ExpenditureStatus)
    /// A year has no income to hand over.
    case noIncome(FiscalYear)

    public var code: String {
        switch self {
        case .termsUnset: "E-PAY-081"
        case .noBudget: "E-PAY-082"
        case .exceedsBudget: "E-PAY-083"
        case .documentMissing: "E-PAY-084"
        case .runNotApproved: "E-PAY-085"
        case .unknownExpenditure: "E-PAY-086"
        case .wrongState: "E-PAY-087"
        case .runChanged: "E-PAY-088"
        case .orderMissing: "E-PAY-089"
        case .withTreasurer: "E-PAY-090"
        case .nothingToHandOver: "E-PAY-091"
        case .yearClosed: "E-PAY-092"
        case .notDecided: "E-PAY-110"
        case .noIncome: "E-PAY-119"
        }
    }

    public var message: String {
        switch self {
        case .termsUnset(let name):
            "制度の値「\(name)」が未設定のため、予算科目または会計年度が決まりません。管理者が制度の値を設定してください。"
        case .noBudget(let year, let account):
            "\(Wareki.text(year))の\(account.map { "「\($0)」の" } ?? "")予算が登録されていません。予算書の番号と額を登録してください。"
        case .exceedsBudget(let left):
            "予算の残りは\(left)です。支出負担行為の額が残りを超えています。補正または流用の後に起案し直してください。"
        case .notDecided(let status):
            "「\(status.wording)」の支出命令の書類は印字できません。決裁が済み、会計管理者に渡す支出命令だけを印字します。決裁の状態を確かめてください。"
        case .noIncome(let year):
            "\(Wareki.text(year))に調定または収入した額がないため、収入の連携データを作れません。年度を確かめてください。"
        case .documentMissing: "根拠の文書番号と0でない額を入力してください。"
        case .runNotApproved:
            "決裁済みの支払処理だけが支出命令を起案できます。支払処理の状態を確かめてください。"
        case .unknownExpenditure: "支出命令が見つかりません。会計の画面を開き直してください。"
        case .wrongState(let status):
            "「\(status.wording)」の支出命令にはこの操作ができません。支出命令の状態を確かめてください。"
        case .runChanged: "起案の後に支払処理の内容が変わっています。差し戻して起案し直してください。"
        case .orderMissing:
            "この支払処理の支出命令を会計管理者がまだ受領していません。会計の画面で支出命令を確かめてください。"
        case .withTreasurer:
            "この支払処理の支出命令は会計管理者に渡っています。返付を受けてから差し戻してください。"
        case .nothingToHandOver: "会計管理者へ渡す支出命令がありません。決裁の状態を確かめてください。"
        case .yearClosed(let day):
            "この予算の年度は\(Wareki.text(day))に出納を閉鎖しています。支払日か年度を確かめてください。"
        }
    }
}
