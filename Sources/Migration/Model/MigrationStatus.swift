// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Where a migration stands.
public enum MigrationStatus: String, Sendable, CaseIterable {
    /// Tried only.
    case tried
    case proposed, approved
    case sentBack = "sent-back"
    /// Some of it is written.
    case loading
    case done

    public var wording: String {
        switch self {
        case .tried: "試し済み"
        case .proposed: "決裁待ち"
        case .approved: "決裁済み（実行前）"
        case .sentBack: "差戻し"
        case .loading: "実行中"
        case .done: "完了"
        }
    }
}

/// A migration as lists and pages show it: one trial with what became of it.
public struct MigrationCase: Hashable, Sendable {
    /// The number of the trial.
    public let id: Int64
    public let digest: String
    public let name: String
    public let cutover: CivilDate
    public let children: Int
    public let slices: Int
    public let issues: Int
    public let unexplained: Int
    public let wrongTotals: [OldFile]
    public let officer: String
    public let triedAt: Instant
    public let proposal: Int64?
    public let proposer: String?
    public let reason: String?
    /// Who approved it or sent it back.
    public let decider: String?
    public let sentBack: String?
    public let slicesDone: Int
    /// Rows written so far.
    public let written: Int
    public let doneAt: Instant?
    let outcome: String?

    public var status: MigrationStatus {
        if doneAt != nil { return .done }
        guard proposal != nil else { return .tried }
        switch outcome.flatMap({ MigrationStatus(rawValue: $0) }) {
        case .approved: return slicesDone > 0 ? .loading : .approved
        case .sentBack: return .sentBack
        default: return .proposed
        }
    }
}
