// SPDX-License-Identifier: Apache-2.0
import Formats
import Vocabulary

/// One claim file of a test, written as the specification says.
struct Uke {
    /// One claim; by default a good one of Taro.
    struct Claim {
        var type = "1126"
        var month = "202506"
        var born = "20150610"
        var ratio = ""
        /// 入院年月日.
        var admitted = ""
        var insurer = Office.insurer
        var points = 1_234
        var days = 1
        /// 受診等区分 by day; no JD record where empty.
        var visits = [1: "1"]
        /// The same of our fund, in a record of its own.
        var ourVisits: [Int: String] = [:]
        /// 診療識別 of units done once, besides the prescription; none by default.
        var firstVisits: [String] = []
        var copayment = ""
        var notes = ""
        var meals = 0
        var funder = "81119992"
        var recipient = Office.taroNumber
        var ourCopayment = "0"
        /// 合計点数 of our fund; those of the insurance where `nil`.
        var ourPoints: Int?
        /// Other funds before ours: number, points, co-payment.
        var others: [(funder: String, points: Int, copayment: Int)] = []
    }

    var prefecture = "11"
    var institution = "9900010"
    var billing = "202507"
    var claims: [Claim] = [Claim()]
    var isTotalWrong = false
    var hasTotals = true

    static func one(_ edit: (inout Claim) -> Void = { _ in }) -> Uke {
        var claim = Claim()
        edit(&claim)
        return Uke(claims: [claim])
    }

    func bytes() throws -> [UInt8] {
        var lines = [
            record(
                "IR", 10,
                [1: "1", 2: prefecture, 3: "1", 4: institution, 6: "見本医院", 7: billing, 8: "00"])
        ]
        var count = 0
        for (place, claim) in claims.enumerated() {
            lines.append(
                record(
                    "RE", 38,
                    [
                        1: String(place + 1), 2: claim.type, 3: claim.month, 4: "検証　太郎",
                        5: "1", 6: claim.born, 7: claim.ratio, 8: claim.admitted,
                        11: claim.notes,
                    ]))
            lines.append(
                record(
                    "HO", 15,
                    [
                        1: claim.insurer, 2: "見本", 3: "１", 4: String(claim.days),
                        5: String(claim.points), 7: claim.meals > 0 ? String(claim.meals) : "",
                        8: claim.meals > 0 ? String(claim.meals * 690) : "", 11: claim.copayment,
                    ]))
            for other in claim.others {
                lines.append(
                    record(
                        "KO", 12,
                        [
                            1: other.funder, 2: Office.number(900_001), 4: String(claim.days),
                            5: String(other.points), 6: String(other.copayment),
                        ]))
            }
            lines.append(
                record(
                    "KO", 12,
                    [
                        1: claim.funder, 2: claim.recipient, 4: String(claim.days),
                        5: String(claim.ourPoints ?? claim.points), 6: claim.ourCopayment,
                    ]))
            lines.append(record("SN", 9, [1: "1", 2: "01", 6: "01"]))
            let bearers = [("1", claim.visits), ("\(claim.others.count + 2)", claim.ourVisits)]
            for (bearer, visits) in bearers where !visits.isEmpty {
                var items = [1: bearer]
                for (day, mark) in visits { items[day + 1] = mark }
                lines.append(record("JD", 33, items))
            }
            lines.append(record("MF", 33, [1: "00"]))
            lines.append(record("SY", 8, [1: "4659007", 2: claim.month + "01"]))
            for section in claim.firstVisits {
                lines.append(
                    record(
                        "SI", 44,
                        [1: section, 2: "2", 3: "1\(section)000110", 5: "291", 6: "1"]))
            }
            lines.append(record("SI", 44, [1: "60", 2: "2", 3: "160000310"]))
            count += 2 + claim.others.count
        }
        if hasTotals {
            let points = claims.reduce(isTotalWrong ? 1 : 0) { $0 + $1.points }
            lines.append(record("GO", 4, [1: String(count), 2: String(points), 3: "99"]))
        }
        let text = lines.map { $0 + "\r\n" }.joined()
        return try TextEncoder(.cp932).bytes(text) + [0x1A]
    }

    private func record(_ name: String, _ size: Int, _ items: [Int: String]) -> String {
        ([name] + (1..<size).map { items[$0] ?? "" }).joined(separator: ",")
    }
}
