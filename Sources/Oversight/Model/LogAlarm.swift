// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The rules that run over the log of each day.
public enum AlarmRule: String, CaseIterable, Sendable {
    case ownRecord, kin, neighbour, colleague, watched, protected
    case unexplainedMany, repeated, manyQuickly, outsideHours, reveals, exports, failedLogins

    public var title: String {
        switch self {
        case .ownRecord: "自分の記録の利用"
        case .kin: "親族・同一世帯の利用"
        case .neighbour: "近隣の人の説明のない利用"
        case .colleague: "同僚の説明のない利用"
        case .watched: "特に注意する人の説明のない利用"
        case .protected: "支援措置対象者の説明のない利用"
        case .unexplainedMany: "説明のない利用が多い"
        case .repeated: "同じ人を説明なく繰り返し利用"
        case .manyQuickly: "短時間に多くの人を利用"
        case .outsideHours: "時間外・閉庁日の利用"
        case .reveals: "全桁・住所の表示が多い"
        case .exports: "データの抽出"
        case .failedLogins: "ログインの失敗が多い"
        }
    }

    init(_ relation: RelationKind) {
        switch relation {
        case .own: self = .ownRecord
        case .kin: self = .kin
        case .neighbour: self = .neighbour
        case .colleague: self = .colleague
        case .watched: self = .watched
        }
    }
}

/// What a rule found.
public struct Finding: Hashable, Sendable {
    public let rule: AlarmRule
    public let officer: String
    public let subject: AddresseeNumber?
    /// The entry of the log that shows it, the first of several.
    public let access: Int64?
    /// How many entries or persons.
    public let amount: Int

    /// The same finding of the same day is one.
    func key(_ day: CivilDate) -> String {
        [day.description, rule.rawValue, officer, subject?.description ?? ""]
            .joined(separator: "|")
    }
}

/// A finding that was written down and waits for a reviewer.
public struct LogAlarm: Hashable, Sendable {
    public let id: Int64
    public let day: CivilDate
    public let finding: Finding
}

/// What a head or an auditor found after asking.
public enum Verdict: String, CaseIterable, Sendable {
    case inDuty = "in-duty"
    case toInvestigate = "to-investigate"

    public var title: String {
        switch self {
        case .inDuty: "業務上の利用と確認"
        case .toInvestigate: "要調査（事故の報告へ）"
        }
    }
}
