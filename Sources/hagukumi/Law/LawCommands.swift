// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Jobs
import Office
import Scheme
import Vocabulary

struct SchemeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scheme", abstract: "制度の本",
        subcommands: [SchemeList.self, SchemeShow.self, SchemeCheck.self])
}

struct SchemeList: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "制度の本を並べる")
    @OptionGroup var folders: DataFolders
    @OptionGroup var options: InspectOptions

    private struct Line: Encodable {
        let id: String
        let title: String
        let municipality: String?
        let confirmed: Bool
        let digest: String
    }

    func run() throws {
        let library = try loadBooks(folders)
        let national = library.national
        let lines =
            [
                Line(
                    id: national.id, title: national.title, municipality: nil,
                    confirmed: national.isConfirmed, digest: national.digest)
            ]
            + library.books.map {
                Line(
                    id: $0.id, title: $0.title, municipality: $0.municipality,
                    confirmed: $0.isConfirmed, digest: $0.digest)
            }
        for line in lines {
            if options.json {
                try Output.standard.json(line)
            } else {
                let state = line.confirmed ? "確認済み" : "未確認"
                Output.standard.write("\(line.id)\t\(line.title)\t\(state)\t\(line.digest)\n")
            }
        }
    }
}

struct SchemeShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "制度の本の値を、日付と出典と一緒に見る")
    @Argument(help: "制度の本の名前") var id: String
    @OptionGroup var folders: DataFolders
    @OptionGroup var options: InspectOptions

    /// One dated value of a book.
    private struct Value: Encodable {
        let path: String
        let from: String?
        let knownFrom: Bool
        let value: String
        let certainty: String
        let source: String
        let article: String?
        let reading: String?
        let file: String
        let line: Int
        let digest: String

        init(_ line: BookLine, digest: String) {
            path = line.path
            from = line.from?.description
            knownFrom = line.knownFrom
            value = line.text
            certainty = line.certainty.rawValue
            source = line.source
            article = line.article
            reading = line.reading
            file = line.file
            self.line = line.line
            self.digest = digest
        }
    }

    func run() throws {
        let library = try loadBooks(folders)
        if id == library.national.id {
            try show(
                library.national.lines, digest: library.national.digest,
                as: ShowBook.text(library.national))
        } else if let book = library.book(id) {
            try show(book.lines, digest: book.digest, as: ShowBook.text(book))
        } else {
            throw LineRefusal.unknownScheme(id, known: library.books.map(\.id))
        }
    }

    private func show(_ lines: [BookLine], digest: String, as text: @autoclosure () -> String)
        throws
    {
        guard options.json else { return Output.standard.write(text()) }
        for line in lines { try Output.standard.json(Value(line, digest: digest)) }
    }
}

struct SchemeCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "制度の本を調べ、計算例をすべて動かす")
    @Argument(help: "制度の本の名前かファイル。省くとすべて") var which: String?
    @OptionGroup var folders: DataFolders
    @OptionGroup var options: InspectOptions

    private struct Answer: Encodable {
        let id: String
        let ok: Bool
        let digest: String
        let examples: Int
    }

    private struct Problem: Encodable {
        let file: String
        let line: Int
        let path: String
        let message: String
    }

    func run() throws {
        let folder = try folders.schemesFolder()
        let checked = SchemeLibrary.check(directory: folder.path, digest: sha256)
        let problems = checked.problems.filter { problem in
            guard let which else { return true }
            return problem.file.hasPrefix(which + "/") || which.hasSuffix(problem.file)
        }
        for problem in problems {
            if options.json {
                try Output.standard.json(
                    Problem(
                        file: problem.file, line: problem.line, path: problem.path,
                        message: problem.advice))
            } else {
                Output.standard.write(problem.description + "\n")
            }
        }
        let books = checked.library?.books ?? []
        let years = try books.filter { which.map($0.isNamed) ?? true }
            .compactMap { try problem(ofYear: $0, in: folder) }
        for problem in years {
            if options.json {
                try Output.standard.json(problem)
            } else {
                Output.standard.write(problem.message + "\n")
            }
        }
        guard problems.isEmpty, years.isEmpty else { throw ExitStatus.no }
        for book in books where which == nil || book.id == which {
            if options.json {
                try Output.standard.json(
                    Answer(
                        id: book.id, ok: true, digest: book.digest, examples: book.exampleCount))
            } else {
                Output.standard.write("\(book.id): 問題ありません (\(book.digest))\n")
            }
        }
    }
}

