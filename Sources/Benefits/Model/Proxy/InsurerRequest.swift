// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Where a letter to an insurer goes.
public struct InsurerOffice: Hashable, Sendable {
    /// 保険者番号.
    public var insurer: String
    public var name: String
    public var postalCode: String
    public var address: String

    public init(insurer: String, name: String, postalCode: String, address: String) {
        self.insurer = insurer
        self.name = name
        self.postalCode = postalCode
        self.address = address
    }
}

/// A letter to an insurer about mandates (高額療養費支給申請書、回答のお願い), as it stands in the book.
public struct InsurerRequest: Hashable, Sendable {
    /// What it is.
    public enum Kind: String, Sendable, CaseIterable, Hashable {
        case claim, reminder

        public var wording: String {
            switch self {
            case .claim: "支給申請"
            case .reminder: "回答のお願い"
            }
        }
    }

    /// One mandate of it.
    public struct Item: Hashable, Sendable {
        public let proxy: Int64
        public let amount: Yen
    }

    public let id: Int64
    public let kind: Kind
    /// The letter that a reminder repeats.
    public let first: Int64?
    public let office: InsurerOffice
    /// 文書番号.
    public let reference: String
    public let issuedOn: CivilDate
    /// Until when the insurer was asked to answer.
    public let dueOn: CivilDate
    public let officer: String
    public internal(set) var items: [Item] = []

    public var total: Yen { items.reduce(.zero) { $0 + $1.amount } }
}
