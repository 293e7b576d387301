// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Vocabulary

/// Reads one file of `Kinds/`: lines of a word, a tab and what it says; see `Kinds/README.md`.
struct KindReader {
    private let file: String
    private var words: [String: String] = [:]
    private var fields: [RegisterField] = []
    private var milestones: [Milestone] = []
    private var period: PeriodRule?
    private var confirmers: (roles: Set<Role>, days: Int)?

    /// - Throws: `KindProblem` with the line.
    static func read(_ text: String, file: String) throws(KindProblem) -> RegisterKind {
        var reader = KindReader(file: file)
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated() where !line.isEmpty && !line.hasPrefix("#")
        {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
                .map(String.init)
            guard try reader.take(cells, at: index + 1) else {
                throw KindProblem(file: file, line: index + 1, what: "読めない行です")
            }
        }
        return try reader.kind()
    }

    private init(file: String) { self.file = file }

    private mutating func take(_ cells: [String], at line: Int) throws(KindProblem) -> Bool {
        switch cells[0] {
        case "field":
            guard let field = Self.field(cells) else { return false }
            fields.append(field)
        case "due":
            guard let milestone = milestone(cells) else { return false }
            milestones.append(milestone)
        case "period":
            guard let rule = Self.period(cells) else { return false }
            period = rule
        case "confirm":
            guard cells.count == 3, let roles = Self.roles(cells[1]), let days = Int(cells[2])
            else { return false }
            confirmers = (roles, days)
        default:
            guard cells.count == 2, Self.known.contains(cells[0]), words[cells[0]] == nil else {
                return false
            }
            words[cells[0]] = cells[1]
        }
        return true
    }

    private static let known: Set = [
        "code", "title", "group", "measures", "purpose", "life", "desk", "writers", "evidence",
        "personal", "retention",
    ]

    private static func roles(_ text: String) -> Set<Role>? {
        let roles = text.split(separator: " ").map { Role(rawValue: String($0)) }
        return roles.contains(nil) || roles.isEmpty ? nil : Set(roles.compactMap(\.self))
    }

    /// `field name label form stage choices hint`.
    private static func field(_ cells: [String]) -> RegisterField? {
        guard (5...7).contains(cells.count), let form = RegisterField.Form(rawValue: cells[3]),
            let stage = RegisterField.Stage(rawValue: cells[4])
        else { return nil }
        let choices = cells.count > 5 ? RegisterValues.list(cells[5]) : []
        let needsChoices = form == .choice || form == .checklist || form == .reference
        guard choices.isEmpty != needsChoices else { return nil }
        return RegisterField(
            name: cells[1], label: cells[2], form: form, requiredFrom: stage, choices: choices,
            hint: cells.count > 6 ? cells[6] : nil)
    }

    /// `due code title from span ending warn condition source`.
    private func milestone(_ cells: [String]) -> Milestone? {
        guard cells.count == 9, let warn = Int(cells[6]), let span = Self.span(cells[4]),
            cells[3] == "entered" || fields.contains(where: { $0.name == cells[3] })
        else { return nil }
        let ending: Milestone.Ending
        switch cells[5] {
        case "close": ending = .closing
        case "active": ending = .activation
        case let name:
            guard fields.contains(where: { $0.name == name }) else { return nil }
            ending = .field(name)
        }
        let parts = cells[7].split(separator: "=").map(String.init)
        guard cells[7].isEmpty || parts.count == 2 else { return nil }
        return Milestone(
            code: cells[1], title: cells[2], from: cells[3], span: span, ending: ending,
            warnDays: warn, condition: parts.count == 2 ? (parts[0], parts[1]) : nil,
            source: cells[8])
    }

    /// `30`, `law:incident.prompt`, or `severity:緊急=7,重要=30`.
    private static func span(_ text: String) -> Milestone.Span? {
        if let days = Int(text) { return .days(days) }
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        if parts[0] == "law" { return .deadline(parts[1]) }
        var table: [String: Int] = [:]
        for pair in parts[1].split(separator: ",") {
            let sides = pair.split(separator: "=").map(String.init)
            guard sides.count == 2, let days = Int(sides[1]) else { return nil }
            table[sides[0]] = days
        }
        return .byChoice(field: parts[0], table)
    }

    /// `period fiscal-year 03-31 warn source` or `period days 30 warn source`.
    private static func period(_ cells: [String]) -> PeriodRule? {
        guard cells.count == 5, let warn = Int(cells[3]) else { return nil }
        switch cells[1] {
        case "days":
            return Int(cells[2]).map {
                PeriodRule(every: .days($0), warnDays: warn, source: cells[4])
            }
        case "fiscal-year":
            let parts = cells[2].split(separator: "-").compactMap { Int($0) }
            guard parts.count == 2, CivilDate(year: 2001, month: parts[0], day: parts[1]) != nil
            else { return nil }
            return PeriodRule(
                every: .fiscalYear(month: parts[0], day: parts[1]), warnDays: warn,
                source: cells[4])
        default: return nil
        }
    }

    private func kind() throws(KindProblem) -> RegisterKind {
        func word(_ name: String) throws(KindProblem) -> String {
            guard let word = words[name], !word.isEmpty else {
                throw KindProblem(file: file, line: 0, what: "「\(name)」がありません")
            }
            return word
        }
        guard let life = RegisterKind.Life(rawValue: try word("life")),
            let desk = RegisterKind.Desk(rawValue: words["desk"] ?? "registers"),
            let writers = Self.roles(try word("writers")),
            let evidence = RegisterKind.Evidence(rawValue: words["evidence"] ?? "none")
        else { throw KindProblem(file: file, line: 0, what: "読めない言葉があります") }
        let code = try word("code")
        guard file == code, Set(fields.map(\.name)).count == fields.count, !fields.isEmpty else {
            throw KindProblem(file: file, line: 0, what: "名前と番号が合いません")
        }
        return RegisterKind(
            code: code, title: try word("title"), group: try word("group"),
            measures: try word("measures").split(separator: " ").map(String.init),
            purpose: try word("purpose"), life: life, desk: desk, writers: writers,
            confirmers: confirmers, evidence: evidence, isPersonal: words["personal"] == "yes",
            retention: try word("retention"), fields: fields, milestones: milestones,
            period: period)
    }
}

/// What is wrong with a file of `Kinds/`: the program does not start with it.
public struct KindProblem: Error, Hashable, CustomStringConvertible {
    public let file: String
    public let line: Int
    public let what: String

    public var description: String { "Kinds/\(file).tsv \(line)行目：\(what)" }
}