extension SchemeCheck {
    /// What is wrong with the city's own tables of the office's year.
    private func problem(ofYear book: SchemeBook, in folder: URL) throws -> Problem? {
        do {
            _ = try OfficeYear.of(book, schemes: folder.path)
            return nil
        } catch let refusal as JobRefusal {
            switch refusal {
            case .cityYearLine(let file, let line, _), .cityYearUnknown(let file, let line, _):
                return Problem(file: file, line: line, path: "(行)", message: refusal.message)
            default: throw refusal
            }
        }
    }
}

extension SchemeBook {
    /// Whether the argument of `check` names this book or a file of its folder.
    fileprivate func isNamed(_ which: String) -> Bool {
        which == id || which.contains("\(id)/")
    }
}

struct Judge: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "資格を判定する(一行に一件の JSON)")
    @Argument(help: "ファイル、または -") var file: String
    @OptionGroup var folders: DataFolders
    /// The answer is JSON anyway; the flag is understood like everywhere.
    @OptionGroup var options: InspectOptions

    func run() throws {
        let library = try loadBooks(folders)
        let calendar = OfficeCalendar(
            holidays: try OfficeTables.holidays(in: folders.schemesFolder()))
        // Outside the years of the holiday table only weekends are known to be closed.
        let office = OfficeDays { day in
            (try? calendar.isOpen(day)) ?? OfficeDays.weekdays.isOpen(day)
        }
        try answerLines(of: file) {
            JudgeLine.answer($0, number: $1, library: library, office: office)
        }
    }
}

struct Compute: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "支給額を計算する(一行に一件の JSON)",
        subcommands: [ComputeClaims.self, ComputeHighCost.self],
        defaultSubcommand: ComputeClaims.self)
}

struct ComputeClaims: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claims", abstract: "レセプト・領収書の支給額")
    @Argument(help: "ファイル、または -") var file: String
    @OptionGroup var folders: DataFolders
    /// The answer is JSON anyway; the flag is understood like everywhere.
    @OptionGroup var options: InspectOptions

    func run() throws {
        let library = try loadBooks(folders)
        try answerLines(of: file) { ComputeLine.answer($0, number: $1, library: library) }
    }
}

struct ComputeHighCost: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "high-cost", abstract: "高額療養費の自己負担限度額(70歳未満)")
    @Option(help: "所得区分(ア〜オ)") var band: String
    @Option(help: "診療年月(YYYY-MM)") var month: String
    @Option(help: "総医療費(円)") var totalCost: Int
    @Flag(help: "多数回該当") var multiple = false
    @OptionGroup var folders: DataFolders
    @OptionGroup var options: InspectOptions

    func run() throws {
        guard let month = YearMonth(iso: month) else {
            throw ValidationError("診療年月は YYYY-MM で書いてください")
        }
        guard totalCost >= 0 else { throw ValidationError("総医療費は0以上で書いてください") }
        let limit = try loadBooks(folders).national.highCostLimit(
            band: band, month: month, totalCost: Yen(totalCost), multiple: multiple)
        Output.standard.write(limit.json + "\n")
    }
}

/// Answers every line; ends with 1 only when one could not be read.
private func answerLines(of file: String, _ answer: (String, Int) -> LineAnswer) throws {
    var wereRead = true
    var number = 0
    for line in try InputLines(path: file) {
        number += 1
        if line.allSatisfy(\.isWhitespace) { continue }
        let answer = answer(line, number)
        Output.standard.write(answer.json + "\n")
        wereRead = wereRead && answer.wasRead
    }
    guard wereRead else { throw ExitStatus.no }
}

/// All books; problems are printed as `FILE:LINE: …` and end the command with 1.
func loadBooks(_ folders: DataFolders) throws -> SchemeLibrary {
    do {
        return try SchemeLibrary.load(
            directory: folders.schemesFolder().path, digest: sha256)
    } catch let problems as BookProblems {
        Output.complain(problems.description)
        throw ExitStatus.no
    }
}
