// SPDX-License-Identifier: Apache-2.0
import Benefits
import Office
import Safeguards
import Vocabulary

/// 1370, 1371, 1372: both channels side by side and doubts of double benefit, accidents that others
/// pay for, and the high-cost benefit received in the family's stead.
enum AdjustmentScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.benefitLedger, to: LedgerScreen.show)
        book.bind(.doubts, to: DoubtListScreen.show)
        book.bind(.decideDoubt, to: LedgerScreen.decide, again: LedgerScreen.again)
        book.bind(.insurerWaits, to: InsurerWaitScreen.show)
        book.bind(.remindInsurers, to: InsurerWaitScreen.remind, again: InsurerWaitScreen.page)
        book.bind(.liabilities, to: LiabilityListScreen.show)
        book.bind(.openLiability, to: LiabilityListScreen.open, again: LiabilityListScreen.page)
        book.bind(.liability, to: LiabilityScreen.show)
        book.bind(.markLiability, to: LiabilitySteps.mark, again: LiabilityScreen.page)
        book.bind(.recordLiability, to: LiabilitySteps.record, again: LiabilityScreen.page)
        book.bind(.liabilityLetter, to: LiabilityLetterSteps.write, again: LiabilityScreen.page)
        book.bind(
            .reprintLiabilityLetter, to: LiabilityLetterSteps.again, again: LiabilityScreen.page)
        book.bind(.liabilityGiveBack, to: LiabilitySteps.giveBack, again: LiabilityScreen.page)
        book.bind(.approveClaimBack, to: ClaimBackSteps.approve, again: LiabilityListScreen.page)
        book.bind(.sendBackClaimBack, to: ClaimBackSteps.sendBack, again: LiabilityListScreen.page)
        book.bind(.proxies, to: ProxyListScreen.show)
        book.bind(.openProxy, to: MandateSteps.open, again: MandateSteps.again)
        book.bind(.insurerMandates, to: InsurerMandateScreen.show)
        book.bind(
            .requestProxies, to: InsurerMandateScreen.request, again: InsurerMandateScreen.page)
        book.bind(.insurerRequest, to: InsurerRequestScreen.show)
        book.bind(
            .remindInsurer, to: InsurerRequestSteps.remind, again: InsurerRequestScreen.page)
        book.bind(
            .reprintInsurerRequest, to: InsurerRequestSteps.again,
            again: InsurerRequestScreen.page)
        book.bind(
            .insurerRequestList, to: InsurerRequestSteps.list, again: InsurerRequestScreen.page)
        book.bind(.proxy, to: ProxyScreen.show)
        book.bind(.recordProxy, to: ProxySteps.record, again: ProxyScreen.page)
        book.bind(.proxyGiveBack, to: ProxySteps.giveBack, again: ProxyScreen.page)
    }
}

extension Visit {
    /// Carries a step out; what an area refuses is said on the page the form came from.
    func step<R: Sendable>(
        _ address: String, _ page: (Visit, [FormProblem]) async throws -> Page,
        _ body: @escaping @Sendable (Scope) throws -> R
    ) async throws -> Answer {
        do {
            _ = try await perform(body)
        } catch let refusal as BenefitsRefusal {
            return .page(try await page(self, [problem(refusal)]))
        } catch let refusal as SafeguardRefusal where refusal == .sameOfficer {
            return .page(try await page(self, [problem(refusal)]))
        }
        return carriedOut(address)
    }

    private func problem(_ refusal: any Refusal) -> FormProblem {
        FormProblem(refusal, in: form)
    }
}
