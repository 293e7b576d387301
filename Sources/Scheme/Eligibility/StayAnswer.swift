// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The answer of the rule about residence statuses for a child on the day asked.
struct StayAnswer {
    let finding: Finding
    /// What would have to be known, in words.
    let missing: String?
    /// The value that the book leaves unset.
    let unset: String?
    let unconfirmed: String?
}

extension SchemeBook {
    /// What the rule says; `nil` where the book has none on the day.
    ///
    /// Who is met is told in the same words whether a national or not: the answer is kept, and says of
    /// nobody what need not be known.
    func stayAnswer(_ request: JudgeRequest) -> StayAnswer? {
        guard let values = stayRule else { return nil }
        let entry = values.entry(on: request.on)
        func answer(
            _ met: Bool, _ because: String, missing: String? = nil, unset: String? = nil
        ) -> StayAnswer {
            StayAnswer(
                finding: Finding(
                    rule: .stay, article: entry?.article ?? eligibleArticle, met: met,
                    because: because),
                missing: missing, unset: unset,
                unconfirmed: entry.flatMap { $0.isConfirmed ? nil : $0.path })
        }
        switch values.on(request.on) {
        case .none: return nil
        case .unset(let path):
            guard request.child.stay != nil else { return nil }
            return answer(false, FindingName.stayUnset.said(path), unset: path)
        case .found(let rule, _):
            let met = answer(true, "在留資格で対象外となる事情はありません")
            guard let stay = request.child.stay else { return met }
            switch rule.verdict(stay, livingFrom: request.child.livingFrom, on: request.on) {
            case .met: return met
            case .barred(let because, _): return answer(false, because)
            case .unknown(let what):
                return answer(false, FindingName.stayUnknown.said(what), missing: what)
            }
        }
    }

    /// The first day from `first` on which the stay that the register knows now bars the child; `nil`
    /// where nothing known bars it, or nobody knows since when.
    public func firstDayBarredByStay(
        _ child: JudgeRequest.Child, from first: CivilDate
    ) -> CivilDate? {
        guard let values = stayRule, let stay = child.stay else { return nil }
        let days =
            [first, stay.since, stay.until?.next].compactMap(\.self) + values.entries.map(\.from)
        return days.filter { $0 >= first }.sorted().first { day in
            guard case .found(let rule, _) = values.on(day),
                case .barred(_, let cause) = rule.verdict(
                    stay, livingFrom: child.livingFrom, on: day)
            else { return false }
            return cause == .expiry || stay.since.map { day >= $0 } ?? false
        }
    }

    /// Whether what is known of the stay bars the child on a day.
    public func stayBars(_ child: JudgeRequest.Child, on day: CivilDate) -> Bool {
        guard case .found(let rule, _)? = stayRule?.on(day), let stay = child.stay,
            case .barred = rule.verdict(stay, livingFrom: child.livingFrom, on: day)
        else { return false }
        return true
    }

    /// What an officer must make sure of because the rule cannot be answered of a child that is
    /// entitled, in words; `nil` where nothing is open. A stay that has ended is told of everybody.
    public func stayDoubt(_ child: JudgeRequest.Child, on day: CivilDate) -> String? {
        guard case .found(let rule, _)? = stayRule?.on(day), let stay = child.stay else {
            return nil
        }
        if let until = stay.until, day > until { return nil }
        switch rule.verdict(stay, livingFrom: child.livingFrom, on: day) {
        case .met: return nil
        case .unknown(let what):
            return "\(what)がないため、在留資格の要件を判定できていません。在留カードと住民記録を確かめてください"
        case .barred(let because, _):
            guard stay.since == nil else { return nil }
            return "\(because)。いつからかを住民記録で確かめ、資格消滅（1130）で終わらせてください"
        }
    }
}

extension JudgeRequest.Child {
    /// From when the child lives here, for the length of its stay.
    fileprivate var livingFrom: CivilDate? { residentFrom.map { max($0, born) } }
}
