// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Support
import Town
import Vocabulary

/// The people of a fictional town, read from the file that it writes for the register.
struct TownPeople {
    struct Family {
        let children: [AddresseeNumber]
        let parents: [AddresseeNumber]
    }

    let residents: [ResidentSnapshot]
    let families: [Family]

    init(seed: UInt64, people: Int) throws {
        let folder = try TemporaryFolder("oversight-town")
        try WriteTown(seed: seed, people: people, folder: folder.url).run()
        let inbox = folder.file("in")
        let names = try FileManager.default.contentsOfDirectory(atPath: inbox.path)
            .filter { $0.hasPrefix("resident_") }.sorted()
        let text = String(
            decoding: try Data(contentsOf: inbox.appendingPathComponent(names.first ?? "")),
            as: UTF8.self)
        var residents: [ResidentSnapshot] = []
        for line in text.split(whereSeparator: \.isNewline).dropFirst() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map {
                String($0).trimmingCharacters(in: CharacterSet(charactersIn: "\""))
            }
            guard cells.count >= 27, let number = AddresseeNumber(cells[2]) else { continue }
            residents.append(
                ResidentSnapshot(
                    number: number, household: cells[4], status: .resident, name: cells[8],
                    kana: cells[9], sex: .female, born: CivilDate(dayNumber: 15_000),
                    relationship: cells[13], postalCode: cells[14], address: cells[15],
                    building: cells[16], residentFrom: nil, isProtected: cells[23] == "1",
                    mother: AddresseeNumber(cells[25]), father: AddresseeNumber(cells[26]),
                    recordHash: "", asOf: Instant(microseconds: 0)))
        }
        self.residents = residents
        var byParents: [[AddresseeNumber]: [AddresseeNumber]] = [:]
        for person in residents {
            let parents = [person.mother, person.father].compactMap(\.self)
            if !parents.isEmpty { byParents[parents, default: []].append(person.number) }
        }
        families = byParents.map { Family(children: $0.value.sorted(), parents: $0.key) }
            .sorted { $0.children[0] < $1.children[0] }
    }
}
