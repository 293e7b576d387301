// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing
import Town
import Vocabulary

/// A story of several fiscal years, read back from its files.
@Suite("町の数年度")
struct YearsTests {
    private static let town = Result {
        try WrittenTown(seed: 12, people: 900, story: .long(years: 3))
    }

    @Test("同じ種からは同じバイト列で、一年の町は年度を数えない町と同じ")
    func oneYearIsUnchanged() throws {
        let plain = try WrittenTown(seed: 9, people: 300)
        let said = try WrittenTown(seed: 9, people: 300, story: .long(years: 1))
        for name in plain.files(".csv") {
            #expect(try plain.data(name) == said.data(name), "\(name)")
        }
    }

    @Test("年度ごとに、生まれ、移り、保険が変わり、15歳の年度末で終わり、18歳までに広がる")
    func everyYearHasItsNews() throws {
        let town = try Self.town.get()
        let rows = try town.rows("resident").filter { $0["異動事由"] != "B00" }
        for year in ["2024", "2025", "2026"] {
            for reason in ["B01", "B02", "B11", "B21"] {
                #expect(
                    rows.contains {
                        $0["異動事由"] == reason && $0["異動年月日"]?.hasPrefix(year) == true
                    }, "\(year) \(reason)")
            }
        }
        let entitlements = try town.lines("entitlements")
        let ends = entitlements.compactMap { $0["lapse"] as? [String: Any] }
            .compactMap { lapse -> String? in
                lapse["reason"] as? String == "R28" ? lapse["day"] as? String : nil
            }
        // Whom the old age would have ended on the day of the widening goes on without a gap.
        #expect(Set(ends) == ["2025-04-01", "2027-04-01"])
        let widened = entitlements.filter {
            $0["outpatientFrom"] as? String == "2026-04-01"
                && ($0["born"] as? String ?? "") < "2010-04-02"
        }
        #expect(!widened.isEmpty)
        for entry in widened {
            let born = try #require(CivilDate(iso: entry["born"] as? String ?? ""))
            let until = AgeLaw.fiscalYearEnd(ofAge: 18, born: born).next
            let reason = (entry["lapse"] as? [String: Any])?["reason"] as? String
            guard reason == nil || reason == "R28" else { continue }
            #expect(entry["outpatientUntil"] as? String == "\(until)")
        }
    }

    @Test("一人の子の資格は重ならず、番号は資格ごとに違う")
    func entitlementsFollowEachOther() throws {
        let entitlements = try Self.town.get().lines("entitlements")
        let byChild = Dictionary(grouping: entitlements) { $0["child"] as? String ?? "" }
        #expect(byChild.values.contains { $0.count > 1 })
        for list in byChild.values {
            let periods = list.map {
                ($0["outpatientFrom"] as? String ?? "", $0["outpatientUntil"] as? String ?? "")
            }.sorted { $0.0 < $1.0 }
            for (one, next) in zip(periods, periods.dropFirst()) { #expect(one.1 <= next.0) }
            #expect(periods.allSatisfy { $0.0 < $0.1 })
        }
        let numbers = entitlements.compactMap { $0["recipientNumber"] as? String }
        #expect(Set(numbers).count == numbers.count && !numbers.contains(""))
    }

    @Test("外来の一部負担金200円は、改正の月まで引かれ、その後は引かれない")
    func copaymentEnds() throws {
        var (before, after) = (0, 0)
        for entry in try Self.town.get().lines("claims")
        where entry["trouble"] == nil && entry["inpatient"] as? Bool == false {
            let payable = try #require(entry["payable"] as? Int)
            let points = try #require(entry["points"] as? Int)
            // Two or three tenths of ten yen a point; a claim with another fund is neither.
            let isWhole = payable == points * 2 || payable == points * 3
            let isLess = payable + 200 == points * 2 || payable + 200 == points * 3
            guard isWhole || isLess else { continue }
            if entry["month"] as? String ?? "" < "2025-10" {
                before += 1
                #expect(isLess)
            } else {
                after += 1
                #expect(isWhole)
            }
        }
        #expect(before > 50 && after > 50)
    }

    @Test("令和8年の春に転入の波があり、前の年の同じ二十日の何倍もの世帯が移ってくる")
    func wave() throws {
        let rows = try Self.town.get().rows("resident").filter { $0["異動事由"] == "B02" }
        func households(_ year: String) -> Int {
            Set(
                rows.filter { row in
                    let day = row["異動年月日"] ?? ""
                    return ("\(year)0320"..."\(year)0408").contains(day)
                }.compactMap { $0["世帯番号"] }
            ).count
        }
        let (usual, wave) = (households("2025"), households("2026"))
        #expect(wave >= 15 && wave > usual * 3, "\(usual) \(wave)")
    }

    @Test("保険者の合併、店舗の統廃合、遅れて届く転出、国の値のない食事がある")
    func everythingHappens() throws {
        let town = try Self.town.get()
        let merged = try town.rows("shaho").filter {
            $0["資格喪失日"] == "20260701" || $0["資格取得日"] == "20260701"
        }
        #expect(merged.count > 2)
        #expect(try town.lines("claims").contains { $0["takenBack"] as? Bool == true })
        #expect(town.truth.takenBack > 0)
        #expect((town.truth.rejectedByReason["value-unset"] ?? 0) > 0)
        #expect(town.truth.returns > 2)
        let closed = try town.lines("closed_accounts").compactMap { $0["returnedIn"] as? String }
        #expect(Set(closed).count > 1)
    }
}
