// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 審査請求の受付: somebody asks for a review of a decision of the office.
public struct AppealInput: Hashable, Sendable {
    public var child: AddresseeNumber
    public var appellant: AddresseeNumber
    /// The document number of the notice, or the decision in words; names nobody.
    public var against: String
    /// The day of the decision.
    public var decidedOn: CivilDate
    /// The day on which the person knew of it (the notice arrived).
    public var knownOn: CivilDate
    public var receivedOn: CivilDate
    /// 正当な理由, where it comes after the last day.
    public var lateReason: String?

    public init(
        child: AddresseeNumber, appellant: AddresseeNumber, against: String,
        decidedOn: CivilDate, knownOn: CivilDate, receivedOn: CivilDate,
        lateReason: String? = nil
    ) {
        self.child = child
        self.appellant = appellant
        self.against = against
        self.decidedOn = decidedOn
        self.knownOn = knownOn
        self.receivedOn = receivedOn
        self.lateReason = lateReason
    }
}

/// What happens in the course of an appeal.
public enum AppealEvent: String, Sendable, CaseIterable {
    /// 弁明書.
    case explanation
    /// 審理 (反論書・口頭意見陳述).
    case hearing
    /// 行政不服審査会への諮問・答申.
    case consultation
    /// 取下げ.
    case withdrawn
    /// 裁決.
    case ruled

    public var wording: String {
        switch self {
        case .explanation: "弁明書の提出"
        case .hearing: "審理（反論書・口頭意見陳述）"
        case .consultation: "審査会への諮問・答申"
        case .withdrawn: "取下げ"
        case .ruled: "裁決"
        }
    }

    /// Whether the appeal is over with it.
    public var ends: Bool { self == .withdrawn || self == .ruled }
}

/// 裁決の結果.
public enum AppealRuling: String, Sendable, CaseIterable {
    case inadmissible, dismissed, upheld
    case partlyUpheld = "partly-upheld"

    public var wording: String {
        switch self {
        case .inadmissible: "却下（不適法）"
        case .dismissed: "棄却（決定のとおり）"
        case .upheld: "認容（決定を取り消す・変える）"
        case .partlyUpheld: "一部認容"
        }
    }

    /// Whether the decision has to be corrected.
    public var changesDecision: Bool { self == .upheld || self == .partlyUpheld }
}

/// An appeal with its course.
public struct Appeal: Hashable, Sendable {
    public struct Step: Hashable, Sendable {
        public let event: AppealEvent
        public let on: CivilDate
        public let ruling: AppealRuling?
        public let note: String
        public let officer: String
        public let recordedAt: Instant
    }

    public let id: Int64
    public let input: AppealInput
    /// The last day by the national book; `nil` where it does not know.
    public let lastDay: CivilDate?
    public let officer: String
    public let recordedAt: Instant
    public let steps: [Step]

    public var isOpen: Bool { !steps.contains { $0.event.ends } }
    public var ruling: AppealRuling? { steps.last { $0.ruling != nil }?.ruling }
    public var isLate: Bool { lastDay.map { input.receivedOn > $0 } ?? false }
    /// In one word for the list.
    public var standing: String {
        guard let last = steps.last else { return "受付" }
        return last.ruling?.wording ?? last.event.wording
    }
}
