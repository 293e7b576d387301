// SPDX-License-Identifier: Apache-2.0

/// The kind of a claim file, by its points table (点数表).
public enum ClaimKind: String, Sendable, Hashable, Codable, CaseIterable {
    case medical = "医科"
    case dental = "歯科"
    case pharmacy = "調剤"
    case visitingNursing = "訪問看護"
    /// 柔道整復, あんま・マッサージ, はり・きゅう: they come as lists only.
    case therapy = "療養費"

    /// Kinds whose claims come as files of records (レセプト電算); the others come as lists.
    public static let ofRecords: [ClaimKind] = [.medical, .dental, .pharmacy]

    /// The digit of the points table in the institution code.
    public var pointsTable: String {
        switch self {
        case .medical: "1"
        case .dental: "3"
        case .pharmacy: "4"
        case .visitingNursing: "6"
        case .therapy: "7"
        }
    }
}

/// One edition of the claim record specification: which item stands where.
public struct ClaimLayout: Sendable, Hashable {
    /// One record class.
    public struct Record: Sendable, Hashable {
        public let id: String
        public let name: String
        /// Items with the record name; `nil` where the edition does not fix it.
        public let size: Int?
        /// English key → comma position, the record name being 0.
        public let items: [String: Int]
    }

    public let id: String
    public let title: String
    public let edition: String
    public let source: String
    public let isVerified: Bool
    public let kind: ClaimKind
    /// The record by which a file is known to be of this layout and not of the plain one of its
    /// points table (`BU` of DPC); `nil` for the plain one.
    public let marker: String?
    /// The first record of a file: `IR` or `YK`.
    public let start: String
    /// Record names in the order of the edition; others are reported.
    public let order: [String]
    /// Records that every claim should have: their absence is told, never refused.
    public let expected: [String]
    public let records: [String: Record]

    /// The place of an item, or −1 where the edition has none.
    func place(_ record: String, _ item: String) -> Int { records[record]?.items[item] ?? -1 }
}
