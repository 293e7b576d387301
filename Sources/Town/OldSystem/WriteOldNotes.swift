// SPDX-License-Identifier: Apache-2.0
import Vocabulary

// What the old office has written down about persons, and what families still owe.
extension WriteOldSystem {
    func note(_ child: OldChild, _ pen: inout OldFilePen) {
        let number = child.resident.number.description
        if child.index % 17 == 0 {
            pen.add(
                "residences",
                [
                    number, "1190003", "見本市寮\(child.index)番", "", child.resident.name,
                    child.resident.kana, "20240401", "",
                ])
        }
        if child.index % 19 == 0 {
            pen.add("exceptions", [number, "就学", "R11 R12", "20240401", "20250331"])
        }
        if child.index % 23 == 1 {
            pen.add("exclusions", [number, "生活保護", "", "20210401", "20211001"])
            pen.add(
                "exclusions", [number, "他制度", "sample-severe-disability", "20220401", "20230401"])
        }
        if child.index % 9 == 0 {
            pen.add(
                "memos",
                [
                    "N\(padded(child.index, 6))", child.recipient.number.description,
                    child.index % 2 == 0 ? "本人" : "世帯", child.index % 2 == 0 ? "重要" : "連絡",
                    "連絡は夕方に。\(child.index)", "20240510", child.index % 27 == 0 ? "20260331" : "",
                ])
        }
    }

    /// Every twelfth family owes something; every other of them pays in three parts.
    func owe(
        _ child: OldChild, _ from: CivilDate, isOut: Bool, _ pen: inout OldFilePen,
        _ truth: inout OldTown.Truth
    ) {
        guard child.index % 12 == 6 else { return }
        let key = "H\(padded(child.index, 6))"
        let isPlanned = child.index % 24 == 6
        let amount = 9_000 + child.index * 3
        pen.add(
            "recoveries",
            [
                key, child.resident.number.description, child.recipient.number.description,
                "資格消滅", "資格消滅後の診療", "\(amount)", isPlanned ? "3000" : "0",
                isPlanned ? "20250228" : "", "20241001", "20241031", "20241001",
                isPlanned ? "" : "20241205", isPlanned ? "20241115" : "",
            ], yen: amount)
        if isPlanned {
            let parts = [("20241231", 3_000), ("20250430", 3_000), ("20250531", amount - 6_000)]
            for (place, part) in parts.enumerated() {
                pen.add(
                    "instalments", [key, "\(place + 1)", part.0, "\(part.1)"], yen: part.1)
            }
        }
        guard !isOut else { return }
        truth.recoveries += 1
        truth.owed += amount - (isPlanned ? 3_000 : 0)
    }

    func plantNotes(
        _ child: OldChild, _ pen: inout OldFilePen, _ truth: inout OldTown.Truth
    ) {
        let number = child.resident.number.description
        pen.add("residences", [stranger, "1190003", "見本市", "", "他人", "タニン", "20240101", ""])
        plant("residences", "E-MIG-013", pen, &truth)
        pen.add("exceptions", [stranger, "就学", "", "20240401", ""])
        plant("exceptions", "E-MIG-014", pen, &truth)
        pen.add("exclusions", [number, "里親委託", "", "20160401", "20170401"])
        pen.add("exclusions", [number, "里親委託", "", "20170331", "20170501"])
        plant("exclusions", "E-MIG-034", pen, &truth)
        pen.add("exclusions", [number, "婚姻", "sample-severe-disability", "20180401", ""])
        plant("exclusions", "E-MIG-035", pen, &truth)
        pen.add(
            "memos", ["NX-1", number, "本人", "重要", "古いメモ", "20240401", "20250331"])
        plant("memos", "E-MIG-036", pen, &truth)
    }

    func plantDebts(
        _ child: OldChild, _ pen: inout OldFilePen, _ truth: inout OldTown.Truth
    ) {
        let who = [child.resident.number.description, child.recipient.number.description]
        func claim(_ key: String, _ paid: String, _ days: [String]) -> [String] {
            [key] + who + ["二重", "二重の支給", "5000", paid] + days
        }
        let days = ["", "20241001", "20241031", "", "", ""]
        pen.add("recoveries", claim("HX-1", "5000", ["20250301"] + days.dropFirst()), yen: 5_000)
        plant("recoveries", "E-MIG-037", pen, &truth)
        pen.add(
            "recoveries", claim("HX-2", "0", ["", "20241001", "20240930", "", "", ""]), yen: 5_000)
        plant("recoveries", "E-MIG-038", pen, &truth)
        pen.add(
            "recoveries", claim("HX-3", "0", days.dropLast() + ["20241115"]), yen: 5_000)
        plant("recoveries", "E-MIG-039", pen, &truth)
        pen.add("instalments", ["HX-3", "1", "20241231", "4999"], yen: 4_999)
        plant("instalments", "E-MIG-041", pen, &truth)
        pen.add("instalments", ["HX-9", "1", "20241231", "5000"], yen: 5_000)
        plant("instalments", "E-MIG-040", pen, &truth)
    }
}
