// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Safeguards
import Support
import Testing
import Vocabulary

/// 受診日 (JD): in a month that an entitlement covers in part only the days decide.
@Suite("レセプトの受診日")
struct VisitDayTests {
    private func june(
        _ visits: [Int: String], ours: [Int: String] = [:], type: String = "1126"
    ) -> Uke {
        .one {
            $0.type = type
            $0.visits = visits
            $0.ourVisits = ours
        }
    }

    /// The code of the only claim of a file; `nil` where it is accepted.
    private func code(_ file: Uke, _ office: Office) throws -> String? {
        let report = try office.take(file)
        #expect(report.accepted + report.rejected == 1)
        return try office.errors().first?.code
    }

    private func ended() throws -> Office {
        let office = try Office()
        try office.lapse(Office.taro, on: "2025-06-10")
        return office
    }

    static let edges: [(days: [Int: String], code: String?)] = [
        ([1: "1"], nil), ([9: "1"], nil), ([1: "1", 9: "2"], nil), ([10: "1"], "E-BEN-014"),
        ([10: "1", 30: "1"], "E-BEN-014"), ([9: "1", 10: "1"], "E-BEN-123"),
        ([9: "1", 10: "2"], "E-BEN-123"), ([9: "1", 10: "9"], "E-BEN-123"),
        ([9: "9"], nil), ([10: "2"], "E-BEN-014"), ([:], nil),
    ]

    @Test("月の途中で資格が終わると、終わりの前の日までは通り、その日からは通らない。受診日がなければ月で見る", arguments: edges)
    func ending(days: [Int: String], code expected: String?) throws {
        #expect(try code(june(days), ended()) == expected)
        // In hospital the other period decides, of the same days.
        #expect(try code(june(days, type: "1125"), ended()) == expected)
    }

    @Test("公費の受診日があれば保険の受診日より先に見る")
    func ours() throws {
        #expect(try code(june([9: "1", 10: "1"], ours: [9: "1"]), ended()) == nil)
        #expect(try code(june([9: "1"], ours: [10: "1"]), ended()) == "E-BEN-014")
    }

    @Test("一部が資格の外の明細書は期間外として残り、再判定しても通らず、受診日を確かめて補正すると通る")
    func corrected() throws {
        let office = try ended()
        let words = try #require(try code(june([8: "1", 9: "1", 10: "1"]), office))
        #expect(words == "E-BEN-123")
        let error = try #require(try office.errors().first)
        #expect(error.reason == .outsidePeriod && error.record == "JD")
        #expect(error.message.contains("3日のうち1日") && error.child == Office.taro)
        #expect(error.content?.visits?.days == [8, 9, 10])
        let again = try office.gate.perform(
            RecheckClaims.operation, by: Office.payment, for: .benefit
        ) { try RecheckClaims.perform([error.id], law: Office.law, in: $0) }
        #expect(again.faults[error.id]?.code == "E-BEN-123")
        let claim = try office.gate.perform(
            CorrectClaim.operation, by: Office.payment, for: .benefit
        ) {
            try CorrectClaim.perform(
                error.id, ClaimCorrection(visits: [.day(8), .day(9)]), reason: "医療機関に照会",
                law: Office.law, in: $0)
        }
        let stored = try office.read { try ClaimBook.claims([claim], from: $0) }[claim]
        #expect(stored?.visits?.days == [8, 9] && stored?.payable == Yen(3_702))
    }

    @Test("受け入れた明細書に受診日が残る。書かれていなければ空のまま")
    func stored() throws {
        let office = try Office()
        try office.take(june([3: "1", 10: "2", 30: "9"]))
        let claim = try #require(
            try office.read { try ClaimBook.claims(child: Office.taro, from: $0) }.first)
        #expect(claim.visits?.days == [3, 10, 30])
        let none = try Office()
        try none.take(june([:]))
        let other = try #require(
            try none.read { try ClaimBook.claims(child: Office.taro, from: $0) }.first)
        #expect(other.visits == nil)
    }

    @Test("資格の終わりが遡ると、終わりの後の受診日がある明細書だけが影響に出る")
    func consequences() throws {
        func texts(_ visits: [Int: String]) throws -> [String] {
            let office = try Office()
            #expect(try code(june(visits), office) == nil)
            return try office.read {
                try BenefitsAfterLapse().afterLapse(
                    [Office.taro: date("2025-06-10")], in: $0)[Office.taro] ?? []
            }.map(\.text)
        }
        #expect(try texts([1: "1", 9: "1"]).isEmpty)
        let partly = try texts([9: "1", 10: "1"])
        #expect(partly.count == 1 && partly[0].contains("一部の受診日"))
        let wholly = try texts([10: "1"])
        #expect(wholly.count == 1 && !wholly[0].contains("一部の受診日"))
        #expect(try texts([:]).isEmpty)
    }

    @Test("エラーの明細書は、精算の下見にこの市の公費の受診日を渡す")
    func refused() throws {
        let office = try ended()
        _ = try code(june([9: "1"], ours: [10: "1", 11: "1"]), office)
        let touched = try office.read { try TouchedBenefits.load([Office.taro], from: $0) }
        #expect(touched.refused.map { $0.visits?.days } == [[10, 11]])
    }

    @Test("個別入力の受診日も見る。書かなければ月で見る")
    func keyed() throws {
        func enter(_ visits: MonthDays?) throws -> String? {
            let office = try ended()
            let entry = ClaimEntry(
                dataKind: .medical, source: .institution, billingMonth: yearMonth("2025-07"),
                treatmentMonth: yearMonth("2025-06"), institution: "1119900010",
                setting: .outpatient, born: date("2015-06-10"),
                insurer: try #require(InsurerNumber(Office.insurer)),
                recipientNumber: try #require(RecipientNumber(Office.taroNumber)), days: 1,
                points: 1_234, visits: visits)
            do {
                _ = try office.gate.perform(
                    EnterClaim.operation, by: Office.payment, for: .benefit
                ) { try EnterClaim.perform(entry, law: Office.law, in: $0) }
                return nil
            } catch let fault as ClaimFault {
                return fault.code
            } catch let refusal as BenefitsRefusal {
                return refusal.code
            }
        }
        #expect(try enter(nil) == nil)
        #expect(try enter([.day(9)]) == nil)
        #expect(try enter([.day(10)]) == "E-BEN-014")
        #expect(try enter([.day(9), .day(10)]) == "E-BEN-123")
        #expect(try enter([.day(31)]) == "E-BEN-072")
    }
}
