// SPDX-License-Identifier: Apache-2.0

/// The limits of copies, data of the installation (`copying_term`), each with its source.
public struct CopyTerms: Hashable, Sendable {
    /// A request may be open for at most so many days.
    public let expiryDays: Int
    /// Rows of one copy at most.
    public let rows: Int
    /// Rows that one officer may write in an hour.
    public let rowsOfHour: Int

    public init(expiryDays: Int, rows: Int, rowsOfHour: Int) {
        self.expiryDays = expiryDays
        self.rows = rows
        self.rowsOfHour = rowsOfHour
    }
}

/// One limit as it stands in the table, for the screen.
public struct CopyingTerm: Hashable, Sendable {
    public let code: String
    public let title: String
    public let value: Int
    public let source: String
    /// False while the municipality has not settled it.
    public let isVerified: Bool
}
