// SPDX-License-Identifier: Apache-2.0
public import Addressee
public import Vocabulary

/// What proves that a caller is a registered peer: client id and secret for the assertion, and the
/// one certificate that it may come with.
public struct PeerCredential: Sendable, Hashable {
    public let peer: PeerName
    /// 32 letters or digits in half width; one for each consuming system.
    public let clientID: String
    /// At least 32 characters; the key of `client_secret_jwt` (HS256).
    let secret: String
    /// SHA-256 of the DER bytes of the certificate, 64 hexadecimal digits in small letters.
    public let certificate: String
    /// The first moment at which it counts no more; `nil` without an end. A credential that was
    /// replaced counts for a while beside the new one, so that the peer can change over.
    public let validUntil: Instant?

    /// - Throws: `ServiceRefusal.unusable`.
    public init(
        peer: PeerName, clientID: String, secret: String, certificate: String,
        validUntil: Instant? = nil
    ) throws(ServiceRefusal) {
        guard clientID.utf8.count == 32, clientID.utf8.allSatisfy(Self.isWord) else {
            throw .unusable("\(peer.rawValue)のクライアントIDは半角英数字32文字です")
        }
        guard secret.utf8.count >= 32 else {
            throw .unusable("\(peer.rawValue)のシークレットは32文字以上です")
        }
        guard certificate.utf8.count == 64,
            certificate.utf8.allSatisfy({
                (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
            })
        else { throw .unusable("\(peer.rawValue)の証明書の指紋は16進64文字です") }
        self.peer = peer
        self.clientID = clientID
        self.secret = secret
        self.certificate = certificate
        self.validUntil = validUntil
    }

    func counts(at now: Instant) -> Bool { validUntil.map { now < $0 } ?? true }

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
            || (0x61...0x7A).contains(byte)
    }
}

/// Where the service learns which credentials count now.
public protocol CredentialSource: Sendable {
    /// - Throws: `ServiceRefusal.unusable`.
    func current() throws(ServiceRefusal) -> PeerCredentials
}

/// The credentials of an installation. A peer without one cannot come in.
public struct PeerCredentials: Sendable, CredentialSource {
    /// In the order in which they were registered.
    public let all: [PeerCredential]
    private let byClient: [String: [PeerCredential]]

    /// - Throws: `ServiceRefusal.unusable` when two peers share a client id or a certificate, or
    ///   when one has two credentials without an end.
    public init(_ credentials: [PeerCredential]) throws(ServiceRefusal) {
        func isOfOne(_ key: (PeerCredential) -> String) -> Bool {
            Dictionary(grouping: credentials, by: key)
                .allSatisfy { Set($0.value.map(\.peer)).count == 1 }
        }
        guard isOfOne(\.certificate), isOfOne(\.clientID) else {
            throw .unusable("二つの接続先が同じ証明書かクライアントIDです")
        }
        let lasting = credentials.filter { $0.validUntil == nil }.map(\.peer)
        guard Set(lasting).count == lasting.count else {
            throw .unusable("一つの接続先に、期限のない鍵が二つあります")
        }
        all = credentials
        byClient = Dictionary(grouping: credentials, by: \.clientID)
    }

    public func current() -> PeerCredentials { self }

    /// What counts for a client that comes with a certificate.
    func credentials(
        ofClient id: String, certificate: String, at now: Instant
    ) -> [PeerCredential] {
        (byClient[id] ?? []).filter { $0.certificate == certificate && $0.counts(at: now) }
    }
}
