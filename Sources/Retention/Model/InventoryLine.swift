// SPDX-License-Identifier: Apache-2.0

/// One field of the data inventory: where it stands, to which class it belongs, how long it is
/// kept and how it is protected. Made from the live schema, never written by hand.
public struct InventoryLine: Hashable, Sendable, Encodable {
    public let system: String
    public let table: String
    public let column: String
    public let kind: String
    /// The id and the title of the retention class; empty: the table has none, which is a fault.
    public let retention: String
    public let title: String
    public let end: String
    /// The rule in words: start event, years, counting.
    public let rule: String
    public let source: String
    public let isVerified: Bool
    public let protection: String
    /// Whether the column holds a 宛名番号.
    public let isPerson: Bool
}

extension RetentionClass {
    /// Start event, years and counting in words.
    public var rule: String {
        guard let term, let start else { return end.title }
        let counting =
            switch term.counting {
            case .fiscalYear: "の属する年度の末日から"
            case .day: "の翌日から"
            }
        return "\(start.rawValue)\(counting)\(term.years)年"
    }
}
