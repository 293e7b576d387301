// SPDX-License-Identifier: Apache-2.0
public import Safeguards

/// The systems that System 2 may be connected with (seed I-2 システム2③): a closed list. A register
/// that names another is refused at the start.
public enum PeerName: String, CaseIterable, Codable, Sendable, Hashable {
    case residentRegister = "resident-register"
    case tax
    case intermediateServer = "intermediate-server"
    /// 中間サーバー端末: a principal of its own with a certificate of its own.
    case intermediateTerminal = "intermediate-terminal"
    case welfare
}

/// What a peer may ask for.
public enum PeerRequest: String, CaseIterable, Codable, Sendable, Hashable {
    /// 0320001 付番依頼.
    case number
    /// 0310004 住登外者の付番依頼.
    case numberNonResident = "number-non-resident"
    /// 0320021 更新依頼.
    case update
    /// The business no longer uses the person (削除).
    case remove
    /// 0320004 検索.
    case search
    /// 0310005/06 検索と候補.
    case candidates
    /// 各事務システム連携機能: what is tied to a number of the person.
    case answer
    /// 宛名番号 ⇄ 団体内統合宛名番号.
    case convert
    /// 0320008 the addressee data that the 中間サーバー asks for, with the 個人番号.
    case disclose
    /// Who is this? Number and four items, without a 宛名番号.
    case match
    /// 排他.
    case lock
    /// What waits for the peer.
    case notices

    /// Whether it carries or returns a 個人番号: open only to 個人番号利用事務.
    public var isByNumber: Bool {
        switch self {
        case .number, .disclose, .match: true
        case .numberNonResident, .update, .remove, .search, .candidates, .answer, .convert, .lock,
            .notices:
            false
        }
    }
}

/// 業務ID (3 characters) or 独自施策システムID (3 characters): under which of the two a peer works.
public struct Business: Sendable, Hashable {
    public enum Kind: String, Codable, Sendable {
        case standard = "業務ID"
        case ownScheme = "独自施策システムID"
    }

    public let kind: Kind
    public let id: String

    /// `nil` unless the id is three letters or digits in half width.
    public init?(_ kind: Kind, _ id: String) {
        let isWord = id.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
        }
        guard id.utf8.count == 3, isWord else { return nil }
        self.kind = kind
        self.id = id
    }
}

/// A registered peer: what it works under, what it may ask, and which items it is told.
public struct Peer: Sendable, Hashable {
    public let name: PeerName
    public let title: String
    public let business: Business
    /// Registered as 個人番号利用事務 (番号法9条). Without it no request by number is looked at.
    public let usesNumbers: Bool
    public let requests: Set<PeerRequest>
    public let fields: Set<AddresseeField>

    public init(
        name: PeerName, title: String, business: Business, usesNumbers: Bool,
        requests: Set<PeerRequest>, fields: Set<AddresseeField>
    ) {
        self.name = name
        self.title = title
        self.business = business
        self.usesNumbers = usesNumbers
        self.requests = requests
        self.fields = fields
    }

    /// The peer as it stands in the log.
    /// - Parameter terminal: its certificate, or `local` in one process.
    public func principal(terminal: String = "local") -> Principal {
        Principal(
            officer: "machine:\(name.rawValue)", name: title, roles: [.system],
            session: "machine", terminal: terminal)
    }

    /// Refuses what the peer is not registered for: before anything about a person is looked up, so
    /// that neither answer nor time tell whether the person exists (seed III-3 リスク1②).
    /// - Throws: `AddresseeRefusal.peerDoesNotUseNumbers`, `.notRegisteredForRequest`.
    func check(_ request: PeerRequest, byNumber: Bool = false) throws(AddresseeRefusal) {
        if byNumber || request.isByNumber, !usesNumbers { throw .peerDoesNotUseNumbers }
        guard requests.contains(request) else { throw .notRegisteredForRequest }
    }
}
