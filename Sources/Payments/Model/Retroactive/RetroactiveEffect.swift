// SPDX-License-Identifier: Apache-2.0
public import Benefits
import Entitlement
public import Vocabulary

/// One thing that a changed entitlement touches.
public struct RetroactiveEffect: Hashable, Sendable {
    /// What it is, and what carrying the proposal out does with it.
    public enum Kind: String, CaseIterable, Sendable, Hashable {
        /// Paid to an institution through the agency: a 過誤 is filed.
        case claim
        /// Decided and in no schedule: the decision falls.
        case decided
        /// Scheduled, held or come back: the payment ends and the decision falls.
        case scheduled
        /// In a run or at the bank: nothing can be done until it is settled.
        case underWay = "under-way"
        /// Paid: the decision falls and the money is claimed back.
        case paid
        /// Paid by the system used before, in kind or not: the money is claimed back. Nothing of it
        /// is ever paid here.
        case prior
        /// A claim that was refused for want of the entitlement: it is examined again, and taken in.
        case gainedClaim = "gained-claim"
        /// A reimbursement that was refused for want of the entitlement: it is examined again.
        case gainedReimbursement = "gained-reimbursement"

        /// The words on screens.
        public var wording: String {
            switch self {
            case .claim: "現物給付（過誤の申立）"
            case .decided: "償還払い・支給予定前（決定の取消し）"
            case .scheduled: "償還払い・支払前（支払の取りやめ）"
            case .underWay: "償還払い・支払処理中（結果の後にもう一度）"
            case .paid: "償還払い・支払済（返還）"
            case .prior: "前のシステムの給付（返還）"
            case .gainedClaim: "現物給付のエラー（再判定）"
            case .gainedReimbursement: "不支給の償還払い（再審査）"
            }
        }

        /// Whether the entitlement was lost for it.
        public var isLoss: Bool {
            switch self {
            case .claim, .decided, .scheduled, .underWay, .paid, .prior: true
            case .gainedClaim, .gainedReimbursement: false
            }
        }

        /// Whether it can be carried out now.
        public var canBeDone: Bool { self != .underWay }

        /// A decision stays the same thing, however far its payment has come.
        var standing: Kind {
            switch self {
            case .decided, .scheduled, .underWay, .paid: .decided
            case .claim, .prior, .gainedClaim, .gainedReimbursement: self
            }
        }

        /// One thing of this kind among all effects.
        func key(of subject: Int64) -> String { "\(rawValue)-\(subject)" }
    }

    /// What a second look still finds against paying what the entitlement covers again.
    public enum Finding: Hashable, Sendable {
        /// The claim stays on the error list.
        case fault(ClaimFault)
        case hold(ReimbursementHold)
        case refused(ReimbursementReason)

        /// What the digest of a plan says of it.
        var code: String {
            switch self {
            case .fault(let fault): fault.code
            case .hold(let hold): hold.rawValue
            case .refused(let reason): reason.rawValue
            }
        }
    }

    public let kind: Kind
    /// The claim, the decision or the row of the error list.
    public let subject: Int64
    /// The reimbursement of a decision; the claim or error itself otherwise.
    public let record: Int64
    public let recipient: AddresseeNumber?
    public let month: YearMonth
    /// Yen to recover, to stop or to pay; zero where a second look finds something against it.
    public internal(set) var amount: Yen
    /// Only a part of the month is outside: the day of treatment decides, not the machine.
    public let isPartial: Bool
    /// What an insurer pays to the city of it under a mandate (代理受領): of what was paid to the family it
    /// is taken off; an institution gives back all, and the insurer may claim its part.
    public internal(set) var byInsurer: InsurersPart?
    /// Only of what was gained; `nil` where it pays.
    public internal(set) var finding: Finding?

    /// A claim that a second look would leave on the error list.
    public var isInVain: Bool { kind == .gainedClaim && finding != nil }

    /// The key of a tick box.
    public var key: String { kind.key(of: subject) }
}

/// What a changed entitlement of one child touches, as it is known now.
public struct RetroactivePlan: Hashable, Sendable {
    public let child: AddresseeNumber
    /// The newest decision about the entitlement.
    public let history: Int64
    public let effects: [RetroactiveEffect]
    /// Digest of all of it: what a decision is compared with.
    public let digest: String
    /// Claims of which the examining body said that they stand: the family may be asked instead.
    public let upheld: Set<String>
    /// What two officers left out on purpose since that decision.
    public let leftOut: Set<String>

    /// What the machine ticks: whole months that can be done, and that nobody has settled otherwise. A claim
    /// that stays on the error list is put right there.
    public var usual: Set<String> {
        Set(effects.filter { !$0.isPartial && $0.kind.canBeDone && !$0.isInVain }.map(\.key))
            .subtracting(upheld).subtracting(leftOut)
    }

    /// The mandates behind effects, each with what the city has got or gets of them by it.
    public var mandates: [(proxy: Int64, amount: Yen)] {
        Dictionary(grouping: effects.compactMap(\.byInsurer), by: \.proxy)
            .map { (proxy: $0.key, amount: $0.value.reduce(Yen.zero) { $0 + $1.amount }) }
            .sorted { $0.proxy < $1.proxy }
    }

    /// The letters that follow from effects, and how many.
    public func letters(of keys: Set<String>) -> [(title: String, count: Int)] {
        let chosen = effects.filter { keys.contains($0.key) }
        let paid = chosen.count {
            ($0.kind == .paid || $0.kind == .prior) && $0.amount > .zero
        }
        let cancelled = chosen.count {
            [.decided, .scheduled, .paid, .gainedReimbursement].contains($0.kind)
        }
        let refused = chosen.count {
            !$0.isPartial && [.decided, .scheduled, .paid].contains($0.kind)
        }
        let gained = chosen.count { $0.kind == .gainedReimbursement }
        return [
            (Paper.cancellation.wording, cancelled), ("返還決定通知書", paid),
            ("不支給決定通知書（再審査の後）", refused),
            ("支給決定通知書（再審査の後）", gained),
        ].filter { $0.1 > 0 }
    }

    func sum(_ kinds: Set<RetroactiveEffect.Kind>, of keys: Set<String>) -> Yen {
        effects.filter { kinds.contains($0.kind) && keys.contains($0.key) }
            .reduce(.zero) { $0 + $1.amount }
    }
}

/// A proposal as it was written, and what became of it.
public struct RetroactiveProposal: Hashable, Sendable {
    /// What became of it.
    public enum Outcome: String, CaseIterable, Sendable, Hashable {
        case approved
        case sentBack = "sent-back"
        /// Something happened after it was written: it is drawn up anew.
        case overtaken

        /// The word on screens.
        public var wording: String {
            switch self {
            case .approved: "決裁済・実行済"
            case .sentBack: "差戻し"
            case .overtaken: "失効（その後の変更あり）"
            }
        }
    }

    public let id: Int64
    public let key: String
    public let child: AddresseeNumber
    public let history: Int64
    public let digest: String
    /// Yen that go back to the city: claims of the agency and payments.
    public let recover: Yen
    /// Yen that are not paid out any more.
    public let stop: Yen
    /// Yen that an entitlement covers again: claims that are taken in, and what the examination of
    /// reimbursements says.
    public let pay: Yen
    public let explanation: String
    public let proposer: String
    public let proposedAt: Instant
    /// `nil` while it waits.
    public let outcome: Outcome?
    public let decidedBy: String?
    public let reason: String?
}
