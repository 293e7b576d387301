// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A list of codes of the office (コード表): each value with its days and its printed wording.
///
/// A value is never re-used for another meaning; a value that is not in the list sends the row to
/// the error list.
public struct CodeList: Sendable, Hashable {
    /// One value of the list.
    public struct Value: Sendable, Hashable {
        public let code: String
        /// As printed.
        public let text: String
        /// The days on which the value may be used.
        public let period: EffectivePeriod
    }

    public let id: String
    public let title: String
    public let source: String
    /// In the order of the file.
    public let values: [Value]
    private let places: [String: Int]

    init(id: String, title: String, source: String, values: [Value]) {
        self.id = id
        self.title = title
        self.source = source
        self.values = values
        places = Dictionary(
            values.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The value of a code, whatever the day.
    public func value(_ code: String) -> Value? { places[code].map { values[$0] } }

    /// The printed wording of a code.
    public func text(_ code: String) -> String? { value(code)?.text }

    /// Whether the list has the code; with a day, whether it is in force on that day.
    public func contains(_ code: String, on day: CivilDate? = nil) -> Bool {
        guard let value = value(code) else { return false }
        return day.map { value.period.contains($0) } ?? true
    }
}
