// SPDX-License-Identifier: Apache-2.0
public import Addressee
public import Vocabulary

/// Gives credentials to peers, replaces them and takes them away. There is no default secret: each
/// is made of fresh random bytes and shown once.
public struct CredentialDesk: Sendable {
    /// Random bytes that a client id and a secret are made of.
    public static let randomBytes = 512

    private let window: PeerWindow
    private let file: CredentialFile

    public init(_ window: PeerWindow, file: CredentialFile) {
        self.window = window
        self.file = file
    }

    /// A credential with its secret, for the one moment in which it is handed to the peer.
    public struct Issued: Sendable {
        public let credential: PeerCredential
        public var secret: String { credential.secret }
    }

    /// Registers the first credential of a peer.
    /// - Parameters:
    ///   - certificate: fingerprint of the certificate that the peer comes with.
    ///   - random: `randomBytes` fresh bytes.
    /// - Throws: `ServiceRefusal.notConnected`, `.hasCredential`, `.unusable`, `Fault`.
    public func register(
        _ name: PeerName, certificate: String, random: [UInt8]
    ) throws -> Issued {
        let peer = try known(name)
        let before = try file.current().all
        guard !before.contains(where: { $0.peer == name && $0.validUntil == nil }) else {
            throw ServiceRefusal.hasCredential(peer.title)
        }
        var words = Words(random)
        let new = try PeerCredential(
            peer: name, clientID: words.next(32), secret: words.next(64),
            certificate: certificate)
        try put(before + [new], peer, "registered")
        return Issued(credential: new)
    }

    /// Replaces secret and certificate; the client id stays. The old credential counts until a
    /// moment, so that the peer can change over without a gap.
    /// - Parameter certificate: `nil` keeps the certificate.
    /// - Throws: `ServiceRefusal.notConnected`, `.hasNoCredential`, `.unusable`, `Fault`.
    public func rotate(
        _ name: PeerName, certificate: String?, oldUntil end: Instant, random: [UInt8]
    ) throws -> Issued {
        let peer = try known(name)
        let before = try file.current().all
        guard let old = before.first(where: { $0.peer == name && $0.validUntil == nil }) else {
            throw ServiceRefusal.hasNoCredential(peer.title)
        }
        var words = Words(random)
        let new = try PeerCredential(
            peer: name, clientID: old.clientID, secret: words.next(64),
            certificate: certificate ?? old.certificate)
        let ending = try PeerCredential(
            peer: name, clientID: old.clientID, secret: old.secret, certificate: old.certificate,
            validUntil: end)
        // Of one peer at most two count at a time.
        let others = before.filter { $0.peer != name }
        try put(others + [ending, new], peer, "rotated")
        return Issued(credential: new)
    }

    /// Takes every credential of a peer away; a running service lets it in no more.
    /// - Throws: `ServiceRefusal.notConnected`, `.hasNoCredential`, `Fault`.
    public func remove(_ name: PeerName) throws {
        let peer = try known(name)
        let before = try file.current().all
        guard before.contains(where: { $0.peer == name }) else {
            throw ServiceRefusal.hasNoCredential(peer.title)
        }
        try put(before.filter { $0.peer != name }, peer, "removed")
    }

    private func known(_ name: PeerName) throws -> Peer {
        guard let peer = window.register.peer(name) else {
            throw ServiceRefusal.notConnected(name.rawValue)
        }
        return peer
    }

    /// First the log, then the file: nothing counts that the log does not know.
    private func put(_ all: [PeerCredential], _ peer: Peer, _ what: String) throws {
        let credentials = try PeerCredentials(all)
        try window.noteCredential(of: peer, what)
        try file.write(credentials)
    }
}

/// Letters and digits from random bytes, each of the 62 as likely as the others.
private struct Words {
    private static let letters = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
    private var bytes: ArraySlice<UInt8>

    init(_ random: [UInt8]) {
        // The largest multiple of 62 below 256; what lies above would favour some letters.
        bytes = random.filter { $0 < 248 }[...]
    }

    mutating func next(_ count: Int) -> String {
        let taken = bytes.prefix(count)
        bytes = bytes.dropFirst(count)
        return String(decoding: taken.map { Words.letters[Int($0) % 62] }, as: UTF8.self)
    }
}
