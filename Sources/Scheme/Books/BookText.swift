// SPDX-License-Identifier: Apache-2.0
import Vocabulary
import Yams

/// The text of one book: the YAML files of a folder, which together make one mapping.
struct BookText {
    /// The head of a book, and its parts.
    struct Top {
        let title: String
        let legal: [String]
        let fields: Fields
        let examples: [NodeAt]
    }

    let folder: String
    /// File names relative to the directory of the books, with their bytes, sorted by name.
    let files: [(name: String, bytes: [UInt8])]
    let notes = BookNotes()

    /// How many values a file may have once its aliases are opened: far more than any book, and few
    /// enough to be gone through at once. A kilobyte of aliases of aliases has thousands of millions.
    private static let mostNodes = 200_000

    /// Whether a key may hold an alias: the parser compares keys before the size of a file is known. A key
    /// that is more than a word begins with `?`, or ends with `]` or `}`; where a file has aliases, none of
    /// these may stand in it, in whatever place.
    private static func mayHaveAliasInKey(_ text: String) -> Bool {
        guard text.firstMatch(of: /\*\S/) != nil else { return false }
        return text.firstMatch(of: /\?|[\]}]\s*:|\*[^\s,\[\]{}]+\s*:/) != nil
    }

    private static func fits(_ node: Node, _ left: inout Int) -> Bool {
        left -= 1
        guard left > 0 else { return false }
        for item in node.sequence ?? [] where !fits(item, &left) { return false }
        for (_, value) in node.mapping ?? [:] where !fits(value, &left) { return false }
        return true
    }

    /// All bytes with the names, in order: what the digest is taken of.
    var digestInput: [UInt8] {
        files.reduce(into: []) { bytes, file in
            bytes += Array("\(file.name)\u{0}\(file.bytes.count)\u{0}".utf8) + file.bytes
        }
    }

    private static let headKeys: Set<String> = [
        "scheme", "title", "confirmed", "legal", "examples",
    ]

    /// Merges the files and reads the head.
    func topLevel(keys: Set<String>) -> Top? {
        var values: [String: NodeAt] = [:]
        var examples: [NodeAt] = []
        for file in files {
            guard let root = root(of: file.name, file.bytes) else { continue }
            for (key, value) in root.fields(BookText.headKeys.union(keys)).values {
                if key == "examples" {
                    examples += value.items
                } else if let earlier = values.updateValue(value, forKey: key) {
                    value.report(.doubled, "\(earlier.file) にも同じキーがあります。一つにしてください")
                }
            }
        }
        guard let first = files.first else { return nil }
        let place = NodeAt(
            node: Node("", .implicit, .any), file: first.name, path: "", notes: notes,
            fallbackLine: 1)
        let fields = Fields(place: place, values: values)
        notes.isConfirmed = fields.flag("confirmed", otherwise: false)
        if let scheme = fields.required("scheme"), scheme.text != folder {
            scheme.report(.wrongForm, "フォルダーの名前と同じ「\(folder)」にしてください")
        }
        return Top(
            title: fields.text("title"), legal: fields.texts("legal"), fields: fields,
            examples: examples)
    }

    func root(of name: String, _ bytes: [UInt8]) -> NodeAt? {
        func problem(_ line: Int, _ advice: String) {
            notes.problems.append(
                BookProblem(.unreadable, file: name, line: line, path: "(先頭)", advice: advice))
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            problem(1, "UTF-8 で保存してください")
            return nil
        }
        guard !BookText.mayHaveAliasInKey(text) else {
            problem(1, "別名（*）を使うファイルでは、半角の「?」と、別名・[ ]・{ } のキーは使えません。キーは言葉で、文の「?」は全角で書いてください")
            return nil
        }
        do {
            guard let node = try Yams.compose(yaml: text) else {
                problem(1, "中身がありません")
                return nil
            }
            var left = BookText.mostNodes
            guard BookText.fits(node, &left) else {
                problem(1, "別名（*）を開くと大きくなりすぎます。同じ内容を重ねる別名を減らしてください")
                return nil
            }
            return NodeAt(node: node, file: name, path: "", notes: notes, fallbackLine: 1)
        } catch let error as YamlError {
            problem(BookText.line(of: error), "YAML として読めません。字下げと引用符を確かめてください")
            return nil
        } catch {
            problem(1, "YAML として読めません: \(error)")
            return nil
        }
    }

    private static func line(of error: YamlError) -> Int {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
            mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        default: 1
        }
    }
}
