// SPDX-License-Identifier: Apache-2.0

/// What became of an outside file.
public struct LinkReport: Sendable, Equatable {
    /// A row that was not taken, and why.
    public struct Problem: Sendable, Equatable {
        public let line: Int
        public let field: String
        public let code: String
        /// Japanese text; values about persons are masked.
        public let message: String

        public init(line: Int, field: String, code: String, message: String) {
            self.line = line
            self.field = field
            self.code = code
            self.message = message
        }
    }

    public var name: String
    public var layout: String
    /// The same bytes were taken in before; nothing was changed.
    public var wasKnown = false
    public var rows = 0
    public var accepted = 0
    /// Rows about persons that the office has no business with.
    public var notNeeded = 0
    public var problems: [Problem] = []

    /// Rows that were refused.
    public var rejected: Int { Set(problems.map(\.line)).count }

    public init(name: String, layout: String) {
        self.name = name
        self.layout = layout
    }
}
