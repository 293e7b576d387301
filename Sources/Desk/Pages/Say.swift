// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

/// How values are written on the screens.
enum Say {
    /// 令和6年2月5日.
    static func date(_ day: CivilDate) -> String { Wareki.text(day) }

    /// R6.2.5, in tables.
    static func short(_ day: CivilDate?) -> String { day.map { Wareki.shortText($0) } ?? "" }

    /// R7.6.10 14:03.
    static func moment(_ moment: Instant) -> String {
        "\(short(moment.dayInJapan)) \(time(moment))"
    }

    /// 14:05.
    static func time(_ moment: Instant) -> String {
        let time = moment.timeInJapan
        return "\(two(time.hour)):\(two(time.minute))"
    }

    /// 令和6年2月5日（1歳10か月・未就学）.
    static func birth(_ born: CivilDate, on today: CivilDate) -> String {
        "\(date(born))（\(age(born, on: today))）"
    }

    /// 1歳10か月・未就学; 43歳 for grown-ups.
    static func age(_ born: CivilDate, on today: CivilDate) -> String {
        guard let months = AgeLaw.months(born: born, on: today) else { return "出生前" }
        guard let school = SchoolYear.text(born: born, on: today) else { return "\(months / 12)歳" }
        return months < 72
            ? "\(months / 12)歳\(months % 12)か月・\(school)" : "\(months / 12)歳・\(school)"
    }

    /// 令和7年4月1日から令和24年3月31日まで.
    static func period(_ period: EffectivePeriod?) -> String {
        guard let period else { return "なし" }
        if period.isEmpty { return "なし" }
        return date(period.from) + "から" + (period.lastDay.map { date($0) + "まで" } ?? "（期限なし）")
    }

    /// R7.4.1〜R24.3.31, in tables.
    static func shortPeriod(_ period: EffectivePeriod?) -> String {
        guard let period, !period.isEmpty else { return "—" }
        return short(period.from) + "〜" + (period.lastDay.map { short($0) } ?? "")
    }

    /// 通院 …／入院 …, or one where they are the same.
    static func periods(_ periods: EntitlementPeriods) -> String {
        if periods.outpatient == periods.inpatient { return shortPeriod(periods.outpatient) }
        return "通院 \(shortPeriod(periods.outpatient))／入院 \(shortPeriod(periods.inpatient))"
    }

    /// Bank and branch of an account; where a person is protected they may tell where the person
    /// lives, and are not shown.
    static func bank(_ account: AccountInUse, isProtected: Bool) -> String {
        guard !isProtected else { return hiddenForProtection }
        return
            "\(account.bankName)(\(account.bankCode)) \(account.branchName)(\(account.branchCode))"
    }

    static let hiddenForProtection = "支援措置の対象のため表示しません"

    /// What tells where somebody is (clinic, insurer, bank branch), kept back under a protection
    /// measure.
    static func place(_ text: String, isProtected: Bool) -> String {
        isProtected && !text.isEmpty ? "（支援措置）" : text
    }

    /// A sentence of the law's answer with its days written by era, as papers are.
    static func withEras(_ text: String) -> String {
        text.replacing(/\d{4}-\d{2}-\d{2}/) { match in
            CivilDate(iso: match.output).map { date($0) } ?? String(match.output)
        }
    }

    static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Principal {
    /// A value of a field as this officer sees it.
    func sees(_ value: String, of field: Safeguards.Field) -> String {
        Masked(value, of: field, to: self).description
    }
}

extension Say {
    /// 資格あり R7.4.1〜R24.3.31, 資格なし（転出 R7.5.10）, in one line.
    static func state(_ state: EntitlementState, on today: CivilDate) -> String {
        if state.isLive, state.periods.reaches(today) {
            let word = state.periods.contains(today) ? "資格あり" : "資格あり（先日付）"
            return "\(word) \(periods(state.periods))"
        }
        switch state.result {
        case .granted, .changed, .resumed: return "期間終了 \(periods(state.periods))"
        case .refused, .lapsed, .suspended, .revoked, .withdrawn:
            return "\(state.result.wording)（\(state.reason.wording)）\(short(state.effectiveOn))"
        }
    }
}
