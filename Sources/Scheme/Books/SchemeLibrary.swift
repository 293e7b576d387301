// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

/// Every book of a directory: the national one and one folder a municipality.
public struct SchemeLibrary: Sendable {
    public let national: NationalBook
    /// The municipal books, by id.
    public let books: [SchemeBook]

    /// The book of a scheme id, or `nil`.
    public func book(_ id: String) -> SchemeBook? { books.first { $0.id == id } }

    /// Loads all books of a directory and runs their worked examples.
    ///
    /// A folder without YAML files is passed over. Nothing is loaded when one book has a problem.
    /// - Parameters:
    ///   - directory: the path of the folder that holds `national` and the municipalities.
    ///   - digest: the digest of bytes as text (SHA-256 in hexadecimal, by the caller's library).
    /// - Throws: every problem of every book, `FILE:LINE: path — what to do`.
    public static func load(
        directory: String, digest: ([UInt8]) -> String
    ) throws(BookProblems) -> SchemeLibrary {
        let checked = check(directory: directory, digest: digest)
        guard let library = checked.library, checked.problems.isEmpty else {
            throw BookProblems(checked.problems)
        }
        return library
    }

    /// Reads all books and returns what could be read together with every problem.
    public static func check(
        directory: String, digest: ([UInt8]) -> String
    ) -> (library: SchemeLibrary?, problems: [BookProblem]) {
        do {
            return check(files: try BookFiles.read(directory: directory), digest: digest)
        } catch let problems as BookProblems {
            return (nil, problems.problems)
        } catch {
            return (
                nil,
                [
                    BookProblem(
                        .unreadable, file: directory, line: 1, path: "(先頭)",
                        advice: "読めません: \(error)")
                ]
            )
        }
    }

    /// The files of a directory as `check(files:)` takes them.
    /// - Throws: `BookProblems` where there is no such directory; what reading a file throws.
    public static func files(directory: String) throws -> [(name: String, bytes: [UInt8])] {
        try BookFiles.read(directory: directory)
    }

    /// The same for files already in memory: names `folder/name.yaml` with their bytes.
    public static func check(
        files: [(name: String, bytes: [UInt8])], digest: ([UInt8]) -> String
    ) -> (library: SchemeLibrary?, problems: [BookProblem]) {
        let texts = BookFiles.texts(files)
        guard let text = texts.first(where: { $0.folder == "national" }) else {
            let missing = BookProblem(
                .missing, file: "national", line: 1, path: "(先頭)",
                advice: "全国共通の本 national/*.yaml が必要です")
            return (nil, [missing])
        }
        let nationalInput = text.digestInput
        guard let national = text.nationalBook(digest: digest(nationalInput)) else {
            return (nil, text.notes.problems)
        }
        var problems = text.notes.problems
        if problems.isEmpty { problems += national.failingExamples() }
        // A municipal example on a broken national book would only say again what is wrong there.
        guard problems.isEmpty else { return (nil, problems) }
        let letterFiles = BookFiles.letters(files)
        let samples = letterFiles["national"]?.letterTexts(beside: nil) ?? LetterTexts()
        problems += letterFiles["national"]?.notes.problems ?? []
        var books: [SchemeBook] = []
        for text in texts where text.folder != "national" {
            let own = letterFiles[text.folder]
            let letters = LetterWordings(
                own: own?.letterTexts(beside: samples.terms) ?? LetterTexts(), national: samples,
                digest: digest(
                    (letterFiles["national"]?.digestInput ?? []) + (own?.digestInput ?? [])))
            let book = text.schemeBook(
                national: national, letters: letters,
                digest: digest(nationalInput + text.digestInput))
            let found = text.notes.problems + (own?.notes.problems ?? [])
            problems += found
            guard let book, found.isEmpty else { continue }
            let failing = book.failingExamples()
            problems += failing
            if failing.isEmpty { books.append(book) }
        }
        return (SchemeLibrary(national: national, books: books), problems)
    }
}
