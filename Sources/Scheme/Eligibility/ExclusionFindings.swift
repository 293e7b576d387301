// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Exclusions of the book, marriage as one of its own.
extension JudgedCase {
    var exclusionFindings: [Finding] {
        let words = child.exclusions.filter { $0 != ExclusionKind.married.rawValue }
        var found = words.map { finding(word: $0) }
        if found.isEmpty {
            found.append(
                Finding(
                    rule: .exclusion, article: book.eligibleArticle, met: true,
                    because: "除外事由はありません"))
        }
        let married = child.married || words.count != child.exclusions.count
        if book.exclusions.exclusions.contains(where: { $0.kind == .married }) || married {
            found.append(marriageFinding(married))
        }
        return found
    }

    private func finding(word: String) -> Finding {
        let kind = ExclusionKind(rawValue: String(word.prefix { $0 != ":" }))
        let listed = book.exclusions.exclusions.first { $0.kind == kind }
        let mask = book.exclusions.mask(of: word)
        let article = listed?.article ?? book.eligibleArticle
        if mask & ExclusionList.unlistedBit != 0 {
            return Finding(
                rule: .exclusion, article: article, met: false,
                because: FindingName.exclusionUnknown.said(word))
        }
        if mask == 0 {
            let because =
                listed == nil ? "「\(word)」はこの制度の除外事由ではありません" : "「\(word)」は除外事由の例外です"
            return Finding(rule: .exclusion, article: article, met: true, because: because)
        }
        return Finding(
            rule: .exclusion, article: article, met: false, because: listed?.reading ?? word)
    }

    private func marriageFinding(_ married: Bool) -> Finding {
        let word = ExclusionKind.married.rawValue
        let listed = book.exclusions.exclusions.first { $0.kind == .married }
        let excludes = married && book.exclusions.mask(of: word) != 0
        let because: String
        if !married {
            because = "婚姻していません"
        } else if listed == nil, excludes {
            because = FindingName.marriageUnknown.said()
        } else if excludes {
            because = listed?.reading ?? ExclusionKind.married.wording
        } else {
            because = "婚姻はこの制度の除外事由ではありません"
        }
        return Finding(
            rule: .marriage, article: listed?.article ?? book.eligibleArticle, met: !excludes,
            because: because)
    }
}
