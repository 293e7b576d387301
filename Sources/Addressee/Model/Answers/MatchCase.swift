// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// A line of the work queue (名寄せ・突合の確認待ち).
public struct MatchCaseLine: Sendable, Hashable {
    public let id: Int64
    /// Where the question comes from, in words.
    public let sourceTitle: String
    /// The 宛名番号 that came with it; `nil` when none came.
    public let addressee: AddresseeNumber?
    public let why: MatchDoubt
    public let since: Instant
    /// The name as it was stated.
    public let name: Masked
    /// Persons to compare with.
    public let candidates: Int
    /// Rows of the resident feed that wait for the decision.
    public let heldRows: Int
}

/// A case of the work queue with its candidates side by side, as the reader may see it: masked by
/// the field policy, and without the place of anybody under a protection measure (支援措置).
public struct MatchCase: Sendable, Hashable {
    /// One item as it was stated.
    public struct Stated: Sendable, Hashable {
        public let item: FourItemComparison.Item
        public let text: Masked
    }

    /// One item of a candidate beside it.
    public struct Line: Sendable, Hashable {
        public let item: FourItemComparison.Item
        public let registered: Masked
        public let verdict: FourItemComparison.Verdict
    }

    /// A person who may be meant.
    public struct Person: Sendable, Hashable {
        public let addressee: AddresseeNumber
        public let origin: AddresseeOrigin
        /// The statement that agrees best is not the current one.
        public let isFromHistory: Bool
        public let isProtected: Bool
        public let lines: [Line]
        /// How many items agree, of those that may be compared openly.
        public let agreements: Int
    }

    public let id: Int64
    public let sourceTitle: String
    public let addressee: AddresseeNumber?
    public let why: MatchDoubt
    public let since: Instant
    public let heldRows: Int
    /// Somebody in the case is under a protection measure: no place is shown.
    public let isProtected: Bool
    public let stated: [Stated]
    /// Best agreement first.
    public let candidates: [Person]
}

/// What an officer decided about a case, newest first on the screen.
public struct MatchDecisionLine: Sendable, Hashable {
    public let caseID: Int64
    /// The person meant; `nil` for 別人.
    public let addressee: AddresseeNumber?
    public let reason: String
    public let officer: String
    public let at: Instant
}

/// What a decision brought about.
public struct MatchEffect: Sendable, Hashable {
    /// Rows of the resident feed that are changes of the person now.
    public internal(set) var taken = 0
    /// Rows that are not taken in: they were about somebody else.
    public internal(set) var dropped = 0
    /// Rows that ask another question, in a case of its own.
    public internal(set) var askedAgain = 0
    /// The 宛名番号 of the case belongs to the person chosen now.
    public internal(set) var isTied = false
    /// The two persons of the case were brought together (名寄せ).
    public internal(set) var isMerged = false
    /// Persons numbered by it.
    public internal(set) var numbered = 0

    /// In words, for the officer.
    public var sentence: String {
        let parts = [
            isTied ? "宛名番号を、選んだ方につなぎました" : nil,
            isMerged ? "二人を同じ方として名寄せしました" : nil,
            numbered > 0 ? "別の方として新しく付番しました" : nil,
            taken > 0 ? "異動\(taken)件を反映しました" : nil,
            dropped > 0 ? "異動\(dropped)件は取り込みません。住民記録の担当に、正しい宛名番号での送り直しを求めてください" : nil,
            askedAgain > 0 ? "異動\(askedAgain)件は、別の確認待ちになりました" : nil,
        ].compactMap(\.self)
        return parts.isEmpty ? "決定を記録しました" : parts.joined(separator: "。")
    }
}

extension PeerName {
    /// Where a case comes from.
    var wording: String {
        switch self {
        case .residentRegister: "住民異動の取込"
        case .tax: "税務システム"
        case .intermediateServer: "中間サーバー"
        case .intermediateTerminal: "中間サーバー端末"
        case .welfare: "福祉総合システム"
        }
    }
}

extension FourItemComparison.Item {
    /// Who may see the item.
    var field: Field {
        switch self {
        case .name: .name
        case .kana: .kana
        case .sex: .sex
        case .born: .birthDate
        case .address: .address
        }
    }
}
