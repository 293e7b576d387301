// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Draws the reimbursements of the year: about one in eight child-years.
struct DrawRefunds {
    let book: TownBook
    let samples: [WriteClaims.Sample]
    private var chance: SplitMix64
    private(set) var refunds: [Refund] = []
    private var taken: Set<Int> = []
    private var number = 0
    private var sample = 0

    init(book: TownBook, samples: [WriteClaims.Sample]) {
        self.book = book
        self.samples = samples
        chance = SplitMix64(seed: book.seed, stream: 4)
    }

    /// The last day on which a form of the story is keyed.
    private var lastDay: CivilDate { book.story.lastOfficeDay.adding(days: 4) }

    mutating func run() {
        for index in book.children.indices {
            let child = book.children[index]
            guard !child.entitlements.isEmpty else {
                if child.serial > 0, chance.happens(15_000) { refuseStranger(index) }
                continue
            }
            var month = book.story.treatmentMonths.first
            while month <= book.story.treatmentMonths.last {
                if let strand = child.strand(in: month) {
                    let truth = child.entitlements[strand]
                    if truth.from <= month.firstDay, truth.until >= month.next.firstDay,
                        chance.happens(book.story.changesOrdinance ? 2_500 : 1_050)
                    {
                        draw(index, child, truth, month)
                    }
                }
                month = month.next
            }
            drawUntold(index, child)
        }
        refunds += DoubtfulRefunds(book: book, lastDay: lastDay).drawn(beside: refunds)
    }

    /// Asked and paid for a month after an end that the office hears of only later.
    private mutating func drawUntold(_ index: Int, _ child: Child) {
        guard let truth = child.entitlements.last(where: { $0.told != nil }),
            let told = truth.told, chance.happens(90_000)
        else { return }
        let month = truth.until.yearMonth.next
        let day = book.lists.calendar.officeDay(
            from: month.next.firstDay.adding(days: chance.below(20)))
        guard day.yearMonth < told, child.span(in: month) != nil else { return }
        let making = MakeRefund(book: book, index: index, child: child, month: month, day: day)
        guard var refund = making.make(.outOfPrefecture, &chance),
            taken.insert(key(refund)).inserted
        else { return }
        refund.isRecovered = true
        number += 1
        refunds.append(refund)
    }

    private mutating func draw(
        _ index: Int, _ child: Child, _ truth: EntitlementTruth, _ month: YearMonth
    ) {
        guard child.span(in: month) != nil else { return }
        let earliest = max(month.next.firstDay, truth.visibleFrom)
        let day = book.lists.calendar.officeDay(from: earliest.adding(days: chance.below(80)))
        guard day <= lastDay else { return }
        let kind = RefundKind.deal(number, &chance)
        let making = MakeRefund(book: book, index: index, child: child, month: month, day: day)
        guard var refund = making.make(kind, &chance) else { return }
        if kind == .duplicateInKind {
            guard sample < samples.count else { return }
            refund = again(samples[sample], applied: day)
            sample += 1
        }
        if kind == .outsidePeriod, truth.from != book.story.schemeStart { return }
        guard taken.insert(key(refund)).inserted || refund.refusal == "duplicate" else { return }
        number += 1
        refunds.append(refund)
        if kind == .duplicateRefund {
            var second = refund
            second.refusal = "duplicate"
            second.payable = 0
            second.applied = min(
                lastDay, book.lists.calendar.officeDay(from: day.adding(days: 33)))
            if second.applied > refund.applied { refunds.append(second) }
        }
    }

    private func key(_ refund: Refund) -> Int {
        ((refund.child * 8_000 + refund.institution) * 400
            + (refund.treatment.monthNumber - 24_000)) * 2 + (refund.isInpatient ? 1 : 0)
    }

    /// Asks again for what the clinic was already paid in kind.
    private func again(_ sample: WriteClaims.Sample, applied: CivilDate) -> Refund {
        let calendar = book.lists.calendar
        let after = calendar.officeDay(from: sample.month.adding(months: 2).firstDay)
        return Refund(
            child: sample.child, applied: min(lastDay, max(applied, after)),
            treatment: sample.month,
            institution: sample.institution, points: sample.points, days: sample.days,
            tenths: sample.tenths, paid: sample.points * sample.tenths, payable: 0,
            refusal: "duplicate")
    }

    /// A child without an entitlement asks.
    private mutating func refuseStranger(_ index: Int) {
        let child = book.children[index]
        let month = FictionalCity.month(book.story.firstYear, chance.within(6...11))
        let points = chance.within(40...180) * 10
        let tenths = child.tenths(in: month)
        refunds.append(
            Refund(
                child: index, applied: book.lists.calendar.officeDay(from: month.next.firstDay),
                treatment: month, institution: book.institutions.outside.lowerBound,
                points: points, days: 1, tenths: tenths, paid: points * tenths, payable: 0,
                refusal: "no-entitlement"))
    }
}
