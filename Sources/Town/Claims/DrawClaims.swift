// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Draws the claims of one treatment month for every child who shows a certificate.
struct DrawClaims {
    var chance: SplitMix64
    let institutions: Institutions
    let story: Story
    private var troubleCount = 0

    /// Troubles that a single claim can be given; the others arise from the story.
    private static let pointed: [ClaimTrouble] = [
        .noEntitlement, .funderNumber, .recipientNumber, .insurerMismatch, .ageMismatch,
        .amountMismatch, .overThreshold, .outOfArea,
    ]

    init(seed: UInt64, institutions: Institutions, story: Story) {
        chance = SplitMix64(seed: seed, stream: 2)
        self.institutions = institutions
        self.story = story
    }

    /// Adds the claims of one child and month.
    mutating func draw(
        _ index: Int, _ child: Child, month: YearMonth, into drafts: inout [ClaimDraft]
    ) {
        guard let strand = child.strand(in: month) else { return }
        let truth = child.entitlements[strand]
        drawOutside(index, child, strand, month: month, into: &drafts)
        let first = month.firstDay
        guard truth.visibleFrom <= first, truth.from <= first
        else { return }
        // Of what ended without the office knowing, clinics go on to bill the months after it.
        let isTakenBack = truth.until <= first && truth.shownUntil > first
        guard isTakenBack || truth.until > first.adding(days: 4) else { return }
        let lastDay = isTakenBack ? month.lastDay.day : min(month.lastDay, truth.until.previous).day
        guard let span = child.span(in: month) else { return }
        let years = max(0, month.year - child.born.year)
        let odds = IllnessCurve.chances(years: years)
        let season = IllnessCurve.season(month.month)
        let tenths = child.tenths(in: month)
        func make(_ institution: Int, _ points: Int, _ days: UInt32) -> ClaimDraft {
            var draft = ClaimDraft(
                child: index, strand: strand, institution: institution, month: month, span: span,
                tenths: tenths, points: points, days: days, ordinance: story.ordinance)
            draft.isTakenBack = isTakenBack
            return draft
        }
        var prescriber: Int?
        var prescribed: UInt32 = 0
        if chance.happens(odds.clinic * season / 1_000) {
            var draft = make(child.clinic, chance.within(260...2_300), visits(lastDay))
            if chance.happens(220) {
                draft.points = 3_000
                draft.hasOtherFund = true
            } else if chance.happens(120) {
                // One point below the burden at which the parent pays first.
                draft.points = (FictionalCity.switchBurden - 1) / tenths
            }
            prescriber = child.clinic
            prescribed = draft.days
            drafts.append(wrong(draft))
        }
        if chance.happens(odds.second * season / 1_000) {
            let isHospital = chance.happens(12_000)
            let place = isHospital ? child.hospital : child.secondClinic
            let draft = make(
                place, chance.within(300...(isHospital ? 5_600 : 2_000)), visits(lastDay))
            prescriber = prescriber ?? place
            if prescribed == 0 { prescribed = draft.days }
            drafts.append(wrong(draft))
        }
        if let prescriber, chance.happens(62_000) {
            var draft = make(child.pharmacy, chance.within(110...1_500), prescribed)
            draft.prescriber = prescriber
            drafts.append(wrong(draft))
        }
        if chance.happens(odds.dentist) {
            drafts.append(wrong(make(child.dentist, chance.within(280...1_600), visits(lastDay))))
        }
        // Ordinary meals are 510 yen; households free of tax pay less and are left out.
        if child.band != "オ", lastDay > 12, chance.happens(years < 6 ? 450 : 160) {
            let start = chance.within(1...6)
            let nights = chance.within(2...5)
            var stay: UInt32 = 0
            for day in start...(start + nights) { stay |= 1 << UInt32(day) }
            var draft = make(
                child.hospital,
                tenths == 2 ? chance.within(4_000...10_000) : chance.within(3_500...6_900),
                stay)
            draft.isInpatient = true
            draft.meals = nights * 3
            guard let yen = FictionalCity.mealBurden(month) else {
                draft.trouble = .valueUnset
                draft.isTakenBack = false
                drafts.append(draft)
                return
            }
            draft.mealBurden = yen
            drafts.append(wrong(draft))
        }
    }

    private mutating func visits(_ lastDay: Int) -> UInt32 {
        var days: UInt32 = 0
        for _ in 0..<chance.pick([1, 1, 1, 2, 2, 3]) {
            days |= 1 << UInt32(chance.within(1...lastDay))
        }
        return days
    }

    /// Turns about one claim in a hundred into a wrong one.
    private mutating func wrong(_ draft: ClaimDraft) -> ClaimDraft {
        guard !draft.hasOtherFund, chance.happens(850) else { return draft }
        var bad = draft
        let trouble = DrawClaims.pointed[troubleCount % DrawClaims.pointed.count]
        troubleCount += 1
        switch trouble {
        case .overThreshold:
            bad.points = (FictionalCity.switchBurden + draft.tenths - 1) / draft.tenths
            bad.points += chance.below(3) * 800
        case .outOfArea:
            guard draft.prescriber == nil, !draft.isInpatient,
                institutions.all[draft.institution].table == 1
            else { return draft }
            bad.institution =
                institutions.outside.lowerBound + chance.below(institutions.outside.count)
        case .noEntitlement, .outsidePeriod, .duplicate, .funderNumber, .recipientNumber,
            .insurerMismatch, .ageMismatch, .amountMismatch, .valueUnset:
            break
        }
        bad.isTakenBack = false
        bad.trouble = trouble
        return bad
    }

    /// An old certificate shown after the lapse, or a treatment of before the entitlement.
    private mutating func drawOutside(
        _ index: Int, _ child: Child, _ strand: Int, month: YearMonth,
        into drafts: inout [ClaimDraft]
    ) {
        let truth = child.entitlements[strand]
        let treatment: YearMonth
        let isAfter =
            truth.shownUntil <= month.firstDay
            && truth.shownUntil > month.firstDay.adding(days: -62)
            && truth.lapse != "R22" && truth.lapse != "R28"
        let isBefore =
            truth.from.day > 1 && truth.visibleFrom.yearMonth == month
            && child.born < truth.from.adding(days: -70)
        if isAfter {
            treatment = month
        } else if isBefore {
            treatment = truth.from.yearMonth.previous
            guard treatment >= story.treatmentMonths.first,
                !child.entitlements[..<strand].contains(where: { $0.until > treatment.firstDay })
            else { return }
        } else {
            return
        }
        guard chance.happens(22_000), let span = child.span(in: treatment) ?? child.spans.last
        else { return }
        var draft = ClaimDraft(
            child: index, strand: strand, institution: child.clinic, month: treatment, span: span,
            tenths: child.tenths(in: treatment), points: chance.within(260...1_500),
            days: 1 << UInt32(chance.within(3...26)), ordinance: story.ordinance)
        draft.trouble = .outsidePeriod
        drafts.append(draft)
    }
}
