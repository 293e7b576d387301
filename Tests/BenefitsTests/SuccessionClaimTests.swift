// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Safeguards
import Successions
import Support
import Testing
import Vocabulary

/// レセプトの保険者番号と承継: an insurer that goes on under another number is one insurer from that day.
@Suite("承継した保険者のレセプト")
struct SuccessionClaimTests {
    private static let old = Office.insurer
    private static let new = InsurerNumber.fictional("0611991").digits

    private func propose(
        _ office: Office, from old: String = SuccessionClaimTests.old,
        to new: String = SuccessionClaimTests.new, on day: String = "2025-07-01"
    ) throws -> Int64 {
        try office.gate.propose(
            .merger(
                of: try #require(InsurerNumber(old)), into: try #require(InsurerNumber(new)),
                on: date(day)), by: Office.counter)
    }

    /// - Parameter carried: how many children the carry-over takes along.
    private func succeed(
        _ office: Office, from old: String = SuccessionClaimTests.old,
        to new: String = SuccessionClaimTests.new, on day: String = "2025-07-01",
        carried: Int = 2
    ) throws {
        let id = try propose(office, from: old, to: new, on: day)
        #expect(try office.gate.approve(succession: id, by: Office.head).carried == carried)
    }

    /// An office in which Taro's record still has the number of before: it came after the carry-over.
    private func lateRecord() throws -> Office {
        let office = try Office()
        try succeed(office, from: Office.otherInsurer, carried: 0)
        try office.insure(Office.taro, by: Office.otherInsurer, from: "2025-05-01")
        return office
    }

    /// One claim of Taro; what stands on the error list, `nil` where it is accepted.
    @discardableResult
    private func bill(
        _ office: Office, _ insurer: String, _ month: String, billing: String = "202508",
        points: Int = 1_234
    ) throws -> String? {
        var file = Uke.one {
            $0.insurer = insurer
            $0.month = month
            $0.points = points
        }
        file.billing = billing
        let report = try office.take(file)
        guard report.rejected > 0 else {
            #expect(report.accepted == 1)
            return nil
        }
        return try office.errors().last?.code
    }

    /// The same claim, keyed from paper.
    private func key(_ office: Office, _ insurer: String, _ month: String) throws -> String? {
        let entry = ClaimEntry(
            dataKind: .medical, source: .federation, billingMonth: yearMonth("2025-08"),
            treatmentMonth: yearMonth(month), institution: "1119900010",
            institutionName: "見本医院", setting: .outpatient, born: date("2015-06-10"),
            insurer: try #require(InsurerNumber(insurer)),
            recipientNumber: try #require(RecipientNumber(Office.taroNumber)), days: 1,
            points: 1_234)
        do {
            _ = try office.gate.perform(EnterClaim.operation, by: Office.payment, for: .benefit) {
                try EnterClaim.perform(entry, law: Office.law, in: $0)
            }
            return nil
        } catch let fault as ClaimFault {
            return fault.code
        }
    }

    @Test("記録が元の番号のままでも、承継の日からの新しい番号のレセプトは通り、その前の月は通らない")
    func newNumber() throws {
        let file = try lateRecord()
        #expect(try bill(file, Self.new, "202507") == nil)
        #expect(try bill(file, Self.new, "202506") == "E-BEN-016")
        #expect(try bill(file, Office.otherInsurer, "202506") == nil)
        let paper = try lateRecord()
        #expect(try key(paper, Self.new, "2025-07") == nil)
        #expect(try key(paper, Self.new, "2025-06") == "E-BEN-016")
    }

    @Test("記録が新しい番号でも、承継の後の月の元の番号のレセプトは通り、前の月の新しい番号は通らない")
    func oldNumber() throws {
        let office = try Office()
        try succeed(office)
        #expect(try bill(office, Self.old, "202507") == nil)
        #expect(try bill(office, Self.new, "202506") == "E-BEN-016")
        #expect(try bill(office, Self.old, "202506") == nil)
        let paper = try Office()
        try succeed(paper)
        #expect(try key(paper, Self.old, "2025-07") == nil)
        #expect(try key(paper, Self.new, "2025-06") == "E-BEN-016")
    }

