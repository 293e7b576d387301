// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What a claim file holds as a whole: the JSON of `hagukumi inspect claims`.
public struct ClaimFileSummary: Sendable, Hashable, Encodable {
    /// What the GO record declares; `nil` where it is blank or missing.
    public struct Declared: Sendable, Hashable, Encodable {
        public let count: Int?
        public let points: Int?

        public init(count: Int?, points: Int?) {
            self.count = count
            self.points = points
        }

        private enum Key: String, CodingKey { case count, points }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(count, forKey: .count)
            try container.encode(points, forKey: .points)
        }
    }

    public let kind: ClaimKind
    /// Of the first institution record, 10 digits.
    public let institution: String
    public let billingMonth: YearMonth
    /// RE records.
    public let claims: Int
    /// HO records.
    public let insurance: Int
    /// KO records.
    public let publicFunds: Int
    /// Sum over the claims that could be read.
    public let points: Int
    public let declared: Declared
    /// Claims with an error.
    public let rejected: Int
    /// Errors and warnings in the order of the file.
    public let errors: [FileIssue]
    /// Issues beyond the first 10,000, counted only.
    public let omitted: Int
    /// Id of the layout that was used.
    public let layout: String
    public let edition: String
    /// Whether that layout is verified.
    public let verified: Bool
    /// Whether the file itself is damaged (no GO, records out of place, bytes after the end): an
    /// import then refuses it whole, whatever single claims say.
    public let damaged: Bool

    /// Whether an error, not only warnings, was found.
    public var hasErrors: Bool { errors.contains { $0.severity == .error } || damaged }
}
