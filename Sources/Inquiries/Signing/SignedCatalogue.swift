// SPDX-License-Identifier: Apache-2.0
import Crypto
public import Foundation
import Vocabulary

/// Reads a catalogue only when its detached Ed25519 signature fits.
public enum SignedCatalogue {
    /// The sample that comes with the program, for rehearsals.
    /// - Throws: `InquiryRefusal.catalogueUnreadable`, `.catalogueForged`.
    public static func sample() throws -> InquiryCatalogue {
        let folder = Bundle.module.bundleURL.appendingPathComponent("Catalogue")
        return try read(folder.appendingPathComponent("catalogue.yaml"), by: .sample)
    }

    /// Reads `name.yaml` with the signature in `name.sig` beside it.
    ///
    /// - Parameter signer: whose key it must be signed with.
    /// - Throws: `InquiryRefusal.catalogueUnreadable`, `.catalogueForged`.
    public static func read(_ file: URL, by signer: CatalogueKey) throws -> InquiryCatalogue {
        let signature = file.deletingPathExtension().appendingPathExtension("sig")
        guard let bytes = try? Data(contentsOf: file),
            let text = try? String(contentsOf: signature, encoding: .utf8)
        else { throw InquiryRefusal.catalogueUnreadable("目録か署名のファイルがありません") }
        return try check(bytes, signature: text, by: signer)
    }

    /// - Parameter signature: the text of the signature file, Base64.
    public static func check(
        _ bytes: Data, signature: String, by signer: CatalogueKey
    ) throws -> InquiryCatalogue {
        let trimmed = signature.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let signed = Data(base64Encoded: trimmed), signer.isValid(signed, for: bytes)
        else { throw InquiryRefusal.catalogueForged }
        let digest = SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
        return try CatalogueFile.parse(bytes).catalogue(digest: digest, signer: signer.signer)
    }
}

/// The public half of a key that catalogues are signed with.
public struct CatalogueKey: Sendable {
    let signer: CatalogueSigner
    private let key: Curve25519.Signing.PublicKey

    /// The sample's, which everybody can make: no secret, and good for rehearsals only.
    public static let sample = CatalogueKey(signer: .sample, key: SigningKey.sample.publicKey)

    /// The municipality's, from the text that `hagukumi catalogue key` printed (Base64 of 32 bytes).
    /// - Throws: `InquiryRefusal.catalogueUnreadable`.
    public init(text: String) throws {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let raw = Data(base64Encoded: trimmed),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: raw)
        else { throw InquiryRefusal.catalogueUnreadable("公開鍵が 32 バイトの Base64 ではありません") }
        guard raw != SigningKey.sample.publicKey.rawRepresentation else {
            throw InquiryRefusal.sampleCatalogue
        }
        self.init(signer: .municipality, key: key)
    }

    private init(signer: CatalogueSigner, key: Curve25519.Signing.PublicKey) {
        self.signer = signer
        self.key = key
    }

    func isValid(_ signature: Data, for bytes: Data) -> Bool {
        key.isValidSignature(signature, for: bytes)
    }
}

/// The secret half, in the hands of the municipality only.
public struct SigningKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// A new key.
    public init() { key = Curve25519.Signing.PrivateKey() }

    /// From the text that `secretText` gave.
    /// - Throws: `InquiryRefusal.catalogueUnreadable`.
    public init(text: String) throws {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let raw = Data(base64Encoded: trimmed),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: raw)
        else { throw InquiryRefusal.catalogueUnreadable("署名の鍵が 32 バイトの Base64 ではありません") }
        self.key = key
    }

    /// Made from public words, so that anybody can sign a sample and nobody can take it for a city's.
    public static let sample: SigningKey = {
        let words = "hagukumi sample catalogue key: for rehearsals only, not a secret"
        let seed = Array(SHA256.hash(data: Data(words.utf8)))
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            preconditionFailure("32 bytes make a key")
        }
        return SigningKey(key)
    }()

    private init(_ key: Curve25519.Signing.PrivateKey) { self.key = key }

    var publicKey: Curve25519.Signing.PublicKey { key.publicKey }
    /// Base64 of the public key, for the installation.
    public var publicText: String { key.publicKey.rawRepresentation.base64EncodedString() }
    /// Base64 of the secret, for a file that only its owner can read.
    public var secretText: String { key.rawRepresentation.base64EncodedString() }

    /// The signature file of a catalogue.
    /// - Throws: `InquiryRefusal.catalogueUnreadable` where the bytes are no catalogue.
    public func sign(_ bytes: Data) throws -> String {
        _ = try CatalogueFile.parse(bytes).catalogue(digest: "", signer: .municipality)
        return try key.signature(for: bytes).base64EncodedString() + "\n"
    }
}
