// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why an installation is not made or not opened, in order of precedence.
public enum InstallationRefusal: Refusal, Equatable {
    case unknownScheme(String)
    case folderIsTaken(String)
    case notInstalled(String)
    case noOriginator
    /// A desk for real people opens only with a second factor.
    case noSecondFactor
    case secondFactorUnusable(String)
    /// A file of limits or of the scanner among the keys cannot be used.
    case limitsUnusable(String, String)

    public var code: String {
        switch self {
        case .unknownScheme: "E-CMD-101"
        case .folderIsTaken: "E-CMD-102"
        case .notInstalled: "E-CMD-103"
        case .noOriginator: "E-CMD-104"
        case .noSecondFactor: "E-CMD-105"
        case .secondFactorUnusable: "E-CMD-106"
        case .limitsUnusable: "E-CMD-107"
        }
    }

    public var message: String {
        switch self {
        case .unknownScheme(let id):
            "制度の本「\(id)」がありません。scheme list で名前を確かめてください。"
        case .folderIsTaken(let folder):
            "\(folder) には既にファイルがあるため、新しく作りません。空のフォルダか、まだないフォルダを指定してください。"
        case .notInstalled(let folder):
            "\(folder) に庫と鍵がそろっていません。場所を確かめるか、init で作ってください。"
        case .noOriginator:
            "振込依頼人（金融機関の委託者コードと口座）が設定されていないため、振込データを作れません。管理者が設定してください。"
        case .noSecondFactor:
            "認証器（二要素目）の設定がないため、画面を開きません。passkey setup で設定してください。"
        case .secondFactorUnusable(let why):
            "認証器の設定 passkeys.json が使えません：\(why)。passkey setup で書き直すか、直してください。"
        case .limitsUnusable(let file, let why):
            "鍵のフォルダの \(file) が使えません：\(why)。直してから開いてください。"
        }
    }
}
