// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger

/// What was typed: the fields of a form or the parameters of an address, in their order.
struct Typed: Sendable {
    private var values: [String: [String]] = [:]

    init() {}

    /// Reads `a=1&b=%E3%81%82`, of a query or of a form.
    init(urlencoded text: String) {
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = parts.first.flatMap({ Typed.unescaped(String($0)) }), !name.isEmpty
            else { continue }
            let value = parts.count > 1 ? Typed.unescaped(String(parts[1])) ?? "" : ""
            values[name, default: []].append(value)
        }
    }

    /// The value of a field without spaces around; empty where it is missing.
    subscript(_ name: String) -> String {
        (values[name]?.first ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The value exactly as typed: passwords.
    func verbatim(_ name: String) -> String { values[name]?.first ?? "" }

    /// Every value of a field, for check boxes.
    func all(_ name: String) -> [String] { values[name] ?? [] }

    /// The names of all fields, in their order.
    var names: [String] { values.keys.sorted() }

    /// Everything as an address carries it, `?a=1&b=2`; empty where there is nothing.
    var question: String {
        let parts = names.flatMap { name in
            all(name).map { "\(Typed.escaped(name))=\(Typed.escaped($0))" }
        }
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }

    /// Of everything that was typed: equal for the same form, also in another log-in.
    var digest: String {
        let typed = names.filter { $0 != "csrf" && $0 != "once" }
        let texts = typed.flatMap { name in [name] + all(name) + [""] }
        return Digest.of(Array(texts.map { "\($0.utf8.count):\($0)" }.joined().utf8)).description
    }

    func has(_ name: String) -> Bool { values[name] != nil }

    /// False where a control character stands that no keyboard types and no database keeps (NUL).
    var isClean: Bool {
        values.allSatisfy { name, all in Typed.isClean(name) && all.allSatisfy(Typed.isClean) }
    }

    static func isClean(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) }
    }

    /// Whether a check box is ticked.
    func isTicked(_ name: String) -> Bool { values[name]?.contains("yes") ?? false }

    mutating func set(_ name: String, _ value: String) { values[name] = [value] }

    mutating func set(_ name: String, all new: [String]) { values[name] = new }

    /// As if the field had never been there: it is filled anew.
    mutating func forget(_ name: String) { values[name] = nil }

    /// A value for a path or a query of an address.
    static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

    private static func unescaped(_ text: String) -> String? {
        text.replacingOccurrences(of: "+", with: " ").removingPercentEncoding
    }
}
