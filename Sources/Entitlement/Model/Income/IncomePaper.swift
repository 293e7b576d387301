// SPDX-License-Identifier: Apache-2.0
public import Scheme
public import Vocabulary

/// What a certificate of taxation says (課税証明書), as an officer read it.
public struct IncomePaper: Hashable, Sendable {
    /// Whose.
    public var subject: AddresseeNumber
    public var statement: IncomeStatement
    /// A code of the list `income`.
    public var paper: String
    public var seenOn: CivilDate
    /// Takes back what was recorded of this person and year.
    public var isVoid: Bool

    public init(
        subject: AddresseeNumber, statement: IncomeStatement, paper: String, seenOn: CivilDate,
        isVoid: Bool = false
    ) {
        self.subject = subject
        self.statement = statement
        self.paper = paper
        self.seenOn = seenOn
        self.isVoid = isVoid
    }

    /// Whether it says enough: exempt, undeclared, or an amount — and of an amount how many
    /// dependants.
    var isComplete: Bool {
        if isVoid { return true }
        if !statement.isDeclared { return !statement.isExempt && statement.income == nil }
        if statement.isExempt { return true }
        return (statement.income != nil || statement.levy != nil) && statement.dependants != nil
    }
}

/// A recorded paper with who recorded it.
public struct RecordedIncome: Hashable, Sendable {
    public let id: Int64
    public let paper: IncomePaper
    public let officer: String
    public let recordedAt: Instant
}
