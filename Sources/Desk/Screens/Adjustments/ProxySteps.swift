// SPDX-License-Identifier: Apache-2.0
import Benefits
import Payments
import Safeguards
import Vocabulary

extension HouseholdShare {
    /// What another member of the household bears, as it was typed with the mandate.
    init?(_ unit: HighCostEstimate.Unit) {
        guard case .other(let relation) = unit.member else { return nil }
        self.init(
            relation: relation, institutionName: unit.institutionName, setting: unit.setting,
            totalCost: unit.totalCost, burden: unit.burden, paid: unit.highCost)
    }
}

/// The steps of a mandate.
enum ProxySteps {
    static func record(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("proxy")
        var reading = FormReading(visit.form, today: visit.today)
        if let reversal = ReversalEntry.read(&reading) {
            guard reading.isRight else {
                return .page(try await ProxyScreen.page(visit, problems: reading.problems))
            }
            return try await visit.step(
                Route.proxy.path(id) + "?done=receiptreversed",
                { try await ProxyScreen.page($0, problems: $1) }
            ) { scope in
                try ReverseProxyReceipt.perform(
                    reversal.receipt, of: id, reason: reversal.reason, in: scope)
            }
        }
        guard let entry = EventEntry<ProxyReceipt.Event.Kind>(&reading) else {
            return .page(try await ProxyScreen.page(visit, problems: reading.problems))
        }
        return try await visit.step(
            Route.proxy.path(id) + "?done=proxyrecorded",
            { try await ProxyScreen.page($0, problems: $1) }
        ) { scope in
            try RecordProxyReceipt.record(
                entry.kind, of: id, amount: entry.amount, on: entry.day, note: entry.note,
                payments: BenefitClaimsBack(), in: scope)
        }
    }

    static func giveBack(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("proxy")
        var reading = FormReading(visit.form, today: visit.today)
        guard let entry = GiveBackEntry(&reading) else {
            return .page(try await ProxyScreen.page(visit, problems: reading.problems))
        }
        return try await visit.step(
            Route.proxy.path(id) + "?done=claimbackproposed",
            { try await ProxyScreen.page($0, problems: $1) }
        ) { scope in
            try RecordProxyReceipt.proposeGiveBack(
                of: id, amount: entry.amount, explanation: entry.why,
                payments: BenefitClaimsBack(), in: scope)
        }
    }

    static func fields(_ typed: Typed) -> [FormField] {
        EventEntry<ProxyReceipt.Event.Kind>.fields(
            typed,
            kinds: ProxyReceipt.Event.Kind.allCases.filter { $0 != .requested }.map {
                ($0.rawValue, $0.wording)
            }, hint: "不支給・終了のときは空欄")
    }
}
