// SPDX-License-Identifier: Apache-2.0
public import Foundation

/// The interfaces of the inquiry (SKI, TKM) whose messages System 2 passes through, as data. What
/// is not on the list is not passed: the city asks, it provides nothing.
public struct InquiryInterfaces: Sendable {
    /// How a message is written.
    public enum Form: String, Codable, Sendable {
        /// One XML document.
        case xml
        /// Comma-separated, the first line names the columns.
        case csv
    }

    public struct Interface: Sendable, Hashable, Codable {
        /// E.g. `IF_SKI_10111`.
        public let id: String
        public let title: String
        public let form: Form
    }

    public let all: [Interface]
    /// Local name of the element that holds one row of a message.
    let record: String
    /// Local names of the elements, or names of the columns, that carry the number.
    let numbers: Set<String>
    /// False while the names of the elements are samples: the real ones are not published.
    public let isVerified: Bool

    /// - Throws: `DecodingError`.
    public init(json: Data) throws {
        struct File: Decodable {
            let verified: Bool
            let record: String
            let numbers: [String]
            let interfaces: [Interface]
        }
        let file = try JSONDecoder().decode(File.self, from: json)
        all = file.interfaces
        record = file.record
        numbers = Set(file.numbers)
        isVerified = file.verified
    }

    /// `nil` for an interface that is not passed through.
    public func interface(_ id: String) -> Interface? { all.first { $0.id == id } }
}
