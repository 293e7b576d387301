// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Support
import Testing
import Vocabulary

/// One child under two numbers of recipients, as the system used before may hand it over.
@Suite("二重の資格") struct DoubleEntitlementTests {
    private func takeOver(
        _ child: AddresseeNumber, serials: [Int], known: Bool, in office: Office
    ) throws {
        let period = EffectivePeriod(from: date("2025-04-01"), until: date("2030-04-01"))
        let decisions = serials.map { serial in
            PriorDecision(
                sourceKey: "\(serial)", child: child, recipient: Office.parent,
                childBorn: date("2020-05-05"), applicationKind: .registration,
                applicationReason: .movingIn, appliedOn: date("2025-04-01"), isExOfficio: false,
                causeOn: nil, decidedOn: date("2025-04-01"), effectiveOn: date("2025-04-01"),
                result: .granted, reason: .requirementsMet,
                recipientNumber: RecipientNumber(serial: serial),
                periods: EntitlementPeriods(outpatient: period, inpatient: period), officer: nil)
        }
        let people =
            known
            ? [
                child: office.person(
                    child, "検証 \(serials.count == 1 ? "一子" : "双子")",
                    "ケンショウ \(serials.count == 1 ? "イチコ" : "フタゴ")", born: "2020-05-05")
            ] : [:]
        try office.gate.perform(
            TakeOverEntitlements.operation, by: Office.officer("A001", [.administrator]),
            for: .maintenance, reason: "移行"
        ) {
            _ = try TakeOverEntitlements.perform(
                decisions, certificates: [], insurances: [], people: people, system: "前の仕組み",
                in: $0)
        }
    }

    @Test(
        "同じ児童に受給者番号が二つあれば、住民記録が知らない児童でも、その日の一覧に両方が出る", .measure("R-04"),
        arguments: [true, false])
    func oneChild(known: Bool) throws {
        let office = try Office("2025-06-01")
        let (twice, once) = (
            AddresseeNumber(value: 900_000_501), AddresseeNumber(value: 900_000_502)
        )
        try takeOver(twice, serials: [11, 12], known: known, in: office)
        try takeOver(once, serials: [13], known: known, in: office)
        let found = try office.read { try DoubleEntitlements.on(date("2025-06-01"), from: $0) }
        #expect(found.map(\.entry.child) == [twice, twice])
        #expect(found.allSatisfy { $0.why == .sameAddressee && $0.others.count == 1 })
        #expect(
            try office.read { try DoubleEntitlements.on(date("2031-06-01"), from: $0) }.isEmpty)
    }
}
