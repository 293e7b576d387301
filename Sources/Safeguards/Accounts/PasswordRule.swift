// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What a new password must be: at least 15 characters where it stands alone and 8 beside a second
/// factor, no composition rules, no forced change, not common and not derived from its surroundings
/// (NIST SP 800-63B-4).
public struct PasswordRule: Sendable {
    /// Words of the place: the city, the program, the department.
    public let contextWords: [String]
    /// The fewest characters.
    public let least: Int
    /// So many characters must remain when known words and runs are taken away.
    let leastOwn: Int
    static let most = 256

    /// - Parameter standsAlone: false beside a second factor.
    public init(contextWords: [String], standsAlone: Bool = true) {
        self.contextWords = contextWords
        least = standsAlone ? 15 : 8
        leastOwn = standsAlone ? 8 : 5
    }

    /// The first weakness of a password for an officer; `nil` when it may be used.
    public func weakness(
        of password: String, officer: String, name: String
    ) -> PasswordWeakness? {
        let folded = password.precomposedStringWithCompatibilityMapping
        guard folded.unicodeScalars.count >= least else { return .tooShort }
        guard folded.unicodeScalars.count <= Self.most else { return .tooLong }
        let text = folded.lowercased()
        if Self.own(text, without: CommonPasswords.words) < leastOwn { return .common }
        let around = (contextWords + [officer, name]).flatMap(Self.spellings)
        if Self.own(text, without: around + CommonPasswords.words) < leastOwn {
            return .personal
        }
        if Set(text).count < 5 || Self.withoutRuns(text).count < leastOwn { return .trivial }
        return nil
    }

    /// How many letters and digits remain when the words are taken away.
    private static func own(_ text: String, without words: [String]) -> Int {
        var rest = text
        for word in words.sorted(by: { $0.count > $1.count }) where word.count >= 3 {
            rest = rest.replacingOccurrences(of: word, with: " ")
        }
        // Signs around a common word add nothing: 「password!!!!!!!!」.
        return rest.filter { $0.isLetter || $0.isNumber }.count
    }

    private static func spellings(_ word: String) -> [String] {
        let text = word.precomposedStringWithCompatibilityMapping.lowercased()
        return [text] + text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// The text without characters that repeat or continue the one before (`aaa`, `3456`, `cba`).
    private static func withoutRuns(_ text: String) -> [UInt32] {
        var kept: [UInt32] = []
        var before: UInt32?
        for scalar in text.unicodeScalars.map(\.value) {
            defer { before = scalar }
            if let before, abs(Int64(before) - Int64(scalar)) <= 1 { continue }
            kept.append(scalar)
        }
        return kept
    }
}
