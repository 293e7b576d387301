// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation

/// A copy as it leaves: sealed for one recipient (HPKE, RFC 9180: DHKEM(P-256), HKDF-SHA-256,
/// AES-256-GCM), in parts, with a readable header that every part is bound to.
///
/// `HGKCOPY1`, length and bytes of the header (JSON), length and bytes of the encapsulated key, then
/// parts of length and ciphertext. The parts have their order by the counter of HPKE; the last says
/// that it is the last, so that nothing can be cut off. Lengths are four bytes, the highest first.
public enum CopyContainer {
    private static let magic = Array("HGKCOPY1".utf8)
    private static let suite = HPKE.Ciphersuite.P256_SHA256_AES_GCM_256
    /// Plain bytes of one part.
    static let part = 65_536
    private static let mostHeader = 65_536

    /// Seals a file for its recipient. The ephemeral key comes from the generator of the system: the
    /// library takes no other.
    public static func seal(
        _ content: [UInt8], under header: ContainerHeader, to key: CopyPublicKey
    ) throws -> [UInt8] {
        var header = header
        header.key = key.fingerprint
        header.content = hexadecimal(SHA256.hash(data: content))
        let head = header.bytes()
        var sender = try HPKE.Sender(
            recipientKey: try key.agreement(), ciphersuite: suite, info: info(head))
        let encapsulated = Array(sender.encapsulatedKey)
        var out = magic + number(head.count) + head + number(encapsulated.count) + encapsulated
        var place = 0
        repeat {
            let end = min(place + part, content.count)
            let sealed = try sender.seal(
                content[place..<end], authenticating: binding(isLast: end == content.count))
            out += number(sealed.count)
            out += sealed
            place = end
        } while place < content.count
        return out
    }

    /// The header of a container, as it says of itself: it is proved only by opening.
    /// - Throws: `CopyingRefusal.notAContainer`.
    public static func header(of container: [UInt8]) throws(CopyingRefusal) -> ContainerHeader {
        var reading = Reading(container)
        return try reading.header().header
    }

    /// Opens a container with the key of its recipient.
    /// - Throws: `.notAContainer`, `.otherKey`, `.containerDamaged`.
    public static func open(
        _ container: [UInt8], with key: CopyPrivateKey
    ) throws(CopyingRefusal) -> (header: ContainerHeader, content: [UInt8]) {
        var reading = Reading(container)
        let (header, head) = try reading.header()
        guard header.key == key.publicKey.fingerprint else { throw .otherKey }
        let encapsulated = try reading.block(most: 1_024)
        var content: [UInt8] = []
        do {
            var recipient = try HPKE.Recipient(
                privateKey: key.key, ciphersuite: suite, info: info(head),
                encapsulatedKey: Data(encapsulated))
            repeat {
                let sealed = try reading.block(most: part + 16)
                content += try recipient.open(
                    sealed, authenticating: binding(isLast: reading.isAtEnd))
            } while !reading.isAtEnd
        } catch {
            throw .containerDamaged
        }
        guard hexadecimal(SHA256.hash(data: content)) == header.content else {
            throw .containerDamaged
        }
        return (header, content)
    }

    private static func info(_ head: [UInt8]) -> Data { Data(magic + SHA256.hash(data: head)) }
    private static func binding(isLast: Bool) -> [UInt8] { [isLast ? 1 : 0] }

    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func number(_ value: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
    }

    /// Walks through a container that may be anything.
    private struct Reading {
        private let bytes: [UInt8]
        private var place = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        var isAtEnd: Bool { place == bytes.count }

        mutating func header() throws(CopyingRefusal) -> (
            header: ContainerHeader, bytes: [UInt8]
        ) {
            guard bytes.starts(with: magic) else { throw .notAContainer }
            place = magic.count
            let head = try block(most: mostHeader)
            guard let header = try? JSONDecoder().decode(ContainerHeader.self, from: Data(head))
            else { throw .notAContainer }
            return (header, Array(head))
        }

        /// A length and so many bytes.
        mutating func block(most: Int) throws(CopyingRefusal) -> ArraySlice<UInt8> {
            guard place + 4 <= bytes.count else { throw .containerDamaged }
            let length = bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
            place += 4
            guard length > 0, length <= most, place + length <= bytes.count else {
                throw .containerDamaged
            }
            defer { place += length }
            return bytes[place..<(place + length)]
        }
    }
}
