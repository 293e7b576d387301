// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Who has to pay instead of the scheme.
public enum LiabilityKind: String, Sendable, CaseIterable, Hashable {
    /// 第三者行為: somebody caused it (交通事故 …); the city claims its part back from them (求償).
    case thirdParty = "third-party"
    /// 災害共済: an accident under a school's care; 日本スポーツ振興センター pays the family.
    case sportsCouncil = "sports-council"

    /// The word on screens.
    public var wording: String {
        switch self {
        case .thirdParty: "第三者行為"
        case .sportsCouncil: "災害共済（学校の管理下）"
        }
    }
}

/// An accident (第三者行為等返還記録票), as a fold over what happened to it.
public struct Liability: Hashable, Sendable {
    public let id: Int64
    public let child: AddresseeNumber
    public let recipient: AddresseeNumber
    public let kind: LiabilityKind
    public let happenedOn: CivilDate
    public let reportedOn: CivilDate
    /// The other party, its insurer, or the school.
    public let counterpart: String
    public let circumstances: String
    public let officer: String
    /// The newest word about each benefit.
    public internal(set) var benefits: [Benefit] = []
    public internal(set) var events: [Event] = []
    public internal(set) var claimsBack: [ClaimBack] = []

    /// A benefit that was looked at, with its figures as they are now: a form that was decided after it
    /// was marked, and a claim that was taken back, count as they stand.
    public struct Benefit: Hashable, Sendable {
        public let source: LedgerEntry.Source
        /// Whether the accident touches it.
        public let isTouched: Bool
        public let totalCost: Yen
        /// What the scheme has paid for it.
        public let paid: Yen
    }

    /// Something that happened.
    public struct Event: Hashable, Sendable {
        public enum Kind: String, Sendable, CaseIterable, Hashable {
            /// 求償: claimed from the other party.
            case claimed
            /// 示談・過失割合の合意.
            case agreed
            case received
            case closed

            public var wording: String {
                switch self {
                case .claimed: "求償"
                case .agreed: "合意"
                case .received: "入金"
                case .closed: "終了"
                }
            }
        }

        public let kind: Kind
        public let on: CivilDate
        public let amount: Yen
        public let note: String
        public let officer: String
        /// Zero before it is written down.
        public internal(set) var id: Int64 = 0
        /// Of a receipt: it was recorded wrongly and counts no more.
        public internal(set) var reversal: ReceiptReversal?
    }

    /// Whether money may come in although it is closed: what was recorded wrongly is recorded anew.
    public var isPutRight: Bool {
        outstanding > .zero && events.contains { $0.reversal != nil }
    }
    /// Whether something is waited for from outside: of another party the money, of 日本スポーツ振興センター
    /// until the accident is closed.
    var isAwaited: Bool {
        switch kind {
        case .thirdParty: outstanding > .zero && (!isClosed || isPutRight)
        case .sportsCouncil: !isClosed
        }
    }
    public var isClosed: Bool { events.contains { $0.kind == .closed } }
    public var touched: [Benefit] { benefits.filter(\.isTouched) }
    /// What the scheme has paid for the accident.
    public var paid: Yen { touched.reduce(.zero) { $0 + $1.paid } }
    /// The newest claim of the city: what was agreed, else what was claimed.
    public var claimed: Yen {
        events.last { $0.kind == .agreed || $0.kind == .claimed }?.amount ?? .zero
    }
    public var received: Yen {
        events.filter { $0.kind == .received && $0.reversal == nil }.reduce(.zero) {
            $0 + $1.amount
        }
    }
    /// What the other party still owes: what the family gives back is not asked for twice.
    public var outstanding: Yen {
        max(.zero, owed(by: claimed, givenBack: claimedBack) - received)
    }
    /// 調定額: what the other party owes by the newest claim; zero while nothing is claimed. What the
    /// family is to give back is taken off once it is decided. Once it is closed nothing is open, except
    /// what was recorded wrongly.
    public var assessed: Yen {
        let owed = owed(by: claimed, givenBack: claimsBack.givenBack)
        return isClosed && !isPutRight ? min(owed, received) : owed
    }
    /// What the other party owes by a claim, when the family gives something back instead.
    private func owed(by claim: Yen, givenBack: Yen) -> Yen {
        max(.zero, min(claim, paid - givenBack))
    }
    /// What the family may be asked to give back yet, less all proposals that were not sent back.
    ///
    /// - Throws: `.schemeUnset` where the book says nothing about 災害共済 on the day.
    func leftToGiveBack(law: BenefitLaw) throws(BenefitsRefusal) -> Yen {
        try RecordLiability.mostToGiveBack(self, law: law) - claimedBack
    }
    /// What the family was asked to give back, or is about to be.
    public var claimedBack: Yen {
        claimsBack.reduce(.zero) { $0 + $1.counted }
    }

