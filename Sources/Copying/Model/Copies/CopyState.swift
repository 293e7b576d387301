// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Where a copy stands: asked for, approved by another officer, written once, handed out.
public enum CopyState: String, CaseIterable, Sendable {
    case waiting, approved, refused, withdrawn, expired, written, handed

    public var title: String {
        switch self {
        case .waiting: "承認待ち"
        case .approved: "承認済み（作成待ち）"
        case .refused: "不承認"
        case .withdrawn: "取下げ"
        case .expired: "期限切れ"
        case .written: "作成済み（搬送の記録待ち）"
        case .handed: "引渡し済み"
        }
    }
}

/// What happened to a request after it was made.
public enum CopyStep: String, CaseIterable, Sendable {
    case approved, refused, withdrawn
}

/// In which form a copy is written.
public enum CopyFormat: String, CaseIterable, Sendable {
    case csv, xlsx

    public var title: String {
        switch self {
        case .csv: "CSV（UTF-8、式になる字を打ち消したもの）"
        case .xlsx: "Excel（XLSX、字の欄は字として）"
        }
    }
}

/// A request for a copy, with what became of it.
public struct CopyCase: Hashable, Sendable {
    public let id: Int64
    public let recordedAt: Instant
    public let question: ListQuestion
    public let format: CopyFormat
    public let recipient: String
    public let recipientName: String
    public let recipientClass: RecipientClass
    public let key: CopyPublicKey
    /// What the copy is used for.
    public let use: String
    public let reason: String
    public let requester: String
    public let expiresAt: Instant
    public internal(set) var steps: [Step] = []
    public internal(set) var container: WrittenContainer?
    public internal(set) var transports: [Transport] = []

    public struct Step: Hashable, Sendable {
        public let step: CopyStep
        public let officer: String
        public let reason: String?
        public let at: Instant
    }

    /// The state at a moment: what nobody approved or wrote in time is over.
    public func state(at now: Instant) -> CopyState {
        if container != nil {
            return transports.contains { $0.event == .handed } ? .handed : .written
        }
        if steps.contains(where: { $0.step == .withdrawn }) { return .withdrawn }
        if steps.contains(where: { $0.step == .refused }) { return .refused }
        if now >= expiresAt { return .expired }
        return approver == nil ? .waiting : .approved
    }

    public var approver: String? { steps.first { $0.step == .approved }?.officer }
}

/// A container that was written: once a request, numbered without gaps.
public struct WrittenContainer: Hashable, Sendable {
    /// `C000001`.
    public let number: String
    /// Its place in the row of all containers, from 1.
    public let counter: Int
    public let rows: Int
    public let bytes: Int
    /// SHA-256 of the container in hexadecimal.
    public let digest: String
    public let file: String
    public let writer: String
    public let at: Instant
}

/// What happened to a medium that carries a container.
public struct Transport: Hashable, Sendable {
    public enum Event: String, CaseIterable, Sendable {
        case handed, returned, destroyed

        public var title: String {
            switch self {
            case .handed: "引渡し"
            case .returned: "返却"
            case .destroyed: "廃棄"
            }
        }
    }

    public let event: Event
    /// The number on the medium (媒体管理番号).
    public let medium: String
    /// Who carries it, or received or destroyed it.
    public let carrier: String
    /// Where it goes, inside the office.
    public let destination: String
    /// How it is protected on the way (施錠ケースなど).
    public let protection: String
    public let on: CivilDate
    /// The officer who recorded it; `nil` before it is recorded.
    public let officer: String?

    public init(
        _ event: Event, medium: String, carrier: String, destination: String, protection: String,
        on: CivilDate, officer: String? = nil
    ) {
        self.event = event
        self.medium = medium
        self.carrier = carrier
        self.destination = destination
        self.protection = protection
        self.on = on
        self.officer = officer
    }

    /// - Throws: `.transportMissing`.
    func check() throws(CopyingRefusal) {
        let words = [
            (medium, "媒体の番号"), (carrier, "運ぶ人・受け取った人"), (destination, "行き先"),
            (protection, "施錠などの方法"),
        ]
        for (text, title) in words where text.allSatisfy(\.isWhitespace) {
            throw .transportMissing(title)
        }
    }
}
