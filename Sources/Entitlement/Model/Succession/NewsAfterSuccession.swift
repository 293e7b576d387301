// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// By what one stretch of insurance is known.
struct StretchKey: Hashable {
    let child: AddresseeNumber
    let insurer: String
    let acquired: CivilDate
}

/// What an insurer says of a stretch after a succession has carried it over (承継の後に届いた知らせ); pure.
///
/// The carry-over has closed the stretch under the old number and opened one under the new number, from
/// what was known then. News that comes later is about both: whoever had left before the day was never
/// carried over, and nothing goes on under the old number.
struct NewsAfterSuccession {
    /// The newest fact about a stretch under a new number.
    struct Standing {
        let fact: InsuranceInput
        /// Whether the carry-over or this rule has written it: what the insurer or an officer has
        /// said of it since is left to them.
        let isCarried: Bool
    }

    /// Nothing was ever carried over.
    static let none = NewsAfterSuccession(carried: [:], standing: [:])

    /// By the stretch under the old number.
    let carried: [StretchKey: SuccessionInput]
    /// By the stretch under the new number.
    let standing: [StretchKey: Standing]

    /// The news as it is written down: no stretch that was carried over goes on under the old number.
    func cut(_ news: InsuranceInput) -> InsuranceInput {
        guard let succession = carried[news.key], !news.isVoid,
            news.lostOn.map({ $0 > succession.effectiveOn }) ?? true
        else { return news }
        var cut = news
        cut.lostOn = succession.effectiveOn
        cut.reason =
            (news.reason.map { "\($0)。" } ?? "")
            + "\(SuccessionRule.reason(succession))。元の番号は承継の日で終わる"
        return cut
    }

    /// Whether what stands of a stretch is only what the carry-over concluded. Whoever may say
    /// something of it is written down also where it is the same: from then on it is theirs, in
    /// whatever order the news comes.
    func isOnlyConcluded(_ key: StretchKey) -> Bool { standing[key]?.isCarried ?? false }

    /// What the news says of the stretch under the new number, and of those that it went on as.
    ///
    /// - Parameter said: stretches of which the same rows say something themselves: nothing is
    ///   concluded of them, nor of what they went on as.
    func following(
        _ news: InsuranceInput, unless said: Set<StretchKey> = []
    ) -> [InsuranceInput] {
        guard let succession = carried[news.key] else { return [] }
        let key = succession.key(of: news.child)
        guard !said.contains(key), let now = standing[key], now.isCarried,
            let fact = Self.fact(now.fact, after: news, succession)
        else { return [] }
        return [cut(fact)] + following(fact, unless: said)
    }

    private static func fact(
        _ now: InsuranceInput, after news: InsuranceInput, _ succession: SuccessionInput
    ) -> InsuranceInput? {
        var fact = now
        let why: String
        if news.isVoid {
            why = "元の番号の資格が取り消されたため、引き継いだ保険も取り消す"
            fact.isVoid = true
        } else if let lost = news.lostOn, lost < succession.effectiveOn {
            why = "承継の前の\(Wareki.text(lost))に喪失していたため、引き継いだ保険を取り消す"
            fact.isVoid = true
        } else {
            // A loss on the day itself is the succession, told by the insurer.
            if news.lostOn != succession.effectiveOn { fact.lostOn = news.lostOn }
            why =
                now.isVoid
                ? "承継の日まで元の番号の資格があったため、引き継いだ保険を戻す" : "元の番号で届いた喪失を引き継ぐ"
            fact.isVoid = false
        }
        guard fact.isVoid != now.isVoid || fact.lostOn != now.lostOn else { return nil }
        fact.reason = "\(SuccessionRule.reason(succession))。\(why)"
        return fact
    }
}

extension InsuranceInput {
    var key: StretchKey {
        StretchKey(child: child, insurer: insurer.digits, acquired: acquiredOn)
    }
}

extension SuccessionInput {
    /// The stretch under the new number that the carry-over opens.
    func key(of child: AddresseeNumber) -> StretchKey {
        StretchKey(child: child, insurer: new.digits, acquired: effectiveOn)
    }
}
