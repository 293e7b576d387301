// SPDX-License-Identifier: Apache-2.0
import Vocabulary

// Persons and decisions, some of them wrong on purpose.
extension WriteOldSystem {
    /// Children whose history is wrong on purpose, by what is wrong with it.
    private var broken: [Int: String] {
        guard town.plantsErrors else { return [:] }
        let granted = children.filter { $0.decisions.first?.result == "1" }.map(\.index)
        let codes = [
            "E-MIG-001", "E-MIG-002", "E-MIG-003", "E-MIG-004", "E-MIG-006", "E-MIG-007",
            "E-MIG-008", "E-MIG-016",
        ]
        return Dictionary(uniqueKeysWithValues: zip(granted.suffix(codes.count), codes))
    }

    /// Writes persons and decisions.
    /// - Returns: children that are left out.
    func plantDecisions(
        _ pen: inout OldFilePen, _ truth: inout OldTown.Truth
    ) -> Set<Int> {
        let broken = broken
        var seen: Set<AddresseeNumber> = []
        for child in children {
            for person in [child.resident, child.recipient]
            where seen.insert(person.number).inserted {
                let isOther = broken[child.index] == "E-MIG-002" && person == child.resident
                let born = isOther ? person.born.adding(days: 1) : person.born
                pen.add(
                    "persons",
                    [
                        person.number.description, person.name, person.kana, born.compact,
                        "\(person.sex)",
                    ])
                if isOther { plant("persons", "E-MIG-002", pen, &truth) }
            }
        }
        let first = children.first { $0.decisions.first?.result == "1" }
        for child in children {
            for (index, row) in child.decisions.enumerated() {
                var row = row
                let code = index == 0 ? broken[child.index] : nil
                var number = child.resident.number.description
                var decided = row.decided.compact
                switch code {
                case "E-MIG-001": number = child.resident.number.description
                case "E-MIG-003":
                    row.number = String(row.number.dropLast()) + wrongDigit(row.number)
                case "E-MIG-004": row.number = first?.decisions.first?.number ?? row.number
                case "E-MIG-006": row.number = ""
                case "E-MIG-007": row.result = "3"
                case "E-MIG-016": decided = String(decided.prefix(6)) + "00"
                default: break
                }
                if code == "E-MIG-001" { number = stranger }
                pen.add("decisions", cells(row, number, child.recipient.number, decided))
                note(code, of: child, first, pen, &truth)
            }
            if broken[child.index] == "E-MIG-008", let grant = child.decisions.first {
                var second = grant
                second.key += "B"
                second.number = CodeDigits.recipient(serial: 470_000 - child.index)
                pen.add(
                    "decisions",
                    cells(
                        second, child.resident.number.description, child.recipient.number,
                        second.decided.adding(days: 1).compact))
                plant("decisions", "E-MIG-008", pen, &truth)
            }
        }
        return Set(broken.keys).union(
            broken.values.contains("E-MIG-004") ? [first?.index ?? -1] : [])
    }

    /// Rows about persons whom nobody knows are refused as such.
    var stranger: String {
        (99_500_000..<99_500_100).lazy.compactMap { AddresseeNumber(serial: $0) }.first?
            .description ?? ""
    }

    func note(
        _ code: String?, of child: OldChild, _ first: OldChild?, _ pen: OldFilePen,
        _ truth: inout OldTown.Truth
    ) {
        switch code {
        case nil, "E-MIG-002", "E-MIG-008": break
        // The register does not know the number, and the file of persons neither.
        case "E-MIG-001": plant("decisions", "E-MIG-014", pen, &truth)
        case let code?: plant("decisions", code, pen, &truth)
        }
    }

    func plant(
        _ file: String, _ code: String, _ pen: OldFilePen, _ truth: inout OldTown.Truth
    ) {
        truth.planted.append(
            OldTown.Planted(file: file, line: (pen.counts[file] ?? 0) + 1, code: code))
    }

    private func wrongDigit(_ number: String) -> String {
        let digit = Int(number.suffix(1)) ?? 0
        return "\((digit + 1) % 10)"
    }

    private func cells(
        _ row: OldChild.Decision, _ child: String, _ recipient: AddresseeNumber,
        _ decided: String
    ) -> [String] {
        [
            row.key, child, recipient.description, row.number, row.kind, row.cause,
            row.applied.compact, row.exOfficio ? "1" : "0", "", decided, row.effective.compact,
            row.result, row.reason, row.from?.compact ?? "", row.until?.compact ?? "",
            row.from?.compact ?? "", row.until?.compact ?? "", "旧担当",
        ]
    }
}
