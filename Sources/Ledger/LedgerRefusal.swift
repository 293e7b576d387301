// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why a month of the log cannot end.
public enum LedgerRefusal: Refusal, Equatable {
    case monthNotOver(YearMonth)
    case monthExpired(YearMonth)
    case monthEmpty(YearMonth)
    /// Written before the months were sealed: there is no key to destroy.
    case monthUnsealed(YearMonth)

    public var code: String {
        switch self {
        case .monthNotOver: "E-LED-001"
        case .monthExpired: "E-LED-002"
        case .monthEmpty: "E-LED-003"
        case .monthUnsealed: "E-LED-004"
        }
    }

    public var message: String {
        switch self {
        case .monthNotOver(let month):
            "\(month)の記録は、月が終わるまで満了にできません。翌月以降に行ってください。"
        case .monthExpired(let month):
            "\(month)の記録は、すでに満了しています。記録の保存の一覧で確かめてください。"
        case .monthEmpty(let month):
            "\(month)の記録はありません。月を確かめてください。"
        case .monthUnsealed(let month):
            "\(month)の記録は、月ごとの鍵で封をする前の形なので、鍵の廃棄では消せません。台帳ごとの保存期間の満了を待って、庫ごと廃棄してください。"
        }
    }
}
