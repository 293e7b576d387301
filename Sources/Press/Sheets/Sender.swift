// SPDX-License-Identifier: Apache-2.0

/// Who sends a letter or issues a certificate (差出人・発行者).
public struct Sender: Hashable, Sendable {
    /// How the official seal (公印) appears.
    public enum Seal: Hashable, Sendable {
        /// A square to be stamped.
        case place
        /// The words 「公印省略」.
        case omitted
        /// The impression itself, where the city handed its image in.
        case image(SealImage)
    }

    /// `見本市長`.
    public let title: String
    /// The name of the head of the city; may be empty.
    public let name: String
    public let seal: Seal

    public init(title: String, name: String = "", seal: Seal = .omitted) {
        self.title = title
        self.name = name
        self.seal = seal
    }
}

/// The desk that answers questions (問合せ先): on every letter (security R-102).
public struct ContactDesk: Hashable, Sendable {
    /// `見本市 子ども部 子ども福祉課`.
    public let name: String
    /// Address of the office, never of a person.
    public let address: String
    public let phone: String
    /// `平日 8時30分〜17時15分`.
    public let hours: String

    public init(name: String, address: String = "", phone: String, hours: String = "") {
        self.name = name
        self.address = address
        self.phone = phone
        self.hours = hours
    }
}
