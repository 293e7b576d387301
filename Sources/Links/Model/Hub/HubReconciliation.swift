// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 突合: what should be registered with PMH against what PMH says that it holds.
public struct HubReconciliation: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        /// It should be there and is not.
        case missing
        /// It is there and should not be.
        case extra
        /// It is there, and says something else.
        case different

        public var wording: String {
            switch self {
            case .missing: "PMHにない"
            case .extra: "PMHにだけある"
            case .different: "内容が違う"
            }
        }
    }

    /// One difference.
    public struct Line: Hashable, Sendable {
        public let kind: Kind
        public let key: String
        public let recipientNumber: String
        /// `nil` where nobody here has the number.
        public let child: AddresseeNumber?
        /// The items that differ, by their name of the published API.
        public let fields: [String]
        /// The first and the last day of the row: ours, of one that only PMH has theirs.
        public let from: CivilDate
        public let through: CivilDate
    }

    public internal(set) var at: Instant
    public let ours: Int
    public let theirs: Int
    public let same: Int
    public let lines: [Line]

    public func count(_ kind: Kind) -> Int { lines.count { $0.kind == kind } }
    public var isClean: Bool { lines.isEmpty }

    /// Something PMH should hold.
    struct Expected {
        let row: HubRow
        let child: AddresseeNumber
        let isProtected: Bool
    }

    /// - Parameters:
    ///   - expected: every row that should count, by consent and by the record of today.
    ///   - holdings: what PMH says, deleted rows included.
    static func compare(
        _ expected: [Expected], _ holdings: [HubHolding],
        owner: [String: AddresseeNumber], at moment: Instant
    ) -> HubReconciliation {
        let theirs = Dictionary(holdings.map { ($0.key, $0) }) { _, last in last }
        var lines: [Line] = []
        var same = 0
        for one in expected {
            guard let found = theirs[one.row.key], !found.isDeleted else {
                lines.append(line(.missing, one, []))
                continue
            }
            let fields = differences(one, found)
            if fields.isEmpty { same += 1 } else { lines.append(line(.different, one, fields)) }
        }
        let wanted = Set(expected.map(\.row.key))
        let living = theirs.values.filter { !$0.isDeleted }
        for found in living where !wanted.contains(found.key) {
            lines.append(
                Line(
                    kind: .extra, key: found.key, recipientNumber: found.recipientNumber,
                    child: owner[found.recipientNumber], fields: [], from: found.from,
                    through: found.through))
        }
        return HubReconciliation(
            at: moment, ours: expected.count, theirs: living.count, same: same,
            lines: lines.sorted { ($0.kind.rawValue, $0.key) < ($1.kind.rawValue, $1.key) })
    }

    private static func line(_ kind: Kind, _ one: Expected, _ fields: [String]) -> Line {
        Line(
            kind: kind, key: one.row.key, recipientNumber: one.row.recipientNumber,
            child: one.child, fields: fields, from: one.row.from, through: one.row.through)
    }

    private static func differences(_ one: Expected, _ found: HubHolding) -> [String] {
        [
            found.recipientNumber == one.row.recipientNumber
                ? nil : "medicalSubsidyRecipientNumber",
            found.from == one.row.from ? nil : "validFrom",
            found.through == one.row.through ? nil : "validTo",
            found.isNotDisclosed == one.isProtected ? nil : "isNotDisclosed",
        ].compactMap(\.self)
    }
}
