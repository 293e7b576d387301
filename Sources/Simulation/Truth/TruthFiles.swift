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

    /// How many lines are decoded at once: a decoder for each line would take longer, one for all of
    /// them as much memory as the whole file several times.
    private static let chunk = 10_000

    /// All lines of one file.
    func lines<Line: Decodable>(_ name: String, as type: Line.Type = Line.self) throws -> [Line] {
        let text = try Data(
            contentsOf: folder.appendingPathComponent(name + ".jsonl"), options: .mappedIfSafe)
        var lines: [Line] = []
        var list = Data("[".utf8)
        var waiting = 0
        func decode() throws {
            guard waiting > 0 else { return }
            list.append(UInt8(ascii: "]"))
            lines += try JSONDecoder().decode([Line].self, from: list)
            list = Data("[".utf8)
            waiting = 0
        }
        for line in text.split(separator: UInt8(ascii: "\n")) {
            if waiting > 0 { list.append(UInt8(ascii: ",")) }
            list.append(line)
            waiting += 1
            if waiting == TruthFiles.chunk { try decode() }
        }
        try decode()
        return lines
    }
}

extension ClaimTrouble: Decodable {}
