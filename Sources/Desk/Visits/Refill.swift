// SPDX-License-Identifier: Apache-2.0

/// Puts what was typed into a form back into a page that shows this form empty.
///
/// Most screens draw their own forms anew. This is for all the others, so that no form of the desk
/// ever loses what was typed into it: not by a refusal, not by a log-in that ended, not by a pause.
struct Refill: Sendable {
    /// Where the form was sent.
    let path: String
    let form: Typed
    /// What is shown where the page has no such form any more, or nothing to type into it.
    /// (In a list: a page that holds itself has no size.)
    private let others: [Page]

    var otherwise: Page? { others.first }

    init(path: String, form: Typed, otherwise: Page?) {
        self.path = path
        self.form = form
        others = otherwise.map { [$0] } ?? []
    }

    /// The page with the form filled, in an open fold; `nil` where it has none, or none with a field
    /// to type into and something else can be shown.
    func fill(_ page: String) -> String? {
        let tags = HTMLTag.all(in: page)
        for (place, tag) in tags.enumerated() where tag.name == "form" && leadsHere(tag) {
            let end = tags[place...].first { $0.name == "/form" }?.range.lowerBound ?? page.endIndex
            let id = tag["id"]
            let own = tags.indices.filter { index in
                let inside = tags[index].range
                return (tag.range.upperBound <= inside.lowerBound && inside.lowerBound < end)
                    || (id != nil && tags[index]["form"] == id)
            }
            guard own.allSatisfy({ isSame(tags[$0]) }) else { continue }
            return fill(page, tags, own, folds: Self.folds(around: place, tags))
        }
        return nil
    }

    /// A form that asks for a list of the same address was never the one that was sent.
    private func leadsHere(_ tag: HTMLTag) -> Bool {
        tag["method"] == "post"
            && tag["action"]?.prefix { $0 != "?" && $0 != "#" } == path[...]
    }

    /// Rows of a list have a form each: what they hide tells them apart.
    private func isSame(_ tag: HTMLTag) -> Bool {
        guard tag.name == "input", tag["type"] == "hidden", let name = tag["name"],
            !["csrf", "once"].contains(name), form.has(name)
        else { return true }
        return form.all(name).contains(tag["value"] ?? "")
    }

    /// The folds that a tag stands in.
    private static func folds(around place: Int, _ tags: [HTMLTag]) -> [HTMLTag] {
        tags[..<place].reduce(into: []) { folds, tag in
            switch tag.name {
            case "details": folds.append(tag)
            case "/details": _ = folds.popLast()
            default: break
            }
        }
    }

    private func fill(
        _ page: String, _ tags: [HTMLTag], _ own: [Int], folds: [HTMLTag]
    ) -> String? {
        var edits = folds.map { ($0.range, $0.with("open", "")) }
        var counts: [String: Int] = [:]
        var hasField = false
        for index in own {
            let tag = tags[index]
            guard let name = tag["name"], form.has(name) || tag.isTick else { continue }
            let values = form.all(name)
            switch tag.name {
            case "input" where tag.isTick:
                hasField = true
                let isOn = values.contains(tag["value"] ?? "on")
                guard isOn != (tag["checked"] != nil) else { continue }
                edits.append((tag.range, tag.with("checked", isOn ? "" : nil)))
            case "input" where tag.isText:
                hasField = true
                let place = counts[name, default: 0]
                counts[name] = place + 1
                guard place < values.count, values[place] != tag["value"] ?? "" else {
                    continue
                }
                edits.append((tag.range, tag.with("value", values[place])))
            case "textarea":
                hasField = true
                guard let end = tags[index...].first(where: { $0.name == "/textarea" }) else {
                    continue
                }
                edits.append(
                    (
                        tag.range.upperBound..<end.range.lowerBound,
                        HTMLTag.escaped(values.first ?? "")
                    ))
            case "select":
                hasField = true
                for option in tags[(index + 1)...] {
                    guard option.name != "/select" else { break }
                    guard option.name == "option" else { continue }
                    let isOn = values.contains(option["value"] ?? "")
                    guard isOn != (option["selected"] != nil) else { continue }
                    edits.append((option.range, option.with("selected", isOn ? "" : nil)))
                }
            default: continue
            }
        }
        guard hasField || otherwise == nil else { return nil }
        var text = ""
        var at = page.startIndex
        for (range, words) in edits.sorted(by: { $0.0.lowerBound < $1.0.lowerBound })
        where range.lowerBound >= at {
            text += page[at..<range.lowerBound] + words
            at = range.upperBound
        }
        return text + page[at...]
    }
}

/// A tag of a page that this desk has written: values stand in double quotes.
struct HTMLTag {
    /// In small letters; `/form` where it ends.
    let name: String
    let range: Range<String.Index>
    private let attributes: [(name: String, value: String?)]

    subscript(_ name: String) -> String? {
        attributes.first { $0.name == name }.map { $0.value ?? "" }
    }

    var isTick: Bool { name == "input" && ["checkbox", "radio"].contains(self["type"] ?? "") }
    var isText: Bool {
        name == "input"
            && !["hidden", "submit", "button", "file", "password", "checkbox", "radio"]
                .contains(self["type"] ?? "text")
    }

    /// The tag with an attribute set, or without it for `nil`.
    func with(_ attribute: String, _ value: String?) -> String {
        var text = "<" + name
        for (name, old) in attributes where name != attribute {
            text += " " + name + (old.map { "=\"\(HTMLTag.escaped($0))\"" } ?? "")
        }
        guard let value else { return text + ">" }
        return text + " " + attribute
            + (value.isEmpty && attribute != "value" ? "" : "=\"\(HTMLTag.escaped(value))\"") + ">"
    }

    static func all(in page: String) -> [HTMLTag] {
        page.matches(of: /<(\/?[a-zA-Z][a-zA-Z0-9]*)((?:[^>"]|"[^"]*")*)>/).map { match in
            HTMLTag(
                name: match.1.lowercased(), range: match.range,
                attributes: match.2.matches(of: /([a-zA-Z][-a-zA-Z0-9]*)(?:="([^"]*)")?/).map {
                    ($0.1.lowercased(), $0.2.map { HTMLTag.unescaped(String($0)) })
                })
        }
    }

    static func escaped(_ text: String) -> String {
        var safe = ""
        for sign in text {
            switch sign {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "'": safe += "&#39;"
            default: safe.append(sign)
            }
        }
        return safe
    }

    private static func unescaped(_ text: String) -> String {
        guard text.contains("&") else { return text }
        return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
            .replacing("&#x27;", with: "'").replacing("&amp;", with: "&")
    }
}
