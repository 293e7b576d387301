// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// Lets a peer in that has proved who it is: its assertion is used up (a replay is refused, also
/// after a restart), and the log has the entry of the log-in.
public enum AdmitPeer {
    public static let operation = OperationCode.admitPeer

    /// - Throws: `AddresseeRefusal.replayed`.
    public static func perform(
        _ peer: Peer, assertion: String, until expiry: Instant, in scope: Scope
    ) throws {
        try RequestBook.use(assertion: assertion, of: peer.name, until: expiry, in: scope)
        scope.note("admitted")
    }
}

/// The peer has taken its notices over.
public enum ConfirmNotices {
    public static let operation = OperationCode.confirmNotices

    /// - Throws: `AddresseeRefusal.notRegisteredForRequest`.
    public static func perform(
        through position: Int64, from peer: Peer, in scope: Scope
    ) throws {
        try peer.check(.notices)
        try NoticeBook.confirm(through: position, by: peer.name, in: scope)
    }
}

/// What waits for the peer, without names: it asks for the rest.
public enum FetchNotices {
    public static let operation = OperationCode.relayChanges

    /// - Throws: `AddresseeRefusal.notRegisteredForRequest`.
    public static func perform(
        limit: Int = 500, from peer: Peer, in scope: Scope
    ) throws -> [PeerNotice] {
        try peer.check(.notices)
        let notices = try NoticeBook.waiting(for: peer.name, limit: limit, in: scope)
        scope.saw(notices.map(\.addressee))
        return notices
    }
}
