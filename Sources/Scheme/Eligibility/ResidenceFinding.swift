// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Whether the child lives in the municipality on the day.
extension JudgedCase {
    var residenceFinding: Finding {
        var text: String
        if let from = child.residentFrom {
            if on < from {
                text = "\(Wareki.text(on))にはまだ住んでいません(\(Wareki.text(from))から)"
            } else if let until = child.residentUntil, on >= until {
                text = "\(Wareki.text(until))から市内に住んでいません"
            } else {
                text = "\(Wareki.text(from))から市内に住んでいます"
            }
        } else {
            text = "市内の住所がありません"
        }
        if let note = child.residenceNote { text += "(\(note))" }
        return Finding(
            rule: .residence, article: book.eligibleArticle,
            met: !answer.unmet.contains(.residence), because: text)
    }
}
