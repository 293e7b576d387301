// SPDX-License-Identifier: Apache-2.0

/// A book as plain words, read by a reader of its own: the second count shares neither a YAML
/// library nor a type with `Scheme`.
///
/// Reads what the books use of YAML: maps and lists by indentation, `{…}` and `[…]` on one line,
/// quoted and plain words, comments.
indirect enum PlainBook: Equatable {
    case word(String)
    case list([PlainBook])
    case map([String: PlainBook])

    subscript(_ key: String) -> PlainBook? {
        if case .map(let fields) = self { fields[key] } else { nil }
    }

    var items: [PlainBook] { if case .list(let items) = self { items } else { [] } }
    var text: String? { if case .word(let text) = self { text } else { nil } }
    var number: Int? { text.flatMap { Int($0) } }
    var isUnset: Bool { text == "unset" }

    /// What is written under dotted keys.
    func at(_ path: String) -> PlainBook? {
        var place: PlainBook? = self
        for key in path.split(separator: ".") { place = place?[String(key)] }
        return place
    }

    /// Several files of one folder are one book.
    static func read(_ texts: [String]) -> PlainBook {
        var all: [String: PlainBook] = [:]
        for text in texts {
            var reader = PlainReader(text)
            guard case .map(let fields) = reader.block(0) else { continue }
            all.merge(fields) { $1 }
        }
        return .map(all)
    }
}

/// Reads lines from top to bottom.
private struct PlainReader {
    private var lines: [(indent: Int, text: String)] = []
    private var place = 0

    init(_ text: String) {
        for line in text.split(separator: "\n") {
            let words = PlainReader.withoutComment(String(line))
            let indent = words.prefix { $0 == " " }.count
            let rest = String(words.dropFirst(indent))
            if !rest.isEmpty { lines.append((indent, rest)) }
        }
    }

    private static func withoutComment(_ line: String) -> String {
        var kept = ""
        var isQuoted = false
        var before: Character = " "
        for letter in line {
            if letter == "\"" { isQuoted.toggle() }
            if letter == "#", !isQuoted, before == " " { break }
            kept.append(letter)
            before = letter
        }
        while kept.last == " " { kept.removeLast() }
        return kept
    }

    /// The list or map that begins at the line in hand.
    mutating func block(_ indent: Int) -> PlainBook {
        guard place < lines.count else { return .word("") }
        return lines[place].text.hasPrefix("- ") ? list(indent) : map(indent)
    }

    private mutating func list(_ indent: Int) -> PlainBook {
        var items: [PlainBook] = []
        while place < lines.count, lines[place].indent == indent, lines[place].text.hasPrefix("- ")
        {
            let rest = String(lines[place].text.dropFirst(2))
            if rest.hasPrefix("{") || rest.hasPrefix("[") || rest.hasPrefix("\"")
                || PlainReader.key(rest) == nil
            {
                place += 1
                items.append(PlainReader.value(rest))
            } else {
                lines[place] = (indent + 2, rest)
                items.append(map(indent + 2))
            }
        }
        return .list(items)
    }

    private mutating func map(_ indent: Int) -> PlainBook {
        var fields: [String: PlainBook] = [:]
        while place < lines.count, lines[place].indent == indent,
            let (key, rest) = PlainReader.key(lines[place].text)
        {
            place += 1
            if !rest.isEmpty {
                fields[key] = PlainReader.value(rest)
            } else if place < lines.count, lines[place].indent > indent {
                fields[key] = block(lines[place].indent)
            } else {
                fields[key] = .word("")
            }
        }
        return .map(fields)
    }

    /// `key: rest`, or nothing where the line is no such pair.
    private static func key(_ text: String) -> (String, String)? {
        var name = ""
        var rest = Substring(text)
        while let letter = rest.first {
            rest.removeFirst()
            if letter == ":", rest.isEmpty || rest.first == " " {
                return (name, String(rest.drop { $0 == " " }))
            }
            name.append(letter)
        }
        return nil
    }

    private static func value(_ text: String) -> PlainBook {
        var line = OneLine(rest: Substring(text))
        return text.hasPrefix("{") || text.hasPrefix("[") || text.hasPrefix("\"")
            ? line.value() : .word(text)
    }
}

/// `{a: 1, b: [c, "d"]}`.
private struct OneLine {
    var rest: Substring

    private mutating func skip() { rest = rest.drop { $0 == " " } }

    private mutating func take(_ letter: Character) -> Bool {
        skip()
        guard rest.first == letter else { return false }
        rest.removeFirst()
        return true
    }

    mutating func value() -> PlainBook {
        if take("{") {
            var fields: [String: PlainBook] = [:]
            while !take("}"), !rest.isEmpty {
                let key = word(until: ":")
                _ = take(":")
                fields[key] = value()
                _ = take(",")
            }
            return .map(fields)
        }
        if take("[") {
            var items: [PlainBook] = []
            while !take("]"), !rest.isEmpty {
                items.append(value())
                _ = take(",")
            }
            return .list(items)
        }
        return .word(word(until: ","))
    }

    /// A word, quoted or up to a sign or a closing bracket.
    private mutating func word(until sign: Character) -> String {
        skip()
        if take("\"") {
            let text = rest.prefix { $0 != "\"" }
            rest = rest.dropFirst(text.count + 1)
            return String(text)
        }
        let text = rest.prefix { $0 != sign && $0 != "}" && $0 != "]" }
        rest = rest.dropFirst(text.count)
        return text.trimmed
    }
}

extension Substring {
    fileprivate var trimmed: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
