// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Simulation

/// A year of a town whose certificates end with the fiscal year (book `sample-renewal`): the office
/// prints those of the next year in March, by the procedure of the screen. `HAGUKUMI_SOAK=1` plays
/// 50,000 people.
@Suite("証を毎年度入れ替える町の春", .serialized)
struct RenewalYearTests {
    private static let people =
        ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1" ? 50_000 : 400

    private static let played = Result {
        try PlayedTown.Year(people: people, seed: 3, scheme: "sample-renewal")
    }

    private struct Standing {
        /// Whose entitlement contains the day, by recipient number.
        var holders: [String: Int64] = [:]
        /// How many certificates of each number serve on the day.
        var serving: [String: Int] = [:]
        /// Decisions whose certificate waits for a second officer.
        var held: Set<Int64> = []
        var renewed = 0
        var due: [CertificateRenewal] = []
    }

    /// The books as they stood in the evening of a day, read without the code that made them so.
    private func standing(
        on day: CivilDate, _ year: PlayedTown.Year
    ) throws -> Standing {
        let office = year.result.office
        let head = Principal(
            officer: "kacho", name: "検証", roles: [.head], session: "test", terminal: "T1")
        let evening = Instant(noonInJapan: day).adding(seconds: 43_200)
        return try office.casework.perform(.viewLists, by: head, for: .registration) { scope in
            var found = Standing()
            let contains = { (from: String, until: String) in
                "(\(from) <= ? AND (\(until) IS NULL OR \(until) > ?))"
            }
            try scope.db.forEachRow(
                """
                SELECT h.recipient_number, h.id FROM entitlement_history h
                WHERE h.result IN ('1', '3', '4', '6') AND h.recipient_number IS NOT NULL
                AND h.recorded_at < ?
                AND (\(contains("h.valid_from", "h.valid_until"))
                    OR \(contains("h.inpatient_from", "h.inpatient_until")))
                AND NOT EXISTS (SELECT 1 FROM entitlement_history n WHERE n.child = h.child
                    AND n.recipient_number = h.recipient_number AND n.id > h.id
                    AND n.recorded_at < ?)
                """, [evening, day, day, day, day, evening]
            ) { found.holders[$0.text(0)] = $0.int64(1) }
            try scope.db.forEachRow(
                """
                SELECT c.recipient_number FROM certificate c WHERE c.recorded_at < ?
                AND (\(contains("c.valid_from", "c.valid_until"))
                    OR \(contains("c.inpatient_from", "c.inpatient_until")))
                AND NOT EXISTS (SELECT 1 FROM certificate_event e WHERE e.certificate_id = c.id
                    AND e.event_on <= ? AND e.recorded_at < ?)
                """, [evening, day, day, day, day, day, evening]
            ) { found.serving[$0.text(0), default: 0] += 1 }
            found.held = try HeldLetterBook.waiting(.certificate, from: scope.db)
            found.renewed =
                try scope.db.first(
                    """
                    SELECT COUNT(*) FROM certificate WHERE reissue_reason IN ('更新', '区分の変更')
                    AND (valid_from = ? OR inpatient_from = ?)
                    """, [day, day]
                ) { $0.int(0) } ?? 0
            found.due = try RenewalBook.waiting(
                office.book, on: scope.today, from: scope.db)
            return found
        }
    }

    @Test("3月に次の年度の証を刷り、4月1日に、資格のある子は使える証をちょうど一枚もち、資格の終わった子は一枚ももたない")
    func firstOfApril() throws {
        let year = try Self.played.get()
        let found = try standing(on: try #require(CivilDate(iso: "2026-04-01")), year)
        print(
            "soak: \(Self.people)人の町、4月1日に資格のある子 \(found.holders.count)、更新した証 "
                + "\(found.renewed)、発送の承認を待つ証 \(found.held.count)、"
                + "\(year.result.summary.seconds)秒")
        #expect(found.holders.count > 20 && found.renewed > 20)
        let released = found.holders.filter { !found.held.contains($0.value) }
        let without = released.keys.filter { found.serving[$0, default: 0] != 1 }.sorted()
        #expect(without == [], "使える証が一枚でない子")
        let gone = found.serving.keys.filter { found.holders[$0] == nil }.sorted()
        #expect(gone == [], "資格の終わった子の証")
        // Expected = produced: whoever is due still waits for a second officer.
        #expect(found.due.allSatisfy { found.held.contains($0.historyID) })
    }

    @Test("3月31日にも、資格のある子は使える証をちょうど一枚もつ(先に刷った証はまだ効かない)")
    func lastOfMarch() throws {
        let year = try Self.played.get()
        let found = try standing(on: try #require(CivilDate(iso: "2026-03-31")), year)
        let released = found.holders.filter { !found.held.contains($0.value) }
        let without = released.keys.filter { found.serving[$0, default: 0] != 1 }.sorted()
        #expect(without == [])
        #expect(year.result.broken.isEmpty, "\(year.result.broken.prefix(5))")
        #expect(year.result.differences.isEmpty, "\(year.result.differences.prefix(5))")
    }
}
