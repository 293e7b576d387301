// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Whether the age is covered on the day.
extension JudgedCase {
    var ageFinding: Finding {
        switch ageLimit {
        case .found(let end, let entry):
            let last = end.lastDay(born: child.born)
            let met = on <= last
            let text =
                "\(Wareki.text(child.born))生まれは \(end)(\(Wareki.text(last)))"
                + (met ? "の対象です" : "のため、\(Wareki.text(on))は対象外です")
            return Finding(
                rule: .age, article: entry.article, met: met && on >= child.born, because: text)
        case .unset(let path):
            return Finding(
                rule: .age, article: book.eligibleArticle, met: false,
                because: "\(path) が制度の本にない(未設定または確認前の期間)ため判定できません")
        case .none:
            return Finding(
                rule: .age, article: book.eligibleArticle, met: false,
                because: "\(Wareki.text(on))に施行されている年齢の規定がありません")
        }
    }
}
