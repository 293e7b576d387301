// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing
import Town
import Vocabulary

@Suite("町の真実")
struct TownTruthTests {
    @Test("申請の数は、申請書の行の数と決定の行の数に合う")
    func applicationsAddUp() throws {
        let town = try WrittenTown.shared.get()
        let truth = town.truth
        let rows = try town.rows("applications")
        let decisions = try town.lines("decisions")
        #expect(rows.count == decisions.count)
        #expect(Set(rows.compactMap { $0["受付番号"] }).count == rows.count)
        let registrations = rows.count { $0["申請種別"] == "01" }
        #expect(registrations == truth.applications + truth.duplicates)
        #expect(rows.count == registrations + truth.notices)
        #expect(truth.granted + truth.refused == truth.applications)
        let granted = try town.lines("entitlements").count
        #expect(granted == truth.granted)
    }

    @Test("断りの理由と消滅の理由は、どれも町にある")
    func everyCaseOccurs() throws {
        let truth = try WrittenTown.shared.get().truth
        for reason in ["01", "02", "03", "04", "05", "07", "09"] {
            #expect((truth.refusedByReason[reason] ?? 0) > 0, "\(reason)")
        }
        for reason in ["R21", "R22", "R23", "R24", "R25", "R26", "R28"] {
            #expect((truth.lapsedByReason[reason] ?? 0) > 0, "\(reason)")
        }
        #expect(truth.held > 0 && truth.duplicates > 0 && truth.returns > 0)
    }

