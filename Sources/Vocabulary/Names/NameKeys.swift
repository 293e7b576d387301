// SPDX-License-Identifier: Apache-2.0

/// What a name is found by: the beginning of the whole of it, or of the given name alone.
public struct NameKeys: Sendable, Hashable {
    public let whole: String
    /// Empty where the name is written in one piece.
    public let given: String

    public init(kana: String) {
        whole = KanaFold.searchKey(kana)
        given = KanaFold.searchKey(NameKeys.given(in: kana))
    }

    public init(name: String) {
        whole = NameKey.searchKey(name)
        given = NameKey.searchKey(NameKeys.given(in: name))
    }

    /// Whether the name or the given name begins with the key.
    public func begin(with key: String) -> Bool {
        // Character by character as an index compares them.
        [whole, given].contains { $0.unicodeScalars.starts(with: key.unicodeScalars) }
    }

    private static func given(in name: String) -> String {
        let parts = name.split(whereSeparator: { $0 == "　" || $0 == " " })
        return parts.count > 1 ? parts.dropFirst().joined() : ""
    }
}
