// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Whether the age is covered on the day.
extension JudgedCase {
    var ageFinding: Finding {
        switch ageLimit {
        case .found(let end, let entry):
            let last = end.lastDay(born: child.born)
            let met = on <= last
            let (born, until) = (Wareki.text(child.born), Wareki.text(last))
            let text =
                met
                ? FindingName.ageCovered.said(born, end.description, until)
                : FindingName.tooOld.said(born, end.description, until, Wareki.text(on))
            return Finding(
                rule: .age, article: entry.article, met: met && on >= child.born, because: text)
        case .unset(let path):
            return Finding(
                rule: .age, article: book.eligibleArticle, met: false,
                because: FindingName.ageUnset.said(path))
        case .none:
            return Finding(
                rule: .age, article: book.eligibleArticle, met: false,
                because: FindingName.ageWithoutRule.said(Wareki.text(on)))
        }
    }
}
