// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Payments

@Suite("精算が要る児童")
struct UnsettledTests {
    private func decided() throws -> Family {
        let family = try Family()
        try family.enter("S-1", points: 1_000)
        try family.decide()
        return family
    }

    private func due(_ family: Family) throws -> [UnsettledChild] {
        try family.office.read { try UnsettledBook.children(from: $0) }
    }

    @Test("支払済みの月の資格が遡って消えると載り、起案で消え、差戻しで戻り、決裁で消える")
    func paid() throws {
        let family = try decided()
        try family.pay()
        #expect(try due(family).isEmpty)
        try family.lapse("2025-05-01")
        let found = try #require(try due(family).first)
        #expect(found.child == Family.taro && found.recover == Yen(3_000) && found.stop == .zero)
        #expect(found.effects.map(\.kind) == [.paid] && found.hasLoss)
        #expect(found.decision.result == .lapsed)
        #expect(found.decision.effectiveOn == date("2025-05-01"))
        // What the list says is what the preview of the child says.
        #expect(try family.plan().effects == found.effects)
        let first = try family.draft()
        #expect(try due(family).isEmpty)
        try family.office.gate.perform(
            SendBackRetroactive.operation, by: PaymentOffice.head, for: .benefit
        ) { try SendBackRetroactive.perform(first, reason: "資料不足", in: $0) }
        #expect(try due(family).count == 1)
        try family.settle(try family.draft(key: "T2"))
        #expect(try due(family).isEmpty)
        #expect(try family.office.read { try UnsettledBook.count(from: $0) } == 0)
    }

    @Test("支払処理中は待つと示し、結果の後に起案できるものになる")
    func underWay() throws {
        let family = try decided()
        try family.schedule()
        let run = try family.office.propose().run
        try family.lapse("2025-05-01")
        let waiting = try #require(try due(family).first)
        #expect(waiting.effects.map(\.kind) == [.underWay] && !waiting.canBeDone)
        try family.office.sendBack(run.id)
        let ready = try #require(try due(family).first)
        #expect(ready.canBeDone && ready.stop == Yen(3_000) && ready.recover == .zero)
    }

    @Test("月の途中までの資格と、続いている資格は載らない")
    func covered() throws {
        let family = try decided()
        try family.pay()
        #expect(try due(family).isEmpty)
        try family.lapse("2025-05-15")
        #expect(try due(family).isEmpty)
    }

    @Test("現物給付は過誤の結果を待つ間は載らず、認められなければまた載る")
    func inKind() throws {
        for result in [ObjectionResult.accepted, .upheld] {
            let family = try Family()
            try family.claimInKind(3_000)
            #expect(try due(family).isEmpty)
            try family.lapse("2025-05-01")
            let found = try #require(try due(family).first)
            #expect(found.effects.map(\.kind) == [.claim] && found.recover == Yen(3_000))
            try family.settle(try family.draft())
            #expect(try due(family).isEmpty)
            try family.office.gate.perform(
                RecordObjectionResult.operation, by: PaymentOffice.clerk, for: .benefit
            ) {
                try RecordObjectionResult.perform(
                    .claim(1), result, on: date("2025-06-02"), in: $0)
            }
            #expect(try due(family).count == (result == .upheld ? 1 : 0))
        }
    }

