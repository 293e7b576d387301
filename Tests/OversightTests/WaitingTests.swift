// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Ledger
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Oversight

@Suite("確かめていない警報と利用は、日が過ぎても一覧から落ちない")
struct WaitingTests {
    private let office: Office

    init() throws { office = try Office() }

    private struct Opened: Hashable {
        let officer: String
        let person: AddresseeNumber

        init(_ officer: String, _ person: AddresseeNumber) {
            self.officer = officer
            self.person = person
        }
    }

    private var head: Principal { office.person(.head, "kacho") }

    @Test("説明のない利用は、何日前のものも、長く待つものから頁で全部出る。件数は一覧の件数")
    func accesses() throws {
        var expected: [Int64] = []
        var days: [Int64: CivilDate] = [:]
        var opened: [Int64: Opened] = [:]
        for number in 0..<30 {
            let clerk = office.person(.counter, "k\(900 + number % 7)")
            let person = number.isMultiple(of: 2) ? Office.child : Office.stranger
            try office.open(person, by: clerk, reason: "電話での照会 \(number)")
            let access = try office.last().operation
            days[access] = office.today()
            opened[access] = Opened(clerk.officer, person)
            // What a case explains waits for nobody.
            guard try office.mark() == .unexplained else {
                office.clock.pass(days: 2)
                continue
            }
            if number.isMultiple(of: 5) {
                // What is done about the person explains it, and what the same officer opened before.
                try office.deed(person, by: clerk)
                expected.removeAll { opened[$0] == Opened(clerk.officer, person) }
            } else if number.isMultiple(of: 3) {
                try office.gate.perform(
                    .explainAccess, by: head, for: .audit, reason: "確かめた"
                ) { try ConfirmAccess.perform(access, .inDuty, in: $0) }
            } else {
                expected.append(access)
            }
            office.clock.pass(days: 2)
        }
        func waits(_ from: Instant?, _ until: Instant?) throws -> [Int64] {
            try office.store.read { db in
                let count = try AccessBook.countWaiting(since: from, until: until, in: db)
                let all = try stride(from: 0, to: max(count, 1), by: 4).flatMap {
                    try AccessBook.waiting(
                        from: from, until: until, limit: 4, offset: $0, in: db)
                }.map(\.line.operation)
                #expect(all.count == count)
                return all
            }
        }
        let all = try waits(nil, nil)
        #expect(all == expected && all.count > 8)
        let oldest = try #require(all.first.flatMap { days[$0] })
        #expect(oldest.days(until: office.today()) > 31, "一月より前のものも残る")
        let start = AccessBook.startOfDay(oldest)
        #expect(try waits(start, start.adding(seconds: 86_400)) == [all[0]])
        #expect(try waits(start.adding(seconds: 86_400), nil) == Array(all.dropFirst()))
        let byDay = try office.store.read {
            try AccessBook.waitingDays(since: Instant(microseconds: 0), in: $0)
        }
        #expect(byDay.values.reduce(0, +) == all.count)
        #expect(byDay == all.reduce(into: [:]) { $0[days[$1] ?? oldest, default: 0] += 1 })
        for access in all {
            try office.gate.perform(.explainAccess, by: head, for: .audit, reason: "確かめた") {
                try ConfirmAccess.perform(access, .inDuty, in: $0)
            }
        }
        #expect(try waits(nil, nil).isEmpty)
    }

    @Test("警報は、確かめるまで何日でも一覧に残り、件数は一覧の件数")
    func alarms() throws {
        try office.register("k901")
        office.directory.put(resident(Office.child, "見本　花子", "緑町", household: "H1"))
        try office.relate("k901", Office.child, .own)
        for _ in 0..<3 {
            try office.open(Office.child, by: office.person(), reason: "窓口での相談")
            try office.rules()
            office.clock.pass(days: 20)
        }
        func open() throws -> [LogAlarm] {
            try office.store.read { db in
                let count = try AlarmBook.countOpen(in: db)
                let all = try (0..<count).flatMap {
                    try AlarmBook.open(limit: 1, offset: $0, in: db)
                }
                #expect(try AlarmBook.open(limit: 1, offset: count, in: db).isEmpty)
                return all
            }
        }
        let all = try open()
        #expect(all.count >= 3 && Set(all.map(\.id)).count == all.count)
        #expect(all.map(\.day) == all.map(\.day).sorted(by: >))
        let oldest = try #require(all.last)
        #expect(oldest.day.days(until: office.today()) > 31)
        try office.gate.perform(.reviewLog, by: head, for: .audit) {
            try SettleAlarm.perform(oldest.id, .inDuty, note: "確かめた", in: $0)
        }
        #expect(try open().map(\.id) == all.dropLast().map(\.id))
    }

    @Test("点検記録・関係者・照会件数は、頁をたどると最後まで出る")
    func pages() throws {
        let today = office.today()
        for number in 1...5 {
            try office.gate.perform(.reviewLog, by: office.person(.auditor, "kansa"), for: .audit) {
                try WriteReview.perform(
                    LogReview(
                        from: today.adding(days: -31), through: today, preset: "whole",
                        sampled: number, findings: "異常なし", measures: nil,
                        nextDue: today.adding(days: 31)), in: $0)
            }
            let watched = AddresseeNumber(value: 930_000_000_000_000 + Int64(number))
            try office.relate("*", watched, .watched)
            try office.gate.perform(
                .searchPersons, by: office.person(.counter, "k\(number)"), for: .change
            ) { _ in }
        }
        try office.store.read { db in
            let reviews = try (0..<3).map {
                try ReviewBook.reviews(limit: 2, offset: $0 * 2, from: db)
            }
            #expect(reviews.map(\.count) == [2, 2, 1])
            #expect(try ReviewBook.count(from: db) == 5)
            #expect(reviews.joined().map(\.review.sampled) == [5, 4, 3, 2, 1])
            let relations = try (0..<3).map {
                try RelationBook.relations(limit: 2, offset: $0 * 2, from: db)
            }
            #expect(relations.map(\.count) == [2, 2, 1])
            #expect(try RelationBook.count(from: db) == 5)
            #expect(Set(relations.joined().map(\.subject)).count == 5)
            #expect(try InquiryCounts.rows(from: today, through: today, in: db) == 5)
            let counts = try (0..<3).flatMap {
                try InquiryCounts.counts(
                    from: today, through: today, limit: 2, offset: $0 * 2, in: db)
            }
            #expect(counts.map(\.officer) == (1...5).map { "k\($0)" })
        }
    }
}
