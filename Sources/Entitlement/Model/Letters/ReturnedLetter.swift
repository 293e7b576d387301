// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why the post brought a letter back (返戻の理由).
public enum ReturnCause: String, Sendable, CaseIterable {
    case unknownAddress = "unknown-address"
    case noSuchAddress = "no-such-address"
    case moved
    case notCollected = "not-collected"
    case refused, other

    public var wording: String {
        switch self {
        case .unknownAddress: "あて所に尋ねあたりません"
        case .noSuchAddress: "あて名不完全"
        case .moved: "転居先不明"
        case .notCollected: "保管期間経過"
        case .refused: "受取拒絶"
        case .other: "その他"
        }
    }
}

/// What is done about a letter that came back.
public enum ReturnOutcome: String, Sendable, CaseIterable {
    /// Sent again, as another envelope.
    case resent
    /// 窓口で渡した.
    case handedOver = "handed-over"
    /// 公示送達.
    case published
    /// 保管: nothing more can be done now.
    case kept

    public var wording: String {
        switch self {
        case .resent: "送り直した"
        case .handedOver: "窓口で渡した"
        case .published: "公示送達をした"
        case .kept: "保管する"
        }
    }
}

/// The next thing to do about a letter that came back; the officer decides.
public enum ReturnStep: String, Sendable, CaseIterable {
    case checkDeath, reissue, research, callAndResend, publish
    /// A letter to a party outside.
    case checkParty, resendParty

    public var wording: String {
        switch self {
        case .checkDeath: "受給者が死亡しています。送り先と資格を確かめてください。"
        case .reissue: "住民記録が通知の後に新しくなっています。いまの送り先で再発行してください。"
        case .research: "住民票・戸籍の附票・電話で居所を調べ、送付先を登録してから再発行してください。"
        case .callAndResend: "届いていますが受け取られていません。電話で知らせ、再発行するか窓口で渡してください。"
        case .publish: "決定の通知です。居所が分からないときは、公示送達を検討してください。"
        case .checkParty: "宛先の名称と所在地を調べ、違っていれば、事故の記録から新しい文書を発行して、その封筒番号を入力してください。"
        case .resendParty:
            "同じ宛先に送り直すときは、封筒番号を空欄のまま「送り直した」を記録し、事故の記録から再発行して、発送管理で発送を記録してください。"
        }
    }
}

/// A letter that came back and is not settled.
public struct ReturnedLetter: Hashable, Sendable {
    public let id: Int64
    public let envelope: String
    /// `nil` for a letter to a party outside.
    public let paper: Paper?
    /// Of a letter to a party outside the family that it is about.
    public let recipient: AddresseeNumber
    public let cause: ReturnCause
    public let returnedOn: CivilDate
    public let note: String?
    public let postedAt: Instant
    public let documentNumber: String

    /// What to do next, in this order.
    ///
    /// - Parameter person: the recipient as the register knows them now.
    public func next(_ person: ResidentSnapshot?) -> [ReturnStep] {
        if OutsideLetter.parts(of: envelope) != nil { return [.checkParty, .resendParty] }
        if person?.status == .died { return [.checkDeath] }
        var steps: [ReturnStep] = []
        switch cause {
        case .notCollected, .refused: steps.append(.callAndResend)
        case .unknownAddress, .noSuchAddress, .moved, .other:
            if let person, person.asOf > postedAt { steps.append(.reissue) }
            steps.append(.research)
        }
        if isDecision { steps.append(.publish) }
        return steps
    }

    /// A decision takes effect when it arrives: it cannot be given up.
    private var isDecision: Bool {
        switch paper {
        case .notice, .refusal, .payment, .awaiting, .cancellation, .recovery, .demand, .dunning:
            true
        default: false
        }
    }
}
