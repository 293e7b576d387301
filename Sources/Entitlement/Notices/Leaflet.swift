// SPDX-License-Identifier: Apache-2.0
import Foundation
public import Press
public import Scheme
public import Vocabulary

/// やさしい日本語の案内: who is covered, until when, what to bring and where to, in plain words. The words
/// are the city's own (`Schemes/<city>/leaflet.tsv`) or the sample texts (文例) of the national folder;
/// ages, days, papers and counters are the book's. It is about nobody: it may be handed to everybody.
public struct Leaflet: Sendable {
    /// One line of it: what is asked, and the answer in a short sentence.
    public struct Row: Hashable, Sendable {
        public let title: String
        public let text: String
    }

    /// What a line of the file is.
    private enum Kind: String {
        case confirmed, title, line, late, income, excluded, exclusion, paper, place, ask, reading
        case fiscalYear = "fiscal-year"
        case birthdayMonth = "birthday-month"
        case months, age
    }

    private let lines: [(kind: Kind, title: String, text: String)]
    /// Words with their readings, the longest first.
    private let readings: [(word: String, kana: String)]

    /// Reads a file of words.
    /// - Throws: `Fault(.disk)` naming the line that cannot be read.
    public init(tsv text: String) throws {
        var lines: [(kind: Kind, title: String, text: String)] = []
        for (index, line) in text.split(whereSeparator: \.isNewline).enumerated()
        where !line.hasPrefix("#") {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
                .map(String.init)
            guard cells.count == 3, let kind = Kind(rawValue: cells[0]) else {
                throw Fault(.disk, detail: "leaflet.tsv: line \(index + 1)")
            }
            lines.append((kind, cells[1], cells[2]))
        }
        self.lines = lines.filter { $0.kind != .reading }
        readings = lines.filter { $0.kind == .reading }.map { (word: $0.title, kana: $0.text) }
            .sorted { ($0.word.count, $1.word) > ($1.word.count, $0.word) }
    }

    /// The words of a city, or the sample texts where it has written none.
    public static func of(_ book: SchemeBook, schemes: String) throws -> Leaflet {
        let folder = URL(fileURLWithPath: schemes)
        let own = folder.appending(path: "\(book.id)/leaflet.tsv")
        let isOwn = FileManager.default.fileExists(atPath: own.path)
        let file = isOwn ? own : folder.appending(path: "national/leaflet.tsv")
        return try Leaflet(tsv: String(contentsOf: file, encoding: .utf8))
    }

    /// Whether the city has signed the words.
    public var isConfirmed: Bool { lines.contains { $0.kind == .confirmed && $0.title == "yes" } }

    /// The heading.
    public func title(withReadings: Bool) -> String {
        let title = lines.first { $0.kind == .title }?.title ?? ""
        return withReadings ? read(title) : title
    }

    /// The lines on a day. A line whose value the book does not have is left out; an age that it does not
    /// say is to be asked for at the counter.
    ///
    /// - Parameter withReadings: puts the reading behind each word that the file knows: 病院（びょういん）.
    public func rows(
        _ book: SchemeBook, on day: CivilDate, city: String, desk: ContactDesk,
        withReadings: Bool
    ) -> [Row] {
        let values = values(book, on: day, city: city, desk: desk)
        let rows = lines.flatMap { line -> [Row] in
            switch line.kind {
            case .line: [row(line, values)].compactMap(\.self)
            case .late:
                limit(book, .birth, on: day)?.otherwise == .applicationDay
                    ? [Row(title: line.title, text: line.text)] : []
            case .income: book.incomeRule == nil ? [] : [Row(title: line.title, text: line.text)]
            case .excluded: list(line, "exclusion", exclusions(book))
            case .paper: list(line, "paper", said(book.office.applicationDocuments, on: day))
            case .place: list(line, "place", said(book.office.receptionPlaces, on: day))
            default: []
            }
        }
        guard withReadings else { return rows }
        return rows.map { Row(title: read($0.title), text: read($0.text)) }
    }

