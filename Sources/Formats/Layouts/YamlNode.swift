// SPDX-License-Identifier: Apache-2.0
import Yams

/// A place in a layout file, so that every complaint names file and line.
struct YamlNode {
    let file: String
    let node: Node

    init(file: String, node: Node) {
        self.file = file
        self.node = node
    }

    /// - Throws: `layoutBroken` with the line of the first mistake.
    static func parse(_ text: String, file: String) throws(FormatRefusal) -> YamlNode {
        let parsed: Node?
        do {
            parsed = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw .layoutBroken(file: file, line: line(of: error), reason: "YAML として読めません。")
        } catch {
            throw .layoutBroken(file: file, line: 1, reason: "YAML として読めません。")
        }
        guard let parsed else {
            throw .layoutBroken(file: file, line: 1, reason: "中身がありません。")
        }
        return YamlNode(file: file, node: parsed)
    }

    private static func line(of error: YamlError) -> Int {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
            mark.line
        default: 1
        }
    }

    func broken(_ reason: String) -> FormatRefusal {
        .layoutBroken(file: file, line: node.mark?.line ?? 1, reason: reason)
    }

    /// Pairs in the order of the file; a key twice, or a bare word that YAML turns around, is
    /// refused.
    func pairs() throws(FormatRefusal) -> [(key: String, value: YamlNode)] {
        guard case .mapping(let mapping) = node else { throw broken("「項目: 値」の形で書いてください。") }
        var found: [(key: String, value: YamlNode)] = []
        var seen: Set<String> = []
        for (key, value) in mapping {
            let name = try YamlNode(file: file, node: key).text()
            guard seen.insert(name).inserted else {
                throw YamlNode(file: file, node: key).broken("「\(name)」が2度あります。")
            }
            found.append((name, YamlNode(file: file, node: value)))
        }
        return found
    }

    /// The values by name; a name outside `known` is refused, so that a misspelt rule is seen.
    func members(_ known: Set<String>) throws(FormatRefusal) -> [String: YamlNode] {
        var members: [String: YamlNode] = [:]
        for (key, value) in try pairs() {
            guard known.contains(key) else { throw value.broken("「\(key)」という項目はありません。") }
            members[key] = value
        }
        return members
    }

    func list() throws(FormatRefusal) -> [YamlNode] {
        guard case .sequence(let items) = node else { throw broken("[ ] の並びで書いてください。") }
        return items.map { YamlNode(file: file, node: $0) }
    }

    var isNull: Bool {
        guard case .scalar(let scalar) = node else { return false }
        return scalar.style == .plain && ["null", "~", ""].contains(scalar.string)
    }

    /// A scalar as it was written: `01` stays `01`.
    func text() throws(FormatRefusal) -> String {
        guard case .scalar(let scalar) = node else { throw broken("1つの値を書いてください。") }
        if scalar.style == .plain {
            let word = scalar.string.lowercased()
            guard !["yes", "no", "on", "off", "y", "n"].contains(word) else {
                throw broken("「\(scalar.string)」は引用符で囲んでください（YAML が真偽に読み替えます）。")
            }
            let looksLikeDate = word.utf8.count == 10 && word.split(separator: "-").count == 3
            guard !looksLikeDate else { throw broken("日付は引用符で囲んでください。") }
        }
        return scalar.string
    }

    func flag() throws(FormatRefusal) -> Bool {
        switch try text() {
        case "true": true
        case "false": false
        default: throw broken("true か false を書いてください。")
        }
    }

    func integer() throws(FormatRefusal) -> Int {
        guard let value = Int(try text()) else { throw broken("整数を書いてください。") }
        return value
    }

    func choice<Choice: RawRepresentable & CaseIterable>(
        _ type: Choice.Type
    ) throws(FormatRefusal) -> Choice where Choice.RawValue == String {
        let word = try text()
        guard let choice = Choice(rawValue: word) else {
            let allowed = Choice.allCases.map(\.rawValue).joined(separator: "、")
            throw broken("「\(word)」は使えません（\(allowed)）。")
        }
        return choice
    }
}

/// The members of one mapping, asked by name.
struct YamlMembers {
    let owner: YamlNode
    let members: [String: YamlNode]

    init(_ owner: YamlNode, _ known: Set<String>) throws(FormatRefusal) {
        self.owner = owner
        members = try owner.members(known)
    }

    subscript(_ key: String) -> YamlNode? { members[key].flatMap { $0.isNull ? nil : $0 } }

    func needed(_ key: String) throws(FormatRefusal) -> YamlNode {
        guard let node = self[key] else { throw owner.broken("「\(key)」がありません。") }
        return node
    }

    func text(_ key: String) throws(FormatRefusal) -> String { try needed(key).text() }

    func flag(_ key: String, otherwise: Bool? = nil) throws(FormatRefusal) -> Bool {
        if self[key] == nil, let otherwise { return otherwise }
        return try needed(key).flag()
    }

    func integer(_ key: String) throws(FormatRefusal) -> Int? {
        guard let node = self[key] else { return nil }
        return try node.integer()
    }

    func texts(_ key: String) throws(FormatRefusal) -> [String] {
        var texts: [String] = []
        for node in try needed(key).list() { texts.append(try node.text()) }
        return texts
    }
}
