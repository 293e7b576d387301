// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What stands readable in front of a container: whose it is and what it is, nothing about a person
/// in it. It is bound into every part of the content: a changed header opens nothing.
public struct ContainerHeader: Codable, Hashable, Sendable {
    /// `C000001`.
    public var number: String
    /// The place in the row of all containers of the installation, from 1, without gaps.
    public var counter: Int
    /// The code of the municipality.
    public var municipality: String
    public var list: String
    public var rows: Int
    /// The name of the file inside.
    public var file: String
    public var recipient: String
    public var recipientClass: RecipientClass
    /// The fingerprint of the key that it was sealed for.
    public var key: String
    public var requester: String
    public var approver: String
    public var writer: String
    /// In Japan, for people.
    public var writtenAt: String
    /// SHA-256 of the content in hexadecimal.
    public var content: String

    /// The bytes of the header, the same for the same header.
    func bytes() -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else {
            preconditionFailure("a header of texts and numbers can always be written")
        }
        return Array(data)
    }
}