    @Test("承継と関わりのない保険者、決裁待ちの承継、差し戻した承継の番号は通らない")
    func foreign() throws {
        let office = try Office()
        try succeed(office)
        #expect(try bill(office, Office.otherInsurer, "202507") == "E-BEN-016")
        #expect(try key(office, Office.otherInsurer, "2025-07") == "E-BEN-016")
        let waiting = try Office()
        let id = try propose(waiting)
        #expect(try bill(waiting, Self.new, "202507") == "E-BEN-016")
        #expect(try key(waiting, Self.new, "2025-07") == "E-BEN-016")
        try waiting.gate.approve(succession: id, sentBack: "誤り", by: Office.head)
        #expect(try key(waiting, Self.new, "2025-07") == "E-BEN-016")
    }

    @Test("承継の日の前に元の保険者を離れた児童は、新しい番号のレセプトを通さない。同じ月の途中の承継でも")
    func leftBefore() throws {
        for (day, left) in [("2025-07-01", "2025-06-20"), ("2025-07-16", "2025-07-05")] {
            let office = try Office()
            try office.insure(Office.taro, by: Office.otherInsurer, from: left)
            try succeed(office, on: day, carried: 1)
            #expect(try bill(office, Self.new, "202507") == "E-BEN-016")
            #expect(try key(office, Self.new, "2025-07") == "E-BEN-016")
            #expect(try bill(office, Office.otherInsurer, "202507") == nil)
        }
    }

    @Test("承継が続いても、たどった先の番号のレセプトは通る")
    func chain() throws {
        let office = try Office()
        let third = InsurerNumber.fictional("0611993").digits
        try succeed(office, on: "2025-06-01")
        try succeed(office, from: Self.new, to: third, on: "2025-07-01")
        #expect(try bill(office, Self.old, "202507") == nil)
        #expect(try bill(office, third, "202506") == "E-BEN-016")
        #expect(try bill(office, Self.old, "202506") == nil)
    }

    @Test("元の番号と新しい番号で届いた同じ診療は、一度しか通らない。承継の月の途中なら番号ごとに一件ずつ")
    func twice() throws {
        let file = try Office()
        try succeed(file)
        #expect(try bill(file, Self.old, "202507") == nil)
        #expect(try bill(file, Self.new, "202507") == "E-BEN-025")
        #expect(try key(file, Self.new, "2025-07") == "E-BEN-025")
        let paper = try Office()
        try succeed(paper)
        #expect(try key(paper, Self.new, "2025-07") == nil)
        #expect(try bill(paper, Self.old, "202507") == "E-BEN-025")
        let middle = try Office()
        try succeed(middle, on: "2025-07-16")
        #expect(try bill(middle, Self.old, "202507") == nil)
        #expect(try bill(middle, Self.new, "202507", points: 500) == nil)
    }

    @Test("保険者の違いでエラーになったレセプトは、記録を引き継がない児童でも、承継の決裁の後の再判定で通る")
    func recheck() throws {
        let office = try Office()
        // Acquired after the day of succession under the number of before: left out of the carry-over.
        try office.insure(Office.taro, by: Office.otherInsurer, from: "2025-07-05")
        #expect(try bill(office, Self.new, "202507") == "E-BEN-016")
        let error = try #require(try office.errors().first)
        func again() throws -> RecheckClaims.Report {
            try office.gate.perform(
                RecheckClaims.operation, by: Office.payment, for: .benefit
            ) { try RecheckClaims.perform([error.id], law: Office.law, in: $0) }
        }
        #expect(try again().faults[error.id]?.code == "E-BEN-016")
        try succeed(office, from: Office.otherInsurer, carried: 0)
        let report = try again()
        #expect(report.faults.isEmpty && report.claims.count == 1)
    }
}