    @Test("受診日の分かるレセプトは受診日で見る：終わりの後の受診だけなら全部、混じれば一部として載り、前だけなら載らない")
    func byDay() throws {
        let cases: [(visits: MonthDays?, isPartial: [Bool])] = [
            ([.day(3), .day(14)], []), ([.day(15)], [false]), ([.day(31)], [false]),
            ([.day(14), .day(15)], [true]), (nil, []),
        ]
        for (visits, isPartial) in cases {
            let family = try Family()
            try family.claimInKind(3_000, visits: visits)
            #expect(try due(family).isEmpty)
            try family.lapse("2025-05-15")
            let found = try due(family)
            #expect(
                found.flatMap(\.effects).map(\.isPartial) == isPartial, "\(visits?.days ?? [])")
            #expect((found.first?.hasLoss ?? false) == (isPartial == [false]))
        }
    }

    @Test("過誤が認められなかったレセプトは、何も精算しない起案の決裁で閉じ、資格がまた変わるまで載らない")
    func closed() throws {
        let family = try Family()
        try family.claimInKind(3_000, visits: [.day(20)])
        try family.lapse("2025-05-15")
        try family.settle(try family.draft())
        try answer(family, .upheld)
        let plan = try family.plan()
        #expect(plan.upheld == Set(plan.effects.map(\.key)) && plan.usual.isEmpty)
        #expect(try due(family).count == 1)
        let proposal = try family.draft([], key: "T2")
        #expect(try family.draft([], key: "T2") == proposal)
        #expect(try due(family).isEmpty)
        let report = try family.settle(proposal)
        #expect(report.objections == 0 && report.cancelled == 0)
        #expect(try due(family).isEmpty)
        #expect(try family.plan().leftOut == Set(plan.effects.map(\.key)))
        try family.restore("2025-05-15")
        try family.lapse("2025-05-18")
        #expect(try due(family).count == 1)
        #expect(try family.plan().leftOut.isEmpty)
    }

    @Test("決裁者が残すと認めた行は、その後の過誤が認められなくても載らず、ほかの行だけが精算される")
    func leftOut() throws {
        let family = try decided()
        try family.pay()
        try family.claimInKind(3_000)
        try family.lapse("2025-05-01")
        let plan = try family.plan()
        #expect(Set(plan.effects.map(\.kind)) == [.claim, .paid])
        let paid = plan.effects.filter { $0.kind == .paid }.map(\.key)
        try family.settle(try family.draft(Set(paid)))
        #expect(try due(family).isEmpty)
        try family.office.gate.perform(
            ContestClaim.operation, by: PaymentOffice.clerk, for: .benefit
        ) {
            try ContestClaim.perform(
                .claim(1), .readjustment, reason: .notEntitled, on: date("2025-06-02"), in: $0)
        }
        try answer(family, .upheld)
        #expect(try due(family).isEmpty)
    }

    @Test("支払処理中だけの児童は、何も精算しない起案でも閉じられない")
    func underWayStays() throws {
        let family = try decided()
        try family.schedule()
        try family.office.propose()
        try family.lapse("2025-05-01")
        #expect(throws: RetroactiveRefusal.nothingTouched) { try family.draft([]) }
    }

    @Test("償還の領収書の日が分かれば日で見る：終わりの後だけなら全部、混じれば一部として載り、前だけ・日のないものは載らない")
    func receiptsByDay() throws {
        let cases: [(days: [String?], isPartial: [Bool])] = [
            (["2025-05-03"], []), (["2025-05-15"], [false]),
            (["2025-05-14", "2025-05-20"], [true]), (["2025-05-20", nil], []), ([], []),
        ]
        for (days, isPartial) in cases {
            let family = try Family()
            try family.enter("S-1", points: 1_000, on: days)
            try family.decide()
            try family.pay()
            try family.lapse("2025-05-15")
            let found = try due(family)
            #expect(found.flatMap(\.effects).map(\.isPartial) == isPartial, "\(days)")
            if !isPartial.isEmpty { #expect(try family.plan().effects == found[0].effects) }
        }
    }

    private func answer(_ family: Family, _ result: ObjectionResult) throws {
        try family.office.gate.perform(
            AnswerObjection.operation, by: PaymentOffice.clerk, for: .benefit
        ) { try AnswerObjection.perform(.claim(1), result, on: date("2025-06-02"), in: $0) }
    }

    @Test("資格が遡って認められると、不支給だった申請が載り、決裁で消える")
    func gained() throws {
        let family = try Family()
        try family.lapse("2025-05-01")
        try family.enter("S-1", points: 1_000)
        try family.decide()
        #expect(try due(family).isEmpty)
        try family.restore()
        let found = try #require(try due(family).first)
        #expect(found.effects.map(\.kind) == [.gainedReimbursement] && !found.hasLoss)
        try family.settle(try family.draft())
        #expect(try due(family).isEmpty)
    }
}
