// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Payments
import Safeguards
import Scheme
import Vocabulary

/// 委任状の受付: the form of 1372.
enum MandateSteps {
    /// Takes a mandate in, or only shows what the month would bring (F9).
    static func open(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let typed = EntryReading.digits(reading.typed["child"])
        if typed.isEmpty { reading.wrong("child", "受給者番号か宛名番号を入力してください。") }
        let month = MonthEntry.read(reading.typed["month"])
        if month == nil { reading.wrong("month", "診療年月を、R7.4 のように入力してください。") }
        let isEstimate = visit.form["act"] == "calculate"
        let day =
            isEstimate && reading.typed["mandate"].isEmpty
            ? visit.today : reading.date("mandate", "委任状の日", whose: .child)
        let band = reading.text("band", orElse: "所得区分を選んでください。")
        let others = OtherRow.read(&reading)
        let year = YearChoice(&reading, others: others)
        guard reading.isRight, let month, let day else {
            return .page(try await ProxyListScreen.page(visit, problems: reading.problems))
        }
        let law = visit.installation.benefitLaw
        do {
            if isEstimate, let year {
                let box = try await estimate(typed, month, band, year, law, visit)
                return .page(
                    try await ProxyListScreen.page(
                        visit, problems: [], estimate: nil, year: box))
            }
            if isEstimate {
                let box = try await estimate(typed, month, band, others, law, visit)
                return .page(try await ProxyListScreen.page(visit, problems: [], estimate: box))
            }
            let id = try await visit.perform { scope -> Int64 in
                guard let child = try FindChildren.typed(typed, in: scope) else {
                    throw BenefitsRefusal.childUnknown
                }
                if let year {
                    return try RecordProxyReceipt.openYear(
                        YearMandate(
                            child: child, month: month, mandateOn: day, band: band,
                            lowPayPaper: year.paper), law: law,
                        payments: BenefitClaimsBack(), in: scope)
                }
                return try RecordProxyReceipt.open(
                    Mandate(
                        child: child, month: month, mandateOn: day, band: band, others: others),
                    law: law, in: scope)
            }
            return visit.carriedOut(Route.proxy.path(id) + "?done=mandatetaken")
        } catch let refusal as BenefitsRefusal {
            reading.refused(refusal)
        } catch let refusal as AmountRefusal {
            reading.refused(refusal, field: "band")
        }
        return .page(try await ProxyListScreen.page(visit, problems: reading.problems))
    }

    /// The page once more, as it was answered: with the estimate where one was asked for.
    static func again(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        var reading = FormReading(visit.form, today: visit.today)
        let typed = EntryReading.digits(reading.typed["child"])
        let (month, band) = (MonthEntry.read(reading.typed["month"]), reading.typed["band"])
        let others = OtherRow.read(&reading)
        guard problems.isEmpty, reading.isRight, visit.form["act"] == "calculate", let month else {
            return try await ProxyListScreen.page(visit, problems: problems)
        }
        let law = visit.installation.benefitLaw
        if let year = YearChoice(&reading, others: others), reading.isRight {
            let box = try await estimate(typed, month, band, year, law, visit)
            return try await ProxyListScreen.page(visit, problems: [], estimate: nil, year: box)
        }
        guard reading.isRight else {
            return try await ProxyListScreen.page(visit, problems: problems)
        }
        let box = try await estimate(typed, month, band, others, law, visit)
        return try await ProxyListScreen.page(visit, problems: [], estimate: box)
    }

    private static func estimate(
        _ typed: String, _ month: YearMonth, _ band: String, _ others: [HouseholdShare],
        _ law: BenefitLaw, _ visit: Visit
    ) async throws -> EstimateBox {
        let directory = visit.installation.directory
        return try await visit.perform(.viewProxyReceipts) { scope in
            guard let child = try FindChildren.typed(typed, in: scope) else {
                throw BenefitsRefusal.childUnknown
            }
            let estimate = try EstimateHighCost.perform(
                child: child, month, band: band, others: others, law: law, in: scope)
            let people = try ListedPeople(
                [child] + estimate.units.compactMap(\.child), directory: directory, in: scope)
            return EstimateBox(
                estimate, people, for: scope.principal, isProtected: people.isProtected(child))
        }
    }

    private static func estimate(
        _ typed: String, _ month: YearMonth, _ band: String, _ year: YearChoice,
        _ law: BenefitLaw, _ visit: Visit
    ) async throws -> YearCapBox {
        let directory = visit.installation.directory
        return try await visit.perform(.viewProxyReceipts) { scope in
            guard let child = try FindChildren.typed(typed, in: scope) else {
                throw BenefitsRefusal.childUnknown
            }
            let estimate = try EstimateYearCap.perform(
                child: child, month, band: band, isLowPay: year.paper != nil, law: law,
                payments: BenefitClaimsBack(), in: scope)
            let people = try ListedPeople(
                [child] + estimate.parts.keys, directory: directory, in: scope)
            return YearCapBox(estimate, people, for: scope.principal)
        }
    }

    /// What was chosen for a year; `nil` where the mandate is for a month.
    private struct YearChoice: Sendable {
        /// The paper that shows the lowest pay; `nil` takes the cap of the band.
        let paper: String?

        init?(_ reading: inout FormReading, others: [HouseholdShare]) {
            let paper = reading.typed["paper"]
            let isLowPay = reading.typed["lowpay"] == "yes"
            guard reading.typed["period"] == "year" else {
                if isLowPay { reading.wrong("lowpay", "低い標準報酬月額の額は、期間が年間上限のときだけ選べます。") }
                return nil
            }
            if !others.isEmpty {
                reading.wrong("o1-who", "年間上限には家族の一部負担を合わせられません。行を空にしてください。")
            }
            if isLowPay, paper.isEmpty {
                reading.wrong("paper", "低い標準報酬月額を示す書類の名と日付を入力してください。")
            }
            if !isLowPay, !paper.isEmpty {
                reading.wrong("lowpay", "書類を入れたときは、低い標準報酬月額の額を選んでください。")
            }
            self.paper = isLowPay ? paper : nil
        }
    }
}
