// SPDX-License-Identifier: Apache-2.0

/// What reading a typed date found; the JSON of `hagukumi inspect date`.
public struct DateEntry: Hashable, Sendable {
    /// Whose date it is: it decides the era of six digits.
    public enum Subject: String, CaseIterable, Sendable, Codable {
        /// A living child up to 18: years above the present 令和 year are 平成.
        case child
        /// Any other person: the era must be typed.
        case adult
        /// Unknown: six digits are ambiguous.
        case any
    }

    /// The text as typed; a screen keeps it when it is refused.
    public let input: String
    public let date: CivilDate?
    /// Japanese: why there is no date, or what to look at again; `nil` when all is well.
    public let reason: String?
    /// The days that may be meant when the entry is refused.
    public let suggested: [CivilDate]
    /// Set when a part is `00`: a register may keep it, a field that needs a day may not.
    public let uncertain: UncertainDate?

    public var valid: Bool { date != nil }
    /// 令和6年2月5日.
    public var wareki: String? { date.map { Wareki.text($0) } }
    public var fiscalYear: Int? { date.map { FiscalYear(of: $0).year } }

    /// The suggested days in words: 「令和元年5月1日（R1.5.1、2019-05-01）」, joined by または.
    public var suggestion: String? {
        guard !suggested.isEmpty else { return nil }
        return suggested.map { day in
            "\(Wareki.text(day))（\(Wareki.shortText(day))、\(day)）"
        }.joined(separator: " または ")
    }

    /// Reads every form of a date that the office types.
    ///
    /// - Parameters:
    ///   - text: `060205`, `R6.2.5`, `令和6年2月5日`, `5060205`, `20240205`, `2024/2/5`, `.` ….
    ///   - subject: whose date it is; only six digits ask.
    ///   - today: the day of `.` and `T`, and of the present 令和 year.
    public static func read(
        _ text: String, for subject: Subject = .any, today: CivilDate
    ) -> DateEntry {
        switch DateReading(text, for: subject, today: today).answer {
        case .day(let date, _) where !known.contains(date.year):
            // A day beyond it would lead past the last day that can be kept once days are added.
            DateEntry(
                text,
                reason: "\(date.year)年は扱える年（\(known.lowerBound)年から\(known.upperBound)年）ではありません。")
        case .day(let date, let note): DateEntry(text, date: date, reason: note)
        case .refused(let reason, let suggested):
            DateEntry(text, reason: reason, suggested: suggested)
        case .uncertain(let value):
            DateEntry(
                text, reason: "月日に不明（00）があります（\(value.text)）。日付を推測せず、不明のまま登録してください。",
                uncertain: value)
        }
    }

    /// Years of which the office can mean a day: from 明治 on, and no century that nobody plans for.
    private static let known = 1_868...2_999

    private init(
        _ input: String, date: CivilDate? = nil, reason: String?, suggested: [CivilDate] = [],
        uncertain: UncertainDate? = nil
    ) {
        self.input = input
        self.date = date
        self.reason = reason
        self.suggested = suggested
        self.uncertain = uncertain
    }

    /// The words under the field: 「令和6年2月5日（2024-02-05、1歳10か月）」; `nil` when refused.
    public func echo(on today: CivilDate) -> String? {
        guard let date else { return nil }
        guard let months = AgeLaw.months(born: date, on: today) else {
            return "\(Wareki.text(date))（\(date)）"
        }
        return "\(Wareki.text(date))（\(date)、\(months / 12)歳\(months % 12)か月）"
    }
}

extension DateEntry: Encodable {
    private enum Key: String, CodingKey {
        case input, valid, date, wareki, fiscalYear, reason, suggestion, uncertain
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(input, forKey: .input)
        try container.encode(valid, forKey: .valid)
        try container.encode(date, forKey: .date)
        try container.encode(wareki, forKey: .wareki)
        try container.encode(fiscalYear, forKey: .fiscalYear)
        try container.encode(reason, forKey: .reason)
        try container.encode(suggestion, forKey: .suggestion)
        try container.encodeIfPresent(uncertain?.description, forKey: .uncertain)
    }
}

/// A typed end of a period: an empty field means 期限なし.
public enum EndDateEntry: Hashable, Sendable {
    case openEnded
    case entry(DateEntry)

    /// Reads a field 終了日.
    public static func read(
        _ text: String, for subject: DateEntry.Subject = .any, today: CivilDate
    ) -> EndDateEntry {
        let isEmpty = text.unicodeScalars.allSatisfy(TypedDigits.isSpace)
        return isEmpty ? .openEnded : .entry(DateEntry.read(text, for: subject, today: today))
    }

    /// The words under the field; `nil` when refused.
    public var wording: String? {
        switch self {
        case .openEnded: "期限なし"
        case .entry(let entry): entry.wareki
        }
    }
}
