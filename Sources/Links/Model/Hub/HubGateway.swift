// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Whether anything may go to PMH at all. Only System 2 knows, and only its register changes it.
public enum HubState: Hashable, Sendable {
    case off
    /// - Parameters:
    ///   - assessment: the version of 評価書 under which it was switched on.
    ///   - since: when the second officer confirmed it.
    case on(assessment: String, since: Instant)

    public var isOn: Bool { self != .off }
}

/// What became of one parcel.
public enum HubOutcome: Hashable, Sendable {
    /// PMH has it.
    case accepted
    /// PMH, or System 2 before it, says that the content is wrong; sending it again does not help.
    case refused(field: String, rule: String)
    /// Nobody could be reached, or PMH was busy; try again later.
    case failed(String)
}

/// The answer to one parcel.
public struct HubAnswer: Hashable, Sendable {
    public let outcome: HubOutcome
    /// The status of HTTP; `nil` where nothing was sent or nothing came back.
    public let status: Int?
    /// The request of System 2 in which it went out; `nil` where none did.
    public let request: Int64?

    public init(_ outcome: HubOutcome, status: Int? = nil, request: Int64? = nil) {
        self.outcome = outcome
        self.status = status
        self.request = request
    }
}

/// One row as PMH says that it holds it.
public struct HubHolding: Hashable, Sendable {
    public let key: String
    public let recipientNumber: String
    public let from: CivilDate
    public let through: CivilDate
    public let isDeleted: Bool
    /// 不開示.
    public let isNotDisclosed: Bool

    public init(
        key: String, recipientNumber: String, from: CivilDate, through: CivilDate,
        isDeleted: Bool, isNotDisclosed: Bool
    ) {
        self.key = key
        self.recipientNumber = recipientNumber
        self.from = from
        self.through = through
        self.isDeleted = isDeleted
        self.isNotDisclosed = isNotDisclosed
    }
}

/// PMH as System 1 sees it: behind System 2, by 宛名番号 only.
public protocol HubGateway: Sendable {
    func state() throws -> HubState
    /// Sends parcels; one answer each, in their order.
    /// - Throws: the refusal of System 2 where PMH is off, before any number is opened.
    func send(_ parcels: [HubParcel]) async throws -> [HubAnswer]
    /// Every row that PMH holds of this municipality.
    func holdings() async throws -> [HubHolding]
}
