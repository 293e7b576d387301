// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Makes one reimbursement of a chosen kind; sums are to the yen, points end in 0 where rounding
/// at the window would otherwise matter.
struct MakeRefund {
    let book: TownBook
    let index: Int
    let child: Child
    let month: YearMonth
    let day: CivilDate

    func make(_ kind: RefundKind, _ chance: inout SplitMix64) -> Refund? {
        let tenths = child.tenths(in: month)
        let small = chance.within(30...600) * 10
        var refund = Refund(
            child: index, applied: day, treatment: month,
            institution: elsewhere(&chance), points: small, days: chance.within(1...3),
            tenths: tenths, paid: small * tenths, payable: afterCopayment(small * tenths))
        switch kind {
        case .outOfPrefecture, .duplicateRefund, .duplicateInKind: break
        case .forgotCertificate: refund.institution = notOwnClinic(&chance)
        case .osteopath:
            refund.institution = notOwnClinic(&chance)
            refund.care = "05"
        case .overThreshold:
            refund.institution = notOwnHospital(&chance)
            let least = (FictionalCity.switchBurden + tenths - 1) / tenths
            setPoints(&refund, (least + 9) / 10 * 10 + chance.below(300) * 10)
        case .highCost:
            makeCostly(&refund, row: chance.below(3), &chance)
        case .highCostWaiting:
            makeCostly(&refund, row: chance.below(3), &chance)
            guard let decided = refund.highCost, decided > 0 else { return nil }
            let letter = book.lists.calendar.officeDay(
                from: day.yearMonth.next.firstDay.adding(days: chance.below(50)))
            guard letter <= book.story.lastOfficeDay.adding(days: 4) else { return nil }
            refund.letter = (letter, decided)
            refund.highCost = nil
        case .neverDecided:
            makeCostly(&refund, row: 0, &chance)
            refund.highCost = nil
            refund.isNeverDecided = true
            refund.payable = 0
        case .additionalBenefit:
            let insurer = child.span(in: month).map { Insurer.all[$0.insurer].kind }
            makeCostly(&refund, row: 0, &chance)
            guard insurer == .society else { break }
            // 附加給付 as the sample book's society decides: share less 20,000 yen, cut to 100.
            let benefit = max(0, refund.payable - 20_000) / 100 * 100
            refund.additional = benefit < 1_000 ? 0 : benefit
            refund.payable -= refund.additional
        case .inpatientMeals:
            guard child.band != "オ" else { return nil }
            refund.isInpatient = true
            setPoints(&refund, chance.within(300...1_000) * 10)
            refund.days = chance.within(2...6)
            refund.meals = refund.days * 3 - 2
            let yen = FictionalCity.mealBurden(month)
            refund.paid += refund.meals * (yen ?? FictionalCity.mealCost)
            refund.payable = refund.paid
            if yen == nil {
                // The law of the month is not known: it waits.
                refund.isNeverDecided = true
                refund.payable = 0
            }
        case .otherFund:
            refund.otherFund = CodeDigits.checked("5211601")
            refund.otherCopayment = ClaimDraft.fundLimit
            setPoints(&refund, 3_000)
            refund.paid = ClaimDraft.fundLimit
            refund.payable = afterCopayment(ClaimDraft.fundLimit)
        case .timeBarred:
            let start = book.story.schemeStart.yearMonth
            guard child.born < start.adding(months: -66).firstDay else { return nil }
            return refused(refund, "time-barred", month: start.adding(months: -62))
        case .outsidePeriod:
            let start = book.story.schemeStart.yearMonth
            guard child.born < start.adding(months: -4).firstDay else { return nil }
            let before = start.adding(months: -2)
            // Late in a long story both reasons hold: who comes too late is not asked for more.
            let isLate = day.yearMonth >= before.next.adding(months: FictionalCity.monthsToApply)
            return refused(refund, isLate ? "time-barred" : "outside-period", month: before)
        }
        return refund
    }

    private func setPoints(_ refund: inout Refund, _ points: Int) {
        refund.points = points
        refund.paid = points * refund.tenths
        refund.payable = refund.isInpatient ? refund.paid : afterCopayment(refund.paid)
    }

    /// What is left to pay when the family bears its own part of an out-patient treatment.
    private func afterCopayment(_ burden: Int) -> Int {
        burden - book.story.ordinance.copayment(month, inpatient: false, of: burden)
    }

    /// A stay or treatment of the worked table, at a hospital of another prefecture.
    private func makeCostly(_ refund: inout Refund, row: Int, _ chance: inout SplitMix64) {
        setPoints(&refund, HighCostCases.rows[row].points)
        refund.isInpatient = true
        refund.days = chance.within(5...20)
        let limit = HighCostCases.limit(row: row, band: child.band, in: month)
        let decided = max(0, refund.paid - limit)
        refund.highCost = decided
        refund.payable = refund.paid - decided
    }

    private func refused(_ refund: Refund, _ reason: String, month: YearMonth) -> Refund {
        let tenths = child.tenths(in: month)
        return Refund(
            child: refund.child, applied: refund.applied, treatment: month,
            institution: refund.institution, points: refund.points, days: refund.days,
            tenths: tenths, paid: refund.points * tenths, payable: 0, refusal: reason)
    }

    private func elsewhere(_ chance: inout SplitMix64) -> Int {
        book.institutions.outside.lowerBound + chance.below(book.institutions.outside.count)
    }

    /// A clinic of the prefecture that does not bill in kind for this child.
    private func notOwnClinic(_ chance: inout SplitMix64) -> Int {
        let clinics = book.institutions.clinics
        var place = clinics.lowerBound + chance.below(clinics.count)
        while place == child.clinic || place == child.secondClinic {
            place = place + 1 < clinics.upperBound ? place + 1 : clinics.lowerBound
        }
        return place
    }

    private func notOwnHospital(_ chance: inout SplitMix64) -> Int {
        let hospitals = book.institutions.hospitals
        let step = 1 + chance.below(hospitals.count - 1)
        return hospitals.lowerBound
            + (child.hospital - hospitals.lowerBound + step) % hospitals.count
    }
}
