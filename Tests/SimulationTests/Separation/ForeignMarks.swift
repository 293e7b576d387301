// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Office
import Vocabulary

/// What only the people of one city have: whole names and addresses that the other city does not
/// know. Any of them on a page of the other city has crossed.
struct ForeignMarks: Sendable {
    let names: [String]
    private let marks: [Data]
    var count: Int { marks.count }

    init(of city: TwoTowns.City, notIn other: TwoTowns.City) throws {
        let theirs = try ForeignMarks.words(city.office)
        let ours = try ForeignMarks.words(other.office)
        names = theirs.names.subtracting(ours.names).sorted()
        let places = theirs.places.subtracting(ours.places)
        marks = (names + places.sorted()).map { Data($0.utf8) }
    }

    /// The first mark that stands in a text.
    func first(in text: String) -> String? {
        let data = Data(text.utf8)
        return marks.first { data.range(of: $0) != nil }.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func words(_ office: Installation) throws -> (
        names: Set<String>, places: Set<String>
    ) {
        let numbers = Set(try office.directory.changes(after: 0, limit: .max).map(\.number))
        let people = try office.directory.persons(Array(numbers)).values
        return (Set(people.map(\.name)), Set(people.map(\.address).filter { $0.count > 8 }))
    }
}
