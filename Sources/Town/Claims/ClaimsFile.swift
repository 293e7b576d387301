// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// One claims file (UKE) of an institution, payer and billing month, as UTF-8 until it is done.
struct ClaimsFile {
    private(set) var text: [UInt8] = []
    private(set) var line = 0
    private var receipts = 0
    private var count = 0
    private var points = 0
    private let table: Int

    var claims: Int { receipts }
    var totalPoints: Int { points }

    init(_ place: Institutions.Institution, agency: Int, billing: YearMonth) {
        table = place.table
        let code = Array(place.code)
        let prefecture = String(code[0..<2])
        let number = String(code[3...])
        let month = billing.compact
        let phone = "048-000-0000"
        switch place.table {
        case 4:
            put(
                "YK", 9,
                [
                    (1, String(agency)), (2, prefecture), (3, "4"), (4, number), (5, place.name),
                    (6, month), (7, "00"), (8, phone),
                ])
        case 3:
            put(
                "IR", 10,
                [
                    (1, String(agency)), (2, prefecture), (3, "3"), (4, number), (6, place.name),
                    (7, month), (9, "00"),
                ])
        default:
            put(
                "IR", 10,
                [
                    (1, String(agency)), (2, prefecture), (3, "1"), (4, number), (6, place.name),
                    (7, month), (8, "00"), (9, phone),
                ])
        }
    }

    /// Writes one record: comma-separated, no quotes, CRLF.
    mutating func put(_ name: String, _ size: Int, _ items: [(Int, String)]) {
        text.append(contentsOf: name.utf8)
        var at = 0
        for (index, value) in items {
            while at < index {
                text.append(0x2C)
                at += 1
            }
            text.append(contentsOf: value.utf8)
        }
        while at < size - 1 {
            text.append(0x2C)
            at += 1
        }
        text.append(0x0D)
        text.append(0x0A)
        line += 1
    }

    /// Adds a claim and returns the line of its RE record.
    mutating func add(_ draft: ClaimDraft, _ child: Child, prescriber: Institutions.Institution?)
        -> Int
    {
        receipts += 1
        count += draft.hasOtherFund ? 3 : 2
        points += draft.points
        let start = line + 1
        let record = ClaimRecords(draft: draft, child: child, table: table, receipt: receipts)
        record.write(into: &self, prescriber: prescriber)
        return start
    }

    /// The number of the next claim.
    var next: Int { receipts + 1 }

    /// Counts a claim whose records were put one by one.
    mutating func count(_ points: Int, records: Int) {
        receipts += 1
        count += records
        self.points += points
    }

    /// Ends the file with its totals; a wrong total is a warning of the file, not of its claims.
    mutating func finish(isTotalWrong: Bool) {
        put("GO", 4, [(1, String(count)), (2, String(points + (isTotalWrong ? 1 : 0))), (3, "99")])
    }
}
