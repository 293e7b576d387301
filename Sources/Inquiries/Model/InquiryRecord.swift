// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// One row of the record of inquiries that 番号法23条 asks the 照会者 to keep.
public struct InquiryRecord: Sendable, Hashable {
    /// How an inquiry stood when the row was written.
    public enum State: String, Sendable, CaseIterable {
        case asked = "照会依頼済"
        case underWay = "処理中"
        case provided = "結果取得済"
        case refused = "拒否"
        case withdrawn = "取りやめ"
    }

    /// 照会番号.
    public let number: String
    /// 宛名番号 under which the person was asked about.
    public let addressee: AddresseeNumber?
    /// 情報照会者 and 情報提供者.
    public let inquirer: String
    public let provider: String
    public let procedure: String
    public let legalBasis: String
    /// 特定個人情報の項目.
    public let items: String
    public let state: State
    public let requestedAt: Instant
    public let providedAt: Instant?
    public let refusalReason: String?
    /// Number of the 情報提供許可証.
    public let permit: String?
    /// The person may not see the record (支援措置, 不開示).
    public let isWithheld: Bool
    public let recordedAt: Instant
}

/// Which rows of the record are asked for; every given condition must hold.
public struct InquiryRecordQuestion: Sendable, Hashable {
    public var number: String?
    public var addressee: AddresseeNumber?
    /// Days of asking, both included.
    public var from: CivilDate?
    public var until: CivilDate?
    public var limit: Int

    public init(
        number: String? = nil, addressee: AddresseeNumber? = nil, from: CivilDate? = nil,
        until: CivilDate? = nil, limit: Int = 500
    ) {
        self.number = number
        self.addressee = addressee
        self.from = from
        self.until = until
        self.limit = limit
    }
}
