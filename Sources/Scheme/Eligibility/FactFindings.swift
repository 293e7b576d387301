// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// What cannot be: said as findings, never as an error.
extension JudgedCase {
    var factFindings: [Finding] {
        var found: [Finding] = []
        func say(_ met: Bool, _ because: String) {
            found.append(Finding(rule: .facts, article: nil, met: met, because: because))
        }
        let born = Wareki.text(child.born)
        if on < child.born { say(false, FindingName.notBorn.said(Wareki.text(on), born)) }
        if let from = child.residentFrom, from < child.born {
            say(true, "住み始めた日 \(Wareki.text(from)) が出生日 \(born) より前なので、出生日から数えました")
        }
        if let from = child.insuredFrom, from < child.born {
            say(true, "保険の加入日 \(Wareki.text(from)) が出生日 \(born) より前なので、出生日から数えました")
        }
        if let from = child.residentFrom, let until = child.residentUntil, until <= from {
            say(
                false, FindingName.leftBeforeComing.said(Wareki.text(from), Wareki.text(until)))
        }
        if let from = child.insuredFrom, let until = child.insuredUntil, until <= from {
            say(
                false,
                FindingName.uninsuredBeforeInsured.said(Wareki.text(from), Wareki.text(until)))
        }
        return found
    }
}
