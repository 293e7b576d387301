// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// What tells where somebody under a protection measure (支援措置) lives, as one cell that is sealed for
/// its row; the columns are empty then. A sealed place cannot be searched for.
enum SealedPlace {
    private static let column = "place"

    /// The resident as the row shows it, and the cell.
    static func sealed(_ person: Resident, at place: RowPlace) -> (Resident, [UInt8]?) {
        guard person.isProtected else { return (person, nil) }
        let words = [
            person.postalCode, person.address, person.building, person.movedFrom, person.movedTo,
        ]
        var shown = person
        (shown.postalCode, shown.address, shown.building) = ("", "", "")
        (shown.movedFrom, shown.movedTo) = ("", "")
        return (shown, place.seal(ResidentWords.joined(words), column))
    }

    /// Puts the place back.
    static func open(_ cell: [UInt8]?, into person: Resident, at place: RowPlace) throws -> Resident
    {
        guard let cell else { return person }
        let words = ResidentWords.split(try place.open(cell, column))
        guard words.count == 5 else { throw unreadable(place) }
        var whole = person
        (whole.postalCode, whole.address, whole.building) = (words[0], words[1], words[2])
        (whole.movedFrom, whole.movedTo) = (words[3], words[4])
        return whole
    }

    /// The cell of a case.
    static func sealed(_ items: FourItems, at place: RowPlace) -> [UInt8]? {
        place.seal(ResidentWords.joined([items.address, items.building]), column)
    }

    static func open(
        _ cell: [UInt8]?, into items: FourItems, at place: RowPlace
    ) throws -> FourItems {
        guard let cell else { return items }
        let words = ResidentWords.split(try place.open(cell, column))
        guard words.count == 2 else { throw unreadable(place) }
        var whole = items
        (whole.address, whole.building) = (words[0], words[1])
        return whole
    }

    private static func unreadable(_ place: RowPlace) -> Fault {
        Fault(.database, detail: "\(place.table) の行\(place.id)の住所を読めません")
    }
}
