// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// 用語: the words of the office as these screens use them, in the order of their readings.
struct Words: Sendable {
    struct Word: Sendable {
        let word: String
        let reading: String
        let meaning: String
        /// Where it is met first; `nil` where it is met everywhere.
        let screen: Screen?
    }

    let all: [Word]

    /// Reads `Assets/words.tsv`.
    static func read() throws -> Words {
        try Words(String(decoding: Templates.asset("words.tsv"), as: UTF8.self))
    }

    /// - Throws: `Fault` where a line has not four cells, or names a screen that does not exist.
    init(_ text: String) throws {
        all = try text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
                .map(String.init)
            guard cells.count == 4, cells[3].isEmpty || Screen(rawValue: cells[3]) != nil else {
                throw Fault(.disk, detail: "words.tsv: \(line)")
            }
            return Word(
                word: cells[0], reading: cells[1], meaning: cells[2],
                screen: Screen(rawValue: cells[3]))
        }
    }

    /// Words whose reading or spelling has what was typed, however its kana are written; those that begin
    /// with it first.
    func found(_ typed: String) -> [Word] {
        let key = KanaFold.searchKey(typed)
        guard !typed.isEmpty else { return all }
        func rank(_ word: Word) -> Int? {
            let reading = KanaFold.searchKey(word.reading)
            if word.word.hasPrefix(typed) || (!key.isEmpty && reading.hasPrefix(key)) { return 0 }
            if word.word.contains(typed) || (!key.isEmpty && reading.contains(key)) { return 1 }
            return word.meaning.contains(typed) ? 2 : nil
        }
        return all.enumerated().compactMap { index, word in
            rank(word).map { (rank: $0, index: index, word: word) }
        }.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map(\.word)
    }
}
