// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Whether the child is in public health insurance on the day.
extension JudgedCase {
    var insuranceFinding: Finding {
        let text: String
        if let from = child.insuredFrom {
            if on < from {
                text = FindingName.notYetInsured.said(Wareki.text(on), Wareki.text(from))
            } else if let until = child.insuredUntil, on >= until {
                text = FindingName.insuredNoMore.said(Wareki.text(until))
            } else {
                text = "\(Wareki.text(from))から健康保険に加入しています"
            }
        } else {
            text = FindingName.uninsured.said()
        }
        return Finding(
            rule: .insurance, article: book.eligibleArticle,
            met: !answer.unmet.contains(.insurance), because: text)
    }
}
