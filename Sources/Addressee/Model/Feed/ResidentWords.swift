// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The words of a row of the feed as one text, so that a row that waits rests in one sealed cell.
/// Each word stands with its length before it: no character of a name can end it.
enum ResidentWords {
    static func words(of person: Resident) -> [String] {
        [
            person.addressee.description, String(person.changeNumber),
            person.effectiveOn.description, person.changeReason, person.status.rawValue,
            person.household, person.name, person.kana, person.alias, person.sex,
            person.born.description, person.relationship, person.postalCode, person.address,
            person.building, text(person.residentFrom), person.movedFrom, person.movedTo,
            person.nationality, person.stayStatus, text(person.stayUntil),
            person.isProtected ? "1" : "0", text(person.protectionUntil),
            person.mother?.description ?? "", person.father?.description ?? "", person.phone,
        ]
    }

    static func joined(_ words: [String]) -> String {
        words.reduce(into: "") { $0 += "\($1.utf8.count):\($1)" }
    }

    /// - Returns: `nil` for what `joined` has not written.
    static func resident(_ text: String) -> Resident? {
        let words = split(text)
        guard words.count == 26, let addressee = AddresseeNumber(words[0]),
            let number = Int64(words[1]), let effectiveOn = CivilDate(iso: words[2]),
            let status = Resident.Status(rawValue: words[4]), let born = CivilDate(iso: words[10])
        else { return nil }
        return Resident(
            addressee: addressee, changeNumber: number, effectiveOn: effectiveOn,
            changeReason: words[3], status: status, household: words[5], name: words[6],
            kana: words[7], alias: words[8], sex: words[9], born: born, relationship: words[11],
            postalCode: words[12], address: words[13], building: words[14],
            residentFrom: CivilDate(iso: words[15]), movedFrom: words[16], movedTo: words[17],
            nationality: words[18], stayStatus: words[19], stayUntil: CivilDate(iso: words[20]),
            isProtected: words[21] == "1", protectionUntil: CivilDate(iso: words[22]),
            mother: AddresseeNumber(words[23]), father: AddresseeNumber(words[24]),
            phone: words[25], recordedAt: Instant(microseconds: 0))
    }

    private static func text(_ day: CivilDate?) -> String { day?.description ?? "" }

    /// - Returns: nothing for what `joined` has not written.
    static func split(_ text: String) -> [String] {
        var rest = Substring(text).utf8
        var words: [String] = []
        while let colon = rest.firstIndex(of: 0x3A), let count = Int(Substring(rest[..<colon])) {
            let start = rest.index(after: colon)
            guard let end = rest.index(start, offsetBy: count, limitedBy: rest.endIndex) else {
                return []
            }
            words.append(String(Substring(rest[start..<end])))
            rest = rest[end...]
        }
        return words
    }
}