    /// Whether a treatment may belong to it.
    func mayTouch(_ month: YearMonth) -> Bool { month >= happenedOn.yearMonth }

    /// Whether an application may belong to it: receipts that all say a day before it do not.
    func mayTouch(_ input: ReimbursementInput) -> Bool {
        guard mayTouch(input.treatmentMonth) else { return false }
        guard !input.slips.isEmpty else { return true }
        return input.slips.contains { slip in slip.treatedOn.map { $0 >= happenedOn } ?? true }
    }

    /// What this accident means for an application: `nil` where it has nothing to do with it.
    public func touches(_ input: ReimbursementInput, id: Int64) -> Touch? {
        switch benefits.first(where: { $0.source == .reimbursement(id) })?.isTouched {
        case true?: .touched
        case false?: nil
        case nil: !isClosed && mayTouch(input) ? .open : nil
        }
    }

    /// Whether a clerk has said that a benefit belongs to the accident.
    public enum Touch: Sendable, Hashable {
        case touched
        /// On days of the accident; nobody has said it yet.
        case open

        public var wording: String {
            switch self {
            case .touched: "事故による"
            case .open: "未確認"
            }
        }
    }
}

/// Money that a family has to give back because somebody else pays, as proposed.
public struct ClaimBack: Hashable, Sendable {
    public enum Outcome: String, Sendable, Hashable {
        case approved
        case sentBack = "sent-back"

        public var wording: String {
            switch self {
            case .approved: "決裁済み"
            case .sentBack: "差戻し"
            }
        }
    }

    /// What it is about.
    public enum Cause: Hashable, Sendable {
        case liability(Int64)
        case proxy(Int64)
    }

    public let id: Int64
    public let cause: Cause
    public let child: AddresseeNumber
    public let recipient: AddresseeNumber
    public let amount: Yen
    public let explanation: String
    public let proposer: String
    /// `nil` while it waits for the second officer.
    public let outcome: Outcome?
    /// The day of the outcome.
    public let decidedOn: CivilDate?
    /// The recovery of 支払.
    public let recovery: Int64?
    /// What of it the family was asked for, or is about to be: nothing where it was sent back; of a recovery
    /// that was withdrawn, once 支払 was asked (`ClaimsBack.counted`), only what came in.
    public internal(set) var counted: Yen

    init(
        id: Int64, cause: Cause, child: AddresseeNumber, recipient: AddresseeNumber, amount: Yen,
        explanation: String, proposer: String, outcome: Outcome?, decidedOn: CivilDate?,
        recovery: Int64?
    ) {
        self.id = id
        self.cause = cause
        self.child = child
        self.recipient = recipient
        self.amount = amount
        self.explanation = explanation
        self.proposer = proposer
        self.outcome = outcome
        self.decidedOn = decidedOn
        self.recovery = recovery
        counted = outcome == .sentBack ? .zero : amount
    }
}

extension [ClaimBack] {
    /// What a second officer has decided about, with the day: a proposal is no claim yet.
    public var decided: [(on: CivilDate, amount: Yen)] {
        filter { $0.outcome == .approved }
            .compactMap { back in back.decidedOn.map { (on: $0, amount: back.counted) } }
    }
    var givenBack: Yen { decided.reduce(.zero) { $0 + $1.amount } }
}
