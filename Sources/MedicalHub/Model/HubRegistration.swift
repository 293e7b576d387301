// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Which treatment a row is good for.
public enum HubCare: String, Sendable, CaseIterable, Codable {
    case both, outpatient, inpatient

    var wording: String {
        switch self {
        case .both: "通院・入院"
        case .outpatient: "通院"
        case .inpatient: "入院"
        }
    }
}

/// What System 1 hands over of one row: 宛名番号, the entitlement, no name and no digits.
public struct HubRegistration: Hashable, Sendable {
    public let child: AddresseeNumber
    /// 履歴キー.
    public let key: String
    /// 受給者番号.
    public let recipientNumber: String
    /// 公費負担者番号.
    public let funder: String?
    public let care: HubCare
    public let from: CivilDate
    /// The last day inside.
    public let through: CivilDate
    public let isDeleted: Bool

    public init(
        child: AddresseeNumber, key: String, recipientNumber: String, funder: String?,
        care: HubCare, from: CivilDate, through: CivilDate, isDeleted: Bool
    ) {
        self.child = child
        self.key = key
        self.recipientNumber = recipientNumber
        self.funder = funder
        self.care = care
        self.from = from
        self.through = through
        self.isDeleted = isDeleted
    }
}

/// Rows that go out together or not at all: one entitlement of one child.
public struct HubBundle: Hashable, Sendable {
    public let child: AddresseeNumber
    public let rows: [HubRegistration]

    public init(child: AddresseeNumber, rows: [HubRegistration]) {
        self.child = child
        self.rows = rows
    }
}

/// What became of a bundle.
public struct HubResult: Hashable, Sendable {
    public enum Outcome: Hashable, Sendable {
        case accepted
        case refused(field: String, rule: String)
        case failed(String)
    }

    public let outcome: Outcome
    /// The status of HTTP, where an answer came.
    public let status: Int?
    /// The request in which it went out; `nil` where none did.
    public let request: Int64?

    init(_ outcome: Outcome, status: Int? = nil, request: Int64? = nil) {
        self.outcome = outcome
        self.status = status
        self.request = request
    }
}
