// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Which accesses an incident is about.
public struct AffectedQuestion: Sendable, Hashable {
    public var officer: String?
    public var terminal: String?
    public var operation: String?
    public let from: Instant
    public let through: Instant

    public init(
        officer: String? = nil, terminal: String? = nil, operation: String? = nil, from: Instant,
        through: Instant
    ) {
        self.officer = officer
        self.terminal = terminal
        self.operation = operation
        self.from = from
        self.through = through
    }
}

/// Whose data were seen, as the log says.
public struct AffectedAnswer: Sendable, Hashable {
    public struct Line: Sendable, Hashable {
        public let person: AddresseeNumber
        /// How often, and when first and last.
        public let times: Int
        public let first: Instant
        public let last: Instant

        public init(person: AddresseeNumber, times: Int, first: Instant, last: Instant) {
            self.person = person
            self.times = times
            self.first = first
            self.last = last
        }
    }

    public let lines: [Line]
    /// Entries of the log that were looked at.
    public let entries: Int

    public init(lines: [Line], entries: Int) {
        self.lines = lines
        self.entries = entries
    }
}
