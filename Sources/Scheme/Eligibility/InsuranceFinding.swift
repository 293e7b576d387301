// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Whether the child is in public health insurance on the day.
extension JudgedCase {
    var insuranceFinding: Finding {
        let text: String
        if let from = child.insuredFrom {
            if on < from {
                text = "\(Wareki.text(on))にはまだ健康保険に加入していません(\(Wareki.text(from))から)"
            } else if let until = child.insuredUntil, on >= until {
                text = "\(Wareki.text(until))から健康保険に加入していません"
            } else {
                text = "\(Wareki.text(from))から健康保険に加入しています"
            }
        } else {
            text = "健康保険に加入していません"
        }
        return Finding(
            rule: .insurance, article: book.eligibleArticle,
            met: !answer.unmet.contains(.insurance), because: text)
    }
}
