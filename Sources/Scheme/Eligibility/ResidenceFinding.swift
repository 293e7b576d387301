// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Whether the child lives in the municipality on the day.
extension JudgedCase {
    var residenceFinding: Finding {
        var text: String
        if let from = child.residentFrom {
            if on < from {
                text = FindingName.notYetResident.said(Wareki.text(on), Wareki.text(from))
            } else if let until = child.residentUntil, on >= until {
                text = FindingName.residentNoMore.said(Wareki.text(until))
            } else {
                text = "\(Wareki.text(from))から市内に住んでいます"
            }
        } else {
            text = FindingName.noAddress.said()
        }
        if let note = child.residenceNote { text += "(\(note))" }
        return Finding(
            rule: .residence, article: book.eligibleArticle,
            met: !answer.unmet.contains(.residence), because: text)
    }
}