    @Test("資格の始まりは、15日以内なら事由の日、遅れたら申請の日")
    func startFollowsFifteenDays() throws {
        let town = try WrittenTown.shared.get()
        let decisions = Dictionary(
            uniqueKeysWithValues: try town.lines("decisions").map {
                ($0["receipt"] as? String ?? "", $0["from"] as? String)
            })
        var late = 0
        for row in try town.rows("applications") {
            guard let from = decisions[row["受付番号"] ?? ""] ?? nil else { continue }
            let event = try #require(CivilDate(compact: row["事由発生年月日"] ?? ""))
            let applied = try #require(CivilDate(compact: row["申請年月日"] ?? ""))
            let isCertainlyInTime = applied <= event.adding(days: 15)
            // Closed days can move the last day by a week at the year's turn.
            let isCertainlyLate = applied > event.adding(days: 25)
            if isCertainlyInTime { #expect(from == "\(event)") }
            if isCertainlyLate {
                late += 1
                #expect(from == "\(applied)")
            }
        }
        #expect(late > 0)
    }

    @Test("レセプトの件数と支払額は、ファイルを読み直した合計に合う")
    func claimsAddUp() throws {
        let town = try WrittenTown.shared.get()
        let told = try town.lines("claims")
        #expect(told.count == town.truth.claims)
        #expect(told.count { $0["trouble"] != nil } == town.truth.rejected)
        #expect(told.compactMap { $0["payable"] as? Int }.reduce(0, +) == town.truth.inKindPayable)
        var lines: [String: [String]] = [:]
        for entry in told {
            let file = try #require(entry["file"] as? String)
            if lines[file] == nil {
                lines[file] = String(decoding: try town.data("in/" + file), as: UTF8.self)
                    .components(separatedBy: "\r\n")
            }
            let at = try #require(entry["line"] as? Int)
            let record = try #require(lines[file])[at - 1].components(separatedBy: ",")
            #expect(record[0] == "RE")
            let month = (entry["month"] as? String ?? "").replacing("-", with: "")
            #expect(record[3] == month)
            // An ordinary claim is points × 2 or × 3 by its own type code, and meals of 510 yen.
            let insurer = try #require(lines[file])[at].components(separatedBy: ",")
            let other = try #require(lines[file])[at + 2].hasPrefix("KO")
            guard entry["trouble"] == nil, !other else { continue }
            let tenths = ["3", "4"].contains(record[2].suffix(1)) ? 2 : 3
            let meals = record[2].hasPrefix("1") ? Int(insurer[7]) ?? 0 : 0
            let points = try #require(Int(insurer[5]))
            #expect(entry["payable"] as? Int == points * tenths + meals * 510)
            #expect(points * tenths < 21_000)
        }
        #expect(town.truth.rejected > 0)
    }

    @Test("受け入れるレセプトは、受診日がどれも資格の中にあり、同じものは二度ない")
    func acceptedClaimsAreCovered() throws {
        let town = try WrittenTown.shared.get()
        var periods: [String: (String, String)] = [:]
        for entry in try town.lines("entitlements") {
            periods[entry["child"] as? String ?? ""] = (
                entry["outpatientFrom"] as? String ?? "", entry["outpatientUntil"] as? String ?? ""
            )
        }
        var seen: Set<String> = []
        var lines: [String: [String]] = [:]
        for entry in try town.lines("claims") where entry["trouble"] == nil {
            let child = try #require(entry["child"] as? String)
            let month = try #require(entry["month"] as? String)
            let period = try #require(periods[child])
            #expect(period.0 <= month + "-01" && period.1 > month + "-01")
            let file = entry["file"] as? String ?? ""
            if lines[file] == nil {
                lines[file] = String(decoding: try town.data("in/" + file), as: UTF8.self)
                    .components(separatedBy: "\r\n")
            }
            let at = try #require(entry["line"] as? Int)
            let visits = try #require(lines[file]?.dropFirst(at).first { $0.hasPrefix("JD,1,") })
            let marks = visits.components(separatedBy: ",").dropFirst(2)
            let days = zip(1..., marks).filter { $0.1 == "1" }.map { day, _ in
                "\(month)-\(day < 10 ? "0" : "")\(day)"
            }
            #expect(!days.isEmpty && days.allSatisfy { period.0 <= $0 && $0 < period.1 })
            let place = file.suffix(14)
            #expect(seen.insert("\(child)\(month)\(place)\(entry["inpatient"] ?? "")").inserted)
        }
    }

    @Test("償還の支給額の合計は、支払日ごとの合計から戻った額を引いたものに合う")
    func paymentsAddUp() throws {
        let town = try WrittenTown.shared.get()
        let refunds = try town.lines("reimbursements")
        let paid = refunds.compactMap { $0["payable"] as? Int }.reduce(0, +)
        #expect(paid == town.truth.reimbursementPayable)
        #expect(paid == town.truth.transferTotal - town.truth.returnedTotal)
        let rows = try town.rows("reimbursements")
        #expect(Set(rows.compactMap { $0["受付番号"] }).count == refunds.count)
        for row in rows where row["枝番号"] == "1" && row["高額療養費決定額"] == "" {
            let told = refunds.first { $0["receipt"] as? String == row["受付番号"] }
            #expect(told?["letter"] as? Bool == true || told?["outcome"] as? String == "waiting")
        }
        for reason in ["duplicate", "time-barred", "outside-period"] {
            #expect(refunds.contains { $0["reason"] as? String == reason }, "\(reason)")
        }
    }

    @Test("銀行役は、解約された口座への振込だけを返す")
    func bankReturnsClosedAccounts() throws {
        let town = try WrittenTown.shared.get()
        let entry = try #require(try town.lines("closed_accounts").first)
        func record(_ account: String, _ amount: Int) throws -> String {
            let bank = try #require(entry["bank"] as? String)
            let branch = try #require(entry["branch"] as? String)
            let type = try #require(entry["type"] as? String)
            let head = "2" + bank + String(repeating: " ", count: 15) + branch
            let middle = String(repeating: " ", count: 15) + "0000" + type + account
            let name = String(repeating: "X", count: 30)
            return head + middle + name + padded(amount, 10) + String(repeating: " ", count: 30)
        }
        let closed = try #require(entry["account"] as? String)
        let blank = String(repeating: " ", count: 119)
        let file =
            try "1" + blank + "\r\n" + record("9999999", 100) + "\r\n" + record(closed, 2_500)
            + "\r\n8" + blank + "\r\n9" + blank + "\r\n"
        let bank = try BankPeer(town: town.folder.url)
        let found = bank.returns(of: Data(file.utf8))
        #expect(found.map(\.sequence) == [2] && found.map(\.amount) == [2_500])
        let month = try #require(entry["returnedIn"] as? String)
        let day = try #require(CivilDate(iso: month + "-20"))
        #expect(bank.returns(of: Data(file.utf8), in: day.yearMonth.previous).isEmpty)
        let answer = try #require(
            bank.answer(to: Data(file.utf8), paid: day, on: day.adding(days: 3), sequence: 1))
        let sent = day.adding(days: 3).compact
        #expect(answer.name == "bank_returns_差分_\(sent)090000_001.csv")
        #expect(
            String(decoding: answer.bytes, as: UTF8.self)
                .hasSuffix("\(day.compact),2,2500,解約\r\n"))
    }
}
