// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// One place where the office's books and the town's truth do not agree.
public struct Difference: Hashable, Sendable, Codable {
    /// The truth file: `entitlements`, `claims` ….
    public let file: String
    /// Which line: a receipt, an addressee number, a file and line.
    public let key: String
    public let field: String
    public let expected: String
    public let found: String

    /// One line for the terminal.
    public var text: String {
        "\(file) \(key) \(field): 正解 \(expected)、結果 \(found)"
    }
}

/// Gathers differences of one truth file.
struct Comparing {
    let file: String
    private(set) var differences: [Difference] = []

    init(_ file: String) { self.file = file }

    mutating func expect<T: Equatable>(_ key: String, _ field: String, _ expected: T, _ found: T) {
        guard expected != found else { return }
        differences.append(
            Difference(
                file: file, key: key, field: field, expected: "\(expected)", found: "\(found)"))
    }
}