    /// The page.
    /// - Throws: `PressRefusal`.
    public func sheet(
        _ book: SchemeBook, on day: CivilDate, city: String, desk: ContactDesk,
        withReadings: Bool
    ) throws -> Sheet {
        .list(
            try ListSheet(
                title: title(withReadings: false),
                // With its readings the heading is longer than the line of a heading.
                subtitles: (withReadings ? [title(withReadings: true)] : [])
                    + [city, Wareki.text(day)],
                columns: [.init("", weight: 1), .init("", weight: 3)],
                rows: rows(book, on: day, city: city, desk: desk, withReadings: withReadings)
                    .map { [$0.title, $0.text] },
                totals: isConfirmed ? [] : [("", words(.confirmed))], isLandscape: false))
    }

    /// What the book and the office say, by the names of the words; empty where they say nothing.
    private func values(
        _ book: SchemeBook, on day: CivilDate, city: String, desk: ContactDesk
    ) -> [String: String] {
        [
            "city": city, "desk": desk.name, "phone": desk.phone, "hours": desk.hours,
            "outpatient": age(book, .outpatient, on: day),
            "inpatient": age(book, .inpatient, on: day),
            "birth-days": days(book, .birth, on: day), "move-days": days(book, .moveIn, on: day),
        ]
    }

    /// Until what age, in plain words.
    private func age(_ book: SchemeBook, _ setting: CareSetting, on day: CivilDate) -> String {
        guard case .found(let end, _)? = book.ageLimits[setting]?.on(day) else {
            return words(.ask)
        }
        let (kind, number): (Kind, Int) =
            switch end {
            case .fiscalYear(let age): (.fiscalYear, age)
            case .birthdayMonth(let age): (.birthdayMonth, age)
            case .monthsOld(let months): (.months, months)
            case .age(let age): (.age, age)
            }
        return words(kind).replacing("{age}", with: String(number))
    }

    /// The days of an application that are counted from the day after; other ways to count are not said
    /// in plain words, and the line is left out.
    private func days(_ book: SchemeBook, _ event: StartEvent, on day: CivilDate) -> String {
        guard let limit = limit(book, event, on: day), limit.countedFrom == .nextDay else {
            return ""
        }
        return String(limit.days)
    }

    private func limit(
        _ book: SchemeBook, _ event: StartEvent, on day: CivilDate
    ) -> StartRule.Limit? {
        guard case .found(let rule, _)? = book.startRules[event]?.on(day) else { return nil }
        return rule.limit
    }

    /// Who is left out, in plain words; in the book's own where the file has none.
    private func exclusions(_ book: SchemeBook) -> [String] {
        book.exclusions.exclusions.map { one in
            lines.first { $0.kind == .exclusion && $0.title == one.kind.rawValue }?.text
                ?? one.reading
        }
    }

    private func said(_ list: DatedValues<[String]>, on day: CivilDate) -> [String] {
        if case .found(let values, _) = list.on(day) { values } else { [] }
    }

    private func words(_ kind: Kind) -> String { lines.first { $0.kind == kind }?.text ?? "" }

    /// A line each; the question stands once.
    private func list(
        _ line: (kind: Kind, title: String, text: String), _ name: String, _ values: [String]
    ) -> [Row] {
        values.enumerated().compactMap { index, value in
            row((line.kind, index == 0 ? line.title : "", line.text), [name: value])
        }
    }

    private func row(
        _ line: (kind: Kind, title: String, text: String), _ values: [String: String]
    ) -> Row? {
        var text = line.text
        for (name, value) in values where text.contains("{\(name)}") {
            guard !value.isEmpty else { return nil }
            text = text.replacing("{\(name)}", with: value)
        }
        return Row(title: line.title, text: text)
    }

    /// The text with readings behind the words that have one.
    private func read(_ text: String) -> String {
        var rest = text[...]
        var told = ""
        while let first = rest.first {
            if let found = readings.first(where: { rest.hasPrefix($0.word) }) {
                told += "\(found.word)（\(found.kana)）"
                rest = rest.dropFirst(found.word.count)
            } else {
                told.append(first)
                rest = rest.dropFirst()
            }
        }
        return told
    }
}
