// SPDX-License-Identifier: Apache-2.0

/// The national holidays (国民の祝日に関する法律) of the years that a table covers.
public struct Holidays: Sendable {
    private let names: [CivilDate: String]
    /// The years the table covers, from its first to its last holiday.
    public let years: ClosedRange<Int>

    /// Reads lines of `date,name`; dates `2025-01-01` or, as the official file, `2025/1/1`.
    ///
    /// The first line may be a header; every year between the first and the last must be there.
    public init(csv text: String) throws(CalendarRefusal) {
        var names: [CivilDate: String] = [:]
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        for (index, line) in lines.enumerated() {
            if line.allSatisfy(\.isWhitespace) { continue }
            guard let holiday = Self.holiday(line) else {
                if index == 0 { continue }
                throw .unreadableLine(index + 1)
            }
            names[holiday.day] = holiday.name
        }
        let found = Set(names.keys.map(\.year))
        guard let first = found.min(), let last = found.max() else {
            throw .incomplete(missingYear: nil)
        }
        for year in first...last where !found.contains(year) {
            throw .incomplete(missingYear: year)
        }
        self.names = names
        years = first...last
    }

    /// The name of the holiday, or `nil`; refused outside the years of the table.
    public func name(of day: CivilDate) throws(CalendarRefusal) -> String? {
        guard years.contains(day.year) else {
            throw .outsideTable(day, first: years.lowerBound, last: years.upperBound)
        }
        return names[day]
    }

    /// All holidays of a year in order.
    public func all(in year: Int) -> [(day: CivilDate, name: String)] {
        names.filter { $0.key.year == year }.sorted { $0.key < $1.key }
            .map { (day: $0.key, name: $0.value) }
    }

    private static func holiday(_ line: Substring) -> (day: CivilDate, name: String)? {
        let cells = line.split(separator: ",", maxSplits: 1)
        guard cells.count == 2 else { return nil }
        var name = cells[1]
        while name.first == "\"" || name.first == " " { name.removeFirst() }
        while name.last == "\"" || name.last == " " { name.removeLast() }
        guard let day = day(cells[0]), !name.isEmpty else { return nil }
        return (day, String(name))
    }

    private static func day(_ text: Substring) -> CivilDate? {
        // The byte-order mark of a spreadsheet file may stand before the first date.
        let cell = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\u{FEFF}" }))
        if let day = CivilDate(iso: cell) { return day }
        let parts = cell.split(separator: "/").compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        return CivilDate(year: parts[0], month: parts[1], day: parts[2])
    }
}
