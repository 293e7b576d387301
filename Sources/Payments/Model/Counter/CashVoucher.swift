// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Who fetched the money (受取人).
public enum CashReceiver: String, CaseIterable, Sendable, Hashable {
    case recipient, agent

    /// The word on screens.
    public var wording: String {
        switch self {
        case .recipient: "受給者本人"
        case .agent: "代理人"
        }
    }
}

/// How the officer at the counter knew who stood there, and what was signed.
public struct CashIdentification: Hashable, Sendable {
    public var receiver: CashReceiver
    /// What was shown (運転免許証 …); its number is not kept.
    public var document: String
    /// The paper that lets an agent receive (委任状 …); only for an agent.
    public var authority: String?
    /// The number of the signed receipt (受領証).
    public var receipt: String

    public init(
        receiver: CashReceiver, document: String, authority: String? = nil, receipt: String
    ) {
        self.receiver = receiver
        self.document = document
        self.authority = authority
        self.receipt = receipt
    }

    /// Whether everything is there; an agent, and nobody else, shows a paper.
    var isComplete: Bool {
        [document, receipt, authority ?? "-"].allSatisfy { !$0.allSatisfy(\.isWhitespace) }
            && (receiver == .agent) == (authority != nil)
    }
}

/// What one recipient gets at the counter (窓口払の支払票).
public struct CashVoucher: Hashable, Sendable {
    /// Where it stands.
    public enum State: String, CaseIterable, Sendable {
        case open, identified, paid, unclaimed

        /// The word on screens.
        public var wording: String {
            switch self {
            case .open: "受取待ち"
            case .identified: "確認済・交付待ち"
            case .paid: "交付済"
            case .unclaimed: "受取なし"
            }
        }
    }

    public let id: Int64
    public let run: Int64
    public let sequence: Int
    public let recipient: AddresseeNumber
    public let amount: Yen
    public let items: Int
    /// The newest look at who stands there.
    public let identification: CashIdentification?
    /// Who looked.
    public let identifiedBy: String?
    let identificationID: Int64?
    public let outcomeOn: CivilDate?
    /// Who handed the money over, or closed the counter.
    public let settledBy: String?
    public let state: State
}
