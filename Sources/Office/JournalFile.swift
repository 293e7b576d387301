// SPDX-License-Identifier: Apache-2.0
import Foundation
import Retention
import Vault
import Vocabulary

/// The journal of erased rows as a file beside the keys: lines of `ErasedRow`, an empty line after
/// each batch.
struct JournalFile: ErasureJournal {
    let url: URL

    /// - Parameter system: the name of the system, as its other files have it.
    init(keys: String, _ system: String) {
        url = URL(fileURLWithPath: keys).appendingPathComponent("\(system).erased")
    }

    /// Puts this journal in the place of an older one; the journal only ever grows.
    func replace(_ older: JournalFile) throws {
        guard try length() > older.length() else { return }
        // Beside it first: what is erased must never be without its journal.
        let draft = older.url.deletingLastPathComponent()
            .appendingPathComponent(".\(older.url.lastPathComponent).part")
        try? FileManager.default.removeItem(at: draft)
        try FileManager.default.copyItem(at: url, to: draft)
        try DurableFile.take(draft, to: older.url)
    }

    func length() throws -> Int {
        guard FileManager.default.fileExists(atPath: url.path) else { return 0 }
        let values = try url.resourceValues(forKeys: [.fileSizeKey])
        return values.fileSize ?? 0
    }

    func append(_ batches: [[ErasedRow]]) throws -> Int {
        let isNew = !FileManager.default.fileExists(atPath: url.path)
        if isNew {
            let isMade = FileManager.default.createFile(
                atPath: url.path, contents: nil, attributes: [.posixPermissions: 0o600])
            guard isMade else { throw Fault(.disk, detail: "消去の控えを書けません: \(url.path)") }
        }
        let file = try FileHandle(forWritingTo: url)
        defer { try? file.close() }
        // A line that a crash tore is ended here, so that it spoils nothing that follows.
        if try file.seekToEnd() > 0 { try file.write(contentsOf: Data("\n".utf8)) }
        for batch in batches {
            let text = batch.map(\.line).joined() + "\n"
            try file.write(contentsOf: Data(text.utf8))
        }
        try file.synchronize()
        if isNew { try DurableFile.settle(folder: url.deletingLastPathComponent()) }
        return Int(try file.offset())
    }

    func batches(after place: Int, _ body: ([ErasedRow]) throws -> Void) throws {
        guard FileManager.default.fileExists(atPath: url.path) else { return }
        let file = try FileHandle(forReadingFrom: url)
        defer { try? file.close() }
        try file.seek(toOffset: UInt64(place))
        var rest = Data()
        var batch: [ErasedRow] = []
        func take(_ line: Data) throws {
            if let row = ErasedRow(line: String(decoding: line, as: UTF8.self)) {
                batch.append(row)
            } else if line.isEmpty, !batch.isEmpty {
                try body(batch)
                batch = []
            }
        }
        while let chunk = try file.read(upToCount: 1 << 20), !chunk.isEmpty {
            rest += chunk
            while let end = rest.firstIndex(of: 0x0A) {
                try take(rest[rest.startIndex..<end])
                rest = rest[rest.index(after: end)...]
            }
            rest = Data(rest)
        }
        if !batch.isEmpty { try body(batch) }
    }
}
