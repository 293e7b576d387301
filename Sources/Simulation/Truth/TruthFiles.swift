// SPDX-License-Identifier: Apache-2.0
import Foundation
import Town
import Vocabulary

/// The truth of a town, line by line, as `Sources/Town/README.md` names the fields.
struct TruthFiles {
    struct Entitlement: Decodable {
        struct Lapse: Decodable, Hashable {
            let day: CivilDate
            let reason: String
        }
        let child: String, born: CivilDate, recipientNumber: String, recipient: String
        let outpatientFrom: CivilDate, outpatientUntil: CivilDate
        let inpatientFrom: CivilDate, inpatientUntil: CivilDate
        let lapse: Lapse?
    }

    struct Decision: Decodable {
        let receipt: String, kind: String, child: String, applied: CivilDate
        let outcome: String, reason: String, held: Bool
        let from: CivilDate?
    }

    struct Claim: Decodable {
        let file: String, line: Int, month: YearMonth, child: String, recipientNumber: String
        let table: Int, inpatient: Bool, points: Int, payable: Int
        let trouble: ClaimTrouble?
        let takenBack: Bool?
    }

    struct ClaimFile: Decodable {
        let file: String, claims: Int, points: Int, totalsMatch: Bool
    }

    struct Reimbursement: Decodable {
        let receipt: String, child: String, outcome: String, reason: String?
        let payable: Int, payMonth: YearMonth?, letter: Bool, recovered: Int
    }

    struct Payment: Decodable {
        let month: YearMonth, day: CivilDate, items: Int, transfers: Int, total: Int
        let returnedItems: Int, returnedTotal: Int, repaidItems: Int
    }

    /// An electronic application of the morning after.
    struct Bundle: Decodable {
        let file: String, receipt: String, outcome: String, applicant: String, child: String
        let code: String?
    }

    /// What the insurer of a newcomer answers to an inquiry.
    struct Provision: Decodable {
        let child: String, name: String, born: String
        let insurer: String, symbol: String, number: String, acquired: CivilDate
    }

    let totals: TownTruth
    private let folder: URL

    init(town folder: URL) throws {
        self.folder = folder.appendingPathComponent("truth")
        totals = try JSONDecoder().decode(
            TownTruth.self, from: Data(contentsOf: folder.appendingPathComponent("truth.json")))
    }

    /// All lines of one file, decoded as one list: a decoder for each line would take longer.
    func lines<Line: Decodable>(_ name: String, as type: Line.Type = Line.self) throws -> [Line] {
        let text = try Data(contentsOf: folder.appendingPathComponent(name + ".jsonl"))
        var list = Data("[".utf8)
        var isFirst = true
        for line in text.split(separator: UInt8(ascii: "\n")) {
            if !isFirst { list.append(UInt8(ascii: ",")) }
            isFirst = false
            list.append(line)
        }
        list.append(UInt8(ascii: "]"))
        return try JSONDecoder().decode([Line].self, from: list)
    }
}

extension ClaimTrouble: Decodable {}
