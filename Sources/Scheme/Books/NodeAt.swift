// SPDX-License-Identifier: Apache-2.0
import Vocabulary
import Yams

/// A place in a YAML tree together with its file and path, for errors that can be opened.
struct NodeAt {
    let node: Node
    let file: String
    let path: String
    let notes: BookNotes
    /// The line of the nearest thing that has one: empty scalars of Yams may not.
    let fallbackLine: Int

    var line: Int { node.mark?.line ?? fallbackLine }

    func report(_ kind: BookProblem.Kind, _ advice: String) {
        notes.problems.append(
            BookProblem(
                kind, file: file, line: line, path: path.isEmpty ? "(先頭)" : path, advice: advice))
    }

    func child(_ node: Node, _ name: String) -> NodeAt {
        NodeAt(
            node: node, file: file, path: path.isEmpty ? name : "\(path).\(name)", notes: notes,
            fallbackLine: line)
    }

    /// The scalar's text exactly as written; dates and numbers are never decoded by the YAML library.
    var text: String? { node.scalar?.string }

    var isQuoted: Bool {
        switch node.scalar?.style {
        case .singleQuoted, .doubleQuoted: true
        case .any, .plain, .literal, .folded, nil: false
        }
    }

    /// Whether the value is the bare word `unset`.
    var isUnset: Bool { text == "unset" && !isQuoted }

    /// The path of the first `unset` at this place or in what it holds.
    var firstUnset: String? {
        if isUnset { return path }
        for (index, item) in (node.sequence ?? []).enumerated() {
            let place = NodeAt(
                node: item, file: file, path: "\(path)[\(index)]", notes: notes, fallbackLine: line)
            if let found = place.firstUnset { return found }
        }
        for (key, value) in node.mapping ?? [:] {
            if let found = child(value, key.scalar?.string ?? "").firstUnset { return found }
        }
        return nil
    }

    /// Whether the value is `null`.
    var isNull: Bool { !isQuoted && (text == "null" || text == "~" || text == "") }

    /// Whether a mapping has a key; says nothing about what else it has.
    func holds(_ key: String) -> Bool { node.mapping?[key] != nil }

    /// The text under a key, if it is there.
    func plainText(of key: String) -> String? { node.mapping?[key]?.scalar?.string }

    /// Whether this is a list.
    var isList: Bool { node.sequence != nil }

    /// The items of a list; a problem and no item for anything else.
    var items: [NodeAt] {
        guard let sequence = node.sequence else {
            report(.wrongForm, "リストで書いてください(各行を「- 」で始める)")
            return []
        }
        return sequence.enumerated().map { index, item in
            NodeAt(
                node: item, file: file, path: "\(path)[\(index)]", notes: notes, fallbackLine: line)
        }
    }

    /// The fields of a mapping, of which only `keys` are known.
    func fields(_ keys: Set<String>) -> Fields {
        guard let mapping = node.mapping else {
            report(.wrongForm, "「キー: 値」の形で書いてください")
            return Fields(place: self, values: [:])
        }
        var values: [String: NodeAt] = [:]
        for (key, value) in mapping {
            guard let name = key.scalar?.string else { continue }
            let place = child(value, name)
            guard keys.contains(name) else {
                let known = keys.sorted().joined(separator: "、")
                NodeAt(
                    node: key, file: file, path: place.path, notes: notes, fallbackLine: line
                ).report(.unknownKey, "知らないキーです。使えるキー: \(known)")
                continue
            }
            values[name] = place
        }
        return Fields(place: self, values: values)
    }

    /// The texts of a mapping by key.
    ///
    /// - Parameter known: the keys there are; `nil` takes any.
    func textsByKey(_ known: Set<String>? = nil) -> [String: String] {
        let keys = (node.mapping ?? [:]).compactMap { $0.key.scalar?.string }
        let fields = fields(known ?? Set(keys))
        return fields.values.keys.reduce(into: [:]) { $0[$1] = fields.text($1) }
    }
}
