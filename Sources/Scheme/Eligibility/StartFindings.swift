// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// From which day the entitlement runs.
extension JudgedCase {
    var startFindings: [Finding] {
        // Without a stretch around the day another finding already says why.
        guard let stretch, !answer.unmet.contains(.age), !answer.unmet.contains(.ageUnset) else {
            return []
        }
        guard let entry = startRule, case .set(let rule) = entry.setting else {
            return [
                Finding(
                    rule: .start, article: nil, met: false,
                    because: "\(startPath) が未設定のため、資格の始まりを判定できません")
            ]
        }
        let from = CivilDate(dayNumber: stretch.from)
        var text = "\(stretch.event.wording) \(Wareki.text(CivilDate(dayNumber: stretch.eventDay)))"
        if let applied = request.applied {
            text += "、申請 \(Wareki.text(applied))"
            if let limit = rule.limit {
                let deadline = CivilDate(dayNumber: stretch.deadline)
                let inTime = applied <= deadline
                text += "(期限 \(Wareki.text(deadline)) " + (inTime ? "以内)" : "を過ぎた)")
                text += "なので\((inTime ? rule.then : limit.otherwise).wording)から"
            } else {
                text += "、\(rule.then.wording)から"
            }
        } else {
            text += "、申請日は渡されていないので期限内の申請として計算"
        }
        text += "、資格は\(Wareki.text(from))から"
        if stretch.beginningIsUnknown {
            text += "(それより前は制度の本に規定がないため不明)"
        }
        return [
            Finding(
                rule: .start, article: entry.article,
                met: !answer.unmet.contains(.startsLater), because: text)
        ]
    }
}
