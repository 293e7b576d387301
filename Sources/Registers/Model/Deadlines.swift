// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The days that laws give (30日, 60日), each with the day it holds from, its source, and whether it
/// was compared with the law's text. Read from `Kinds/deadlines.tsv`.
public struct Deadlines: Sendable {
    /// One dated value.
    public struct Value: Sendable, Hashable {
        public let code: String
        public let from: CivilDate
        public let days: Int
        public let source: String
        /// False: 未確認, nobody compared it with the text of the law.
        public let isVerified: Bool
    }

    public let values: [Value]

    public init(_ values: [Value]) { self.values = values.sorted { $0.from < $1.from } }

    /// The value in force on a day.
    /// - Throws: `RegisterRefusal.noDeadline`: nothing is guessed.
    public func value(_ code: String, on day: CivilDate) throws(RegisterRefusal) -> Value {
        guard let value = values.last(where: { $0.code == code && $0.from <= day }) else {
            throw .noDeadline(code)
        }
        return value
    }

    func days(_ code: String, on day: CivilDate) throws(RegisterRefusal) -> Int {
        try value(code, on: day).days
    }
}
