// SPDX-License-Identifier: Apache-2.0
import Entitlement
public import Vocabulary

/// 公金受取口座 as an inquiry answers it.
///
/// The labels are those of the catalogue (未確認: the standard layout of the data is not public); an
/// answer with other labels is not guessed at but refused.
struct ReceivingAccountAnswer {
    /// 特定個人情報コード of 公金受取口座情報, as the catalogue writes it (未確認).
    static let item = "TM00000000000089"

    private let values: [String: String]

    init(_ answer: [InquiryValue]) { values = answer.byLabel }

    /// - Throws: `ReceivingAccountRefusal.unreadable` where a field is missing or has no form.
    func account() throws(ReceivingAccountRefusal) -> AccountInput {
        guard let bank = values["金融機関コード"], let branch = values["店舗コード"],
            let number = values["口座番号"], let holder = values["口座名義人(カナ)"],
            let word = values["預金種別"],
            let type = BankAccountType.allCases.first(where: {
                $0.rawValue == word || $0.wording == word
            })
        else { throw .unreadable }
        return AccountInput(
            bank: bank, branch: branch, type: type, number: number, holderKana: holder)
    }
}

/// Why a 公金受取口座 cannot be taken over, in order of precedence.
public enum ReceivingAccountRefusal: Refusal, Hashable {
    /// There is no such answered inquiry about this person.
    case notAnswered
    /// No officer has confirmed the answer yet.
    case notConfirmed
    /// The consent was taken back, or is over.
    case noConsent
    /// The answer has other fields than the catalogue.
    case unreadable

    public var code: String {
        switch self {
        case .notAnswered: "E-LNK-094"
        case .notConfirmed: "E-LNK-095"
        case .noConsent: "E-LNK-096"
        case .unreadable: "E-LNK-097"
        }
    }

    public var message: String {
        switch self {
        case .notAnswered: "この人の公金受取口座の照会に、回答がありません。情報照会（2030）で依頼してください。"
        case .notConfirmed: "回答の確認がまだです。情報照会（2030）で内容を確かめ、確認を記録してください。"
        case .noConsent: "公金受取口座を使う同意がありません。本人の同意を記録してから登録してください。"
        case .unreadable: "回答の項目が目録と違うため、口座として読めません。回答の画面を見て、手で登録してください。"
        }
    }
}
