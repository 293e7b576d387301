// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why a step of a migration is not carried out, in order of precedence.
public enum MigrationRefusal: Refusal, Hashable {
    /// A file that is needed is not in the folder.
    case fileMissing(String)
    /// The folder cannot be read.
    case folderMissing
    /// The files are not those of the trial any more.
    case filesChanged
    case unknownTrial
    case unknownProposal
    /// Approved, sent back, or replaced by a later one.
    case proposalSettled
    case notApproved
    /// These very files were loaded before.
    case alreadyLoaded
    /// The old system's own totals are not those of its files.
    case totalsDiffer(Int)
    /// Figures do not add up and no rejected row explains it.
    case unexplained(Int)
    /// Nothing of the files can be taken over.
    case nothingToLoad
    /// No claims of this month stand here.
    case noClaimsOfMonth
    case missingReason
    case missingName
    /// The day of change-over lies in the future.
    case cutoverInFuture
}

extension MigrationRefusal {
    public var code: String {
        switch self {
        case .fileMissing: "E-MIG-019"
        case .folderMissing: "E-MIG-020"
        case .filesChanged: "E-MIG-021"
        case .unknownTrial: "E-MIG-022"
        case .unknownProposal: "E-MIG-023"
        case .proposalSettled: "E-MIG-024"
        case .notApproved: "E-MIG-025"
        case .alreadyLoaded: "E-MIG-026"
        case .totalsDiffer: "E-MIG-027"
        case .unexplained: "E-MIG-028"
        case .nothingToLoad: "E-MIG-029"
        case .noClaimsOfMonth: "E-MIG-030"
        case .missingReason: "E-MIG-031"
        case .missingName: "E-MIG-032"
        case .cutoverInFuture: "E-MIG-033"
        }
    }

    public var message: String {
        switch self {
        case .fileMissing(let name):
            "移行のファイル「\(name)」がありません。フォルダーに置いてから始めてください。"
        case .folderMissing:
            "移行のフォルダーを読めません。フォルダーの場所と権限を確認してください。"
        case .filesChanged:
            "ファイルが試し移行のときと違います。もう一度試し移行を行ってください。"
        case .unknownTrial: "試し移行の記録が見つかりません。一覧を開き直してください。"
        case .unknownProposal: "移行の起案が見つかりません。一覧を開き直してください。"
        case .proposalSettled: "この起案は処理済みです。一覧を開き直してください。"
        case .notApproved: "移行は決裁されていません。別の職員の決裁を受けてから実行してください。"
        case .alreadyLoaded: "このファイルは移行済みです。同じものは二度移しません。"
        case .totalsDiffer(let count):
            "旧システムの件数・金額の控えと合わないファイルが\(count)個あります。受け渡しの途中で欠けていないか確認してください。"
        case .unexplained(let count):
            "エラー一覧で説明のつかない差が\(count)件あります。差異報告を確認してください。"
        case .nothingToLoad: "移せる記録がありません。エラー一覧を確認してください。"
        case .noClaimsOfMonth: "この請求年月のレセプトがまだ取り込まれていません。取り込んでから比較してください。"
        case .missingReason: "理由が入力されていません。理由を入力してください。"
        case .missingName: "旧システムの名称が入力されていません。名称を入力してください。"
        case .cutoverInFuture: "切替日が今日より後です。日付を確認してください。"
        }
    }
}
