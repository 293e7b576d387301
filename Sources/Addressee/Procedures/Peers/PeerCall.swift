// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// Who asks at the window, from which terminal, why, and under which number of its own.
///
/// (Carried by every call of `PeerWindow`, each with its own `OperationCode.`)
public struct PeerCall: Sendable {
    public let peer: Peer
    /// The certificate of the peer, or `local` in one process.
    public let terminal: String
    public let purpose: Purpose
    /// Why: of a search, and the request number of the 中間サーバー.
    public let reason: String?
    /// The peer's number of the request (idempotency key).
    public let key: String?

    public init(
        _ peer: Peer, terminal: String = "local", purpose: Purpose = .addressing,
        reason: String? = nil, key: String? = nil
    ) {
        self.peer = peer
        self.terminal = terminal
        self.purpose = purpose
        self.reason = reason
        self.key = key
    }
}
