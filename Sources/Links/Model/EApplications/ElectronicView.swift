// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What the formal check (形式審査) finds; none of it decides anything.
public enum FormalFinding: Hashable, Sendable {
    case unscanned(count: Int)
    case infected(title: String)
    case attachmentMissing(title: String)
    case unsigned
    case signatureInvalid
    case notExplained
    /// Digits that may be a 個人番号 stood in items where nobody asked for one.
    case numberHidden(items: [String])
    /// - Parameter doubt: why System 2 linked nobody, in Japanese.
    case unmatched(ElectronicPart, doubt: String)
    /// The register says something else of these items.
    case differs(ElectronicPart, items: [String])

    public var wording: String {
        switch self {
        case .unscanned(let count): "ウイルス検査を待っている添付ファイルが\(count)件あります"
        case .infected(let title): "「\(title)」からウイルスが見つかりました。開けません"
        case .attachmentMissing(let title): "添付「\(title)」がありません"
        case .unsigned: "電子署名がありません。本人確認の方法を記録してください"
        case .signatureInvalid: "電子署名の検証に不合格です"
        case .notExplained: "利用目的の説明への確認がありません"
        case .numberHidden(let items):
            "個人番号らしい数字が書かれていたため、伏せて受け取りました（\(items.joined(separator: "、"))）"
        case .unmatched(let part, let doubt): "\(part.wording): \(doubt)"
        case .differs(let part, let items):
            "\(part.wording): 住民記録と違う項目があります（\(items.joined(separator: "、"))）"
        }
    }
}

/// One person of an application: what the form says beside what the register says.
public struct ElectronicSide: Hashable, Sendable {
    public let part: ElectronicPart
    public let stated: StatedPerson
    /// Whom the comparison is with; `nil` while nobody is chosen.
    public let number: AddresseeNumber?
    /// Why System 2 linked nobody.
    public let doubt: String?
    /// The case of the work queue of System 2 (screen 2020).
    public let waitingCase: Int64?
    /// Item by item; empty while nobody is chosen.
    public let lines: [ComparedLine]
    /// Who else may be meant; empty where System 2 is certain.
    public let candidates: [ApplicantCandidate]
}

/// Everything that screen 1160 shows of one application.
public struct ElectronicView: Hashable, Sendable {
    public let application: ElectronicApplication
    public let applicant: ElectronicSide
    public let child: ElectronicSide
    /// Everything the form says besides the two persons.
    public let items: [StatedItem]
    /// What the office knows of insurance and account, beside what the form says.
    public let registered: [ComparedLine]
    public let attachments: [ElectronicAttachment]
    public let findings: [FormalFinding]
    public let history: [ElectronicHistoryLine]
    public let allowed: Set<ElectronicCommand>
}
