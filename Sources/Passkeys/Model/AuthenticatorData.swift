// SPDX-License-Identifier: Apache-2.0

/// What the authenticator signs (WebAuthn Level 2 §6.1): whose site, what was checked, how often,
/// and at registration the new credential.
struct AuthenticatorData {
    struct Flags: OptionSet {
        let rawValue: UInt8
        /// UP: somebody touched it.
        static let present = Flags(rawValue: 1 << 0)
        /// UV: the device recognised its user (biometrics or its own PIN).
        static let verified = Flags(rawValue: 1 << 2)
        /// BE: the credential may be copied to other devices.
        static let canBeCopied = Flags(rawValue: 1 << 3)
        /// BS: the credential is copied to other devices.
        static let isCopied = Flags(rawValue: 1 << 4)
        /// AT: a credential follows.
        static let credential = Flags(rawValue: 1 << 6)
        /// ED: extensions follow.
        static let extensions = Flags(rawValue: 1 << 7)
    }

    struct NewCredential {
        /// Model of the authenticator, 16 bytes.
        let model: [UInt8]
        let id: [UInt8]
        let key: CredentialKey
    }

    /// SHA-256 of the relying party's id.
    let site: [UInt8]
    let flags: Flags
    let counter: UInt32
    let credential: NewCredential?

    /// `nil` for bytes that are too short, too long, or do not keep to the form.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 37 else { return nil }
        site = Array(bytes[..<32])
        flags = Flags(rawValue: bytes[32])
        counter = bytes[33..<37].reduce(0) { $0 << 8 | UInt32($1) }
        var position = 37
        if flags.contains(.credential) {
            guard let (found, end) = AuthenticatorData.credential(in: bytes, from: position) else {
                return nil
            }
            credential = found
            position = end
        } else {
            credential = nil
        }
        if flags.contains(.extensions) {
            var reader = CBORReader(bytes, from: position)
            guard case .map = reader.next() else { return nil }
            position = reader.position
        }
        // A copy is possible only of what can be copied.
        guard position == bytes.count,
            !flags.contains(.isCopied) || flags.contains(.canBeCopied)
        else { return nil }
    }

    private static func credential(
        in bytes: [UInt8], from start: Int
    ) -> (NewCredential, end: Int)? {
        guard bytes.count >= start + 18 else { return nil }
        let model = Array(bytes[start..<start + 16])
        let length = Int(bytes[start + 16]) << 8 | Int(bytes[start + 17])
        let begin = start + 18
        guard (1...1023).contains(length), bytes.count >= begin + length else { return nil }
        let id = Array(bytes[begin..<begin + length])
        var reader = CBORReader(bytes, from: begin + length)
        guard reader.next() != nil else { return nil }
        let end = reader.position
        guard let key = CredentialKey(cose: Array(bytes[(begin + length)..<end])) else {
            return nil
        }
        return (NewCredential(model: model, id: id, key: key), end)
    }
}
