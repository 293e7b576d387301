// SPDX-License-Identifier: Apache-2.0
import Safeguards
public import Vocabulary

/// Who is let in, and with what: both stand in the log before they count.
///
/// (Part of `OperationCode.admitPeer`.)
extension PeerWindow {
    /// The peer has proved who it is; its assertion is used up.
    public func admit(_ call: PeerCall, assertion: String, until expiry: Instant) throws {
        try gate.perform(
            AdmitPeer.operation, by: call.peer.principal(terminal: call.terminal),
            for: .maintenance
        ) { scope in
            try AdmitPeer.perform(call.peer, assertion: assertion, until: expiry, in: scope)
        }
    }

    /// A credential of the peer was registered, replaced or taken away: the log says so before it
    /// counts.
    public func noteCredential(of peer: Peer, _ what: String) throws {
        try gate.perform(AdmitPeer.operation, by: .machine("peer-credential"), for: .maintenance) {
            $0.note("credential \(what): \(peer.name.rawValue)")
        }
    }
}
