// SPDX-License-Identifier: Apache-2.0
public import Formats
import Ledger
public import Scheme
import Vocabulary

/// A changed book of the scheme, as it was read for a trial: its problems, or the book itself.
public struct BookCandidate: Sendable {
    /// Where a changed book comes from.
    public enum Source: Sendable {
        /// What lies in the installation's folder of books now: the next start uses it.
        case folder
        /// Files that were sent: YAML files by name, or archives of whole folders.
        case files([(name: String, source: ByteSource)])
    }

    /// A value that is not the same in both books.
    public struct Change: Hashable, Sendable {
        public let path: String
        public let isNew: Bool
        public let line: BookLine
    }

    /// The files that were taken, as `folder/name.yaml`.
    public let files: [String]
    /// Of the bytes that were tried: the log names it.
    public let digest: String
    public let problems: [BookProblem]
    /// `nil` where there is a problem.
    public let book: SchemeBook?
    /// Lines of the city's book and the national one that only one of both has.
    public let changes: [Change]

    public var examples: Int { book.map { $0.exampleCount + $0.national.exampleCount } ?? 0 }

    /// How many problems are told: the first ones are mended first.
    static let shown = 200

    /// Of one book: some folders of YAML files and a letter or two.
    static let limits = ArchiveLimits(
        archiveBytes: 8 << 20, entries: 200, entryBytes: 1 << 20, totalBytes: 4 << 20)
}

extension Installation {
    /// Reads a changed book and runs all its worked examples; touches nothing of the books in force.
    /// - Throws: `FormatRefusal` for an archive that is refused; `Fault`.
    public func read(_ source: BookCandidate.Source) throws -> BookCandidate {
        func digest(_ bytes: [UInt8]) -> String { Digest.of(bytes).description }
        let here = try SchemeLibrary.files(directory: settings.schemesDirectory)
        var given: [(name: String, bytes: [UInt8])] = []
        var whole: Set<String> = []
        switch source {
        case .folder: given = here
        case .files(let sent):
            do {
                for file in sent { try take(file.name, file.source, into: &given, whole: &whole) }
            } catch let large as TooLarge {
                return BookCandidate(
                    files: [large.name], digest: "—", problems: [large.problem], book: nil,
                    changes: [])
            }
        }
        // A folder that came whole stands for itself; a file alone replaces its namesake.
        let names = Set(given.map(\.name))
        let files =
            given
            + here.filter { file in
                let folder = String(file.name.prefix { $0 != "/" })
                return !names.contains(file.name) && !whole.contains(folder)
            }
        let checked = SchemeLibrary.check(
            files: files.sorted { $0.name < $1.name }, digest: digest)
        let found = checked.problems.isEmpty ? checked.library?.book(settings.scheme) : nil
        var problems = checked.problems
        if problems.isEmpty, found == nil {
            problems.append(
                BookProblem(
                    .missing, file: settings.scheme, line: 1, path: "scheme",
                    advice: "この市の制度の本（\(settings.scheme)）がありません。本のフォルダーと scheme の値を確かめてください"))
        }
        return BookCandidate(
            files: given.map(\.name).sorted(),
            digest: digest(
                given.sorted { $0.name < $1.name }.flatMap { Array($0.name.utf8) + $0.bytes }),
            problems: Array(problems.prefix(BookCandidate.shown)), book: found,
            changes: found.map(changes) ?? [])
    }

    /// A file that is larger than any book.
    private struct TooLarge: Error {
        let name: String

        var problem: BookProblem {
            BookProblem(
                .unreadable, file: name, line: 1, path: "(先頭)",
                advice: "1 MB を超えています。制度の本の YAML を選んだか確かめてください")
        }
    }

    private func take(
        _ name: String, _ source: ByteSource,
        into given: inout [(name: String, bytes: [UInt8])], whole: inout Set<String>
    ) throws {
        var found: [(name: String, bytes: [UInt8])] = []
        if name.lowercased().hasSuffix(".zip") {
            let pieces = Pieces()
            try ArchiveReader(BookCandidate.limits).read(source) { entry in
                pieces.begin(entry)
                return { pieces.add($0) }
            }
            found = pieces.files.filter { !$0.name.hasPrefix("__MACOSX/") }
        } else {
            var bytes: [UInt8] = []
            try source.forEachChunk { chunk in
                guard bytes.count + chunk.count <= BookCandidate.limits.entryBytes else {
                    throw TooLarge(name: name)
                }
                bytes.append(contentsOf: chunk)
            }
            found = [(name, bytes)]
        }
        for file in found where file.name.hasSuffix(".yaml") {
            let parts = file.name.split(separator: "/").map(String.init)
            let folder = parts.count > 1 ? parts[parts.count - 2] : settings.scheme
            if parts.count > 1 { whole.insert(folder) }
            given.removeAll { $0.name == "\(folder)/\(parts[parts.count - 1])" }
            given.append(("\(folder)/\(parts[parts.count - 1])", file.bytes))
        }
    }

    private func changes(_ other: SchemeBook) -> [BookCandidate.Change] {
        struct Key: Hashable {
            let path: String
            let from: String
            let text: String
        }
        func key(_ line: BookLine) -> Key {
            Key(
                path: line.path, from: line.from?.description ?? "",
                text: "\(line.text)\t\(line.certainty.rawValue)")
        }
        let before = book.national.lines + book.lines
        let after = other.national.lines + other.lines
        let (old, new) = (Set(before.map(key)), Set(after.map(key)))
        return before.filter { !new.contains(key($0)) }.map {
            BookCandidate.Change(path: $0.path, isNew: false, line: $0)
        }
            + after.filter { !old.contains(key($0)) }.map {
                BookCandidate.Change(path: $0.path, isNew: true, line: $0)
            }
    }
}

/// The files of an archive while they come.
private final class Pieces {
    private(set) var files: [(name: String, bytes: [UInt8])] = []

    func begin(_ name: String) { files.append((name, [])) }

    func add(_ piece: UnsafeRawBufferPointer) {
        files[files.count - 1].bytes.append(contentsOf: piece)
    }
}
