// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing
import Vocabulary

@testable import Town

/// The smallest towns: every draw that is repeated until it fits must come to an end in them, too.
@Suite("小さな町", .timeLimit(.minutes(1)))
struct SmallTownTests {
    @Test(
        "20人から120人の町も、どの種でも作り終わり、人口が揃う",
        arguments: [(20, 1), (40, 8), (60, 3), (100, 3), (120, 21)] as [(Int, UInt64)])
    func ends(people: Int, seed: UInt64) throws {
        for years in [1, 2] {
            let town = try WrittenTown(seed: seed, people: people, story: .long(years: years))
            #expect((people...(people + 12)).contains(town.truth.people))
            #expect(town.truth.children > 0)
        }
    }

    @Test("審査支払機関の請求書は、送ったレセプトの正解と手数料の合計で、概算と精算を足しても同じ")
    func invoices() throws {
        let town = try WrittenTown.shared.get()
        let sent = try town.lines("invoices")
        func sum(_ name: String) -> Int { sent.reduce(0) { $0 + ($1[name] as? Int ?? 0) } }
        #expect(sum("payable") == town.truth.inKindPayable)
        #expect(sum("accepted") == town.truth.claims - town.truth.rejected)
        #expect(sum("rejected") == town.truth.rejected)
        let peer = try AgencyPeer(town: town.folder.url)
        var (regular, parted, late) = (0, 0, 0)
        let (first, last) = Story.oneYear.treatmentMonths
        var month = first
        while month <= last {
            month = month.next
            for agency in AgencyPeer.Agency.allCases {
                func total(_ kind: AgencyPeer.Kind) -> Int {
                    peer.invoice(
                        of: agency, billed: month, kind, on: month.lastDay, sequence: 1)?.total ?? 0
                }
                regular += total(.regular)
                let estimate = total(.estimate)
                parted += estimate + total(.final(advance: estimate))
            }
            late +=
                sent.filter {
                    $0["billed"] as? String == month.description
                        && $0["month"] as? String != month.previous.description
                }.count
        }
        #expect(
            regular == town.truth.inKindPayable + AgencyPeer.fee * town.truth.claims)
        #expect(parted == regular)
        #expect(late > 0, "月遅れの請求がない町では、月遅れの行を確かめられない")
    }

    @Test("保険者が合併した後に、元の番号のまま続いている保険も、元の番号で始まる保険もない")
    func mergers() throws {
        let town = try WrittenTown(seed: 5, people: 500, story: .long(years: 2))
        let letter = try #require(Story.long(years: 2).insurerLetters.first)
        var newest: [String: String] = [:]
        var begunAfter: [String] = []
        for row in try town.rows("shaho") where row["保険者番号"] == letter.old {
            let (who, since) = (row["宛名番号"] ?? "", row["資格取得日"] ?? "")
            if since >= letter.effectiveOn.compact { begunAfter.append("\(who) \(since)") }
            newest["\(who) \(since)"] = row["資格喪失日"] ?? ""
        }
        #expect(newest.count > 3)
        #expect(newest.filter { $0.value.isEmpty } == [:])
        #expect(begunAfter == [])
    }

    @Test("保険のない間に保険者が合併した家族は新しい番号で入り直し、合併のない保険者なら記号・番号はそのまま")
    func insuredAgainAfterMerger() throws {
        let folder = try TemporaryFolder("town")
        let story = Story.long(years: 2)
        let merger = try #require(story.mergers.first)
        let book = try TownBook(seed: 5, people: 100, story: story, root: folder.url)
        for old in [merger.from, merger.into] {
            var household = book.makeHome()
            household.insurer = old
            (household.symbol, household.number2) = ("見本", "1")
            book.insureAgain(&household, [], in: 1)
            #expect(household.insurer == merger.into)
            #expect((household.number2 == "1") == (old == merger.into))
        }
    }

    @Test("資格の前の月の申請は期間外が正解で、申請の期限も過ぎた日からは期限切れが正解になる")
    func lateAndOutside() throws {
        let folder = try TemporaryFolder("town")
        let book = try TownBook(seed: 5, people: 100, story: .long(years: 5), root: folder.url)
        let places = book.institutions
        let child = Child(
            addressee: AddresseeNumber(value: 900_000_011), name: "検証　太郎", kana: "ケンショウタロウ",
            sex: 1, born: FictionalCity.day(2015, 6, 10), guardian: 0, band: "エ", spans: [],
            clinic: places.clinics.lowerBound, secondClinic: places.clinics.lowerBound + 1,
            dentist: places.dentists.lowerBound, pharmacy: places.pharmacies.lowerBound,
            hospital: places.hospitals.lowerBound)
        var reasons: [String?] = []
        // Treated in February 2022; the five years end with February 2027.
        for day in [
            FictionalCity.day(2022, 5, 10), FictionalCity.day(2027, 2, 26),
            FictionalCity.day(2027, 3, 1),
        ] {
            var chance = SplitMix64(seed: 5, stream: 4)
            let making = MakeRefund(
                book: book, index: 0, child: child, month: day.yearMonth.previous, day: day)
            let refund = try #require(making.make(.outsidePeriod, &chance))
            #expect(refund.treatment == FictionalCity.month(2022, 2) && refund.payable == 0)
            reasons.append(refund.refusal)
        }
        #expect(reasons == ["outside-period", "outside-period", "time-barred"])
    }

    @Test("似た申請は、領収書が同じなら却下、別の受診なら支給が正解になり、どちらもある")
    func doubts() throws {
        let town = try WrittenTown(seed: 5, people: 500, story: .long(years: 2))
        let truth = Dictionary(
            try town.lines("reimbursements").map {
                ($0["receipt"] as? String ?? "", $0["outcome"] as? String ?? "")
            }, uniquingKeysWith: { $1 })
        var seen: [String: [[String: String]]] = [:]
        for row in try town.rows("reimbursements") where row["枝番号"] == "1" {
            let place = ["対象児童宛名番号", "診療年月", "医療機関コード", "入院外来区分"].map { row[$0] ?? "" }
            seen[place.joined(separator: " "), default: []].append(row)
        }
        var outcomes: [String: Int] = [:]
        for rows in seen.values where rows.count == 2 && rows[0]["点数"] != rows[1]["点数"] {
            let second = rows.max { ($0["受付番号"] ?? "") < ($1["受付番号"] ?? "") }
            let outcome = truth[second?["受付番号"] ?? ""] ?? "なし"
            #expect((rows[0]["支払額"] == rows[1]["支払額"]) == (outcome == "refused"))
            outcomes[outcome, default: 0] += 1
        }
        #expect(outcomes.keys.sorted() == ["paid", "refused"])
    }
}
