// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A second, independent answer to "may this be, and what is seen of it", from
/// `SafeguardsTests/Golden/allowed.txt`.
///
/// It knows nothing of the program: words in, an answer out. It shares neither the form of the table
/// nor a line of code with `Permission`.
public struct PermissionOracle: Sendable {
    /// The words of each line of the file.
    private let words: [String: Set<String>]
    /// Role → operations it has for any purpose.
    private let any: [String: Set<String>]
    /// Operations bound to states.
    private let bound: Set<String>

    /// One combination, in the words of the file.
    public struct Question {
        public var operation: String
        public var roles: [String]
        public var purpose: String
        public var record: String
        public var state: String
        public var isOutside: Bool
        public var hasEmergency: Bool

        public init(
            operation: String, roles: [String], purpose: String,
            record: String = "ownDepartment", state: String = "open", isOutside: Bool = false,
            hasEmergency: Bool = false
        ) {
            self.operation = operation
            self.roles = roles
            self.purpose = purpose
            self.record = record
            self.state = state
            self.isOutside = isOutside
            self.hasEmergency = hasEmergency
        }
    }

    public init() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent()
            .appendingPathComponent("SafeguardsTests/Golden/allowed.txt")
        var words: [String: Set<String>] = [:]
        var kind = ""
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        where !line.hasPrefix("#") {
            if line.hasSuffix(":") {
                kind = String(line.dropLast())
                words[kind] = []
            } else {
                words[kind]?.formUnion(line.split(separator: " ").map(String.init))
            }
        }
        var any: [String: Set<String>] = [:]
        var bound: Set<String> = []
        for (kind, list) in words {
            let parts = kind.split(separator: " ").map(String.init)
            if parts[0] == "may" { any[parts[1], default: []].formUnion(list) }
            if parts[0] == "only" { bound.formUnion(list) }
        }
        (self.words, self.any, self.bound) = (words, any, bound)
    }

    private func says(_ kind: String, _ word: String) -> Bool {
        words[kind]?.contains(word) ?? false
    }

    /// Whether it is allowed.
    public func allows(_ q: Question) -> Bool {
        let able = q.roles.filter { any[$0]?.contains(q.operation) ?? false }
        if able.isEmpty {
            return q.hasEmergency && says("emergency", q.operation)
                && q.purpose == "maintenance"
                && ["ownDepartment", "otherDepartment"].contains(q.record)
        }
        guard able.contains(where: { says("may \($0) \(q.purpose)", q.operation) }) else {
            return false
        }
        let isAboutPersons = says("persons", q.operation)
        let mayElsewhere = !isAboutPersons || able.contains { says("elsewhere", $0) }
        if q.isOutside && !mayElsewhere { return false }
        switch q.record {
        case "ownDepartment": break
        case "otherDepartment": if !mayElsewhere { return false }
        case "protectedPerson": if !isAboutPersons { return false }
        case "suspendedPerson":
            if !isAboutPersons || !says("suspended", q.operation) { return false }
        default: return false
        }
        return !bound.contains(q.operation) || says("only \(q.state)", q.operation)
    }

    /// 2 shown, 1 masked, 0 hidden.
    public func sees(_ field: String, _ q: Question) -> Int {
        guard allows(q) else { return 0 }
        let able = q.roles.filter { any[$0]?.contains(q.operation) ?? false }
        if able.isEmpty { return level("emergency", field) }
        let isRevealed = says("reveal \(field)", q.operation)
        return able.map { role in
            if q.record == "protectedPerson", role != "system", says("place", field) {
                return isRevealed && role == "head" ? 2 : 0
            }
            return isRevealed ? 2 : level(role, field)
        }.max() ?? 0
    }

    private func level(_ who: String, _ field: String) -> Int {
        says("sees \(who)", field) ? 2 : says("hints \(who)", field) ? 1 : 0
    }
}
