// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

/// A family that has moved in and not applied yet.
struct Newcomers {
    let number: Int
    let household: Household
    let moved: CivilDate
    /// The child with the lowest number that is of the scheme's age.
    let child: Person
    let span: InsuredSpan?
    var applicant: Person { household.persons[household.applicant] }
}

/// What comes after the story, for whoever opens the desk then (`DIR/in/next`): families that have
/// moved in and not applied yet, three of whom apply electronically. Nothing of it is in the truth
/// of the year, which is over and compared; it has a truth of its own.
struct WriteMorning {
    let book: TownBook
    let root: URL
    /// The day on which the last files of the story were followed by these.
    static let day = FictionalCity.day(2026, 6, 21)
    private static let families = 8

    func run() throws {
        // A stream of its own: the town of the story does not depend on what comes after it.
        book.chance = SplitMix64(seed: book.seed, stream: 17)
        let families = (0..<WriteMorning.families).map { newcomers($0) }
        var residents: [TownBook.Waiting] = []
        var insurance: [[[UInt8]]] = [[], []]
        let sink = try FileSink(root.appendingPathComponent("truth/provisions.jsonl"))
        for family in families {
            for (member, person) in family.household.persons.enumerated() {
                let change = TownBook.RegisterChange(reason: "B02", day: family.moved)
                residents.append(
                    TownBook.Waiting(
                        day: family.moved,
                        bytes: book.residentRow(person, family.household, change)))
                guard person.relationship == "20",
                    let span = book.span(family.household, member: member, acquired: family.moved)
                else { continue }
                insurance[span.insurer == 0 ? 0 : 1]
                    .append(book.insuranceRow(person.addressee, span, family.household))
                try sink.append(provision(person, span))
            }
        }
        try sink.close()
        residents += newborn()
        let feeds = WriteFeeds(book: book)
        try write("resident", FeedColumns.resident, feeds.numbered(residents))
        try write("kokuho", FeedColumns.insurance, insurance[0])
        try write("shaho", FeedColumns.insurance, insurance[1])
        try write("tax", FeedColumns.tax, families.map { taxRow($0.applicant) })
        try WriteBundles(book: book, root: root).run(Array(families.suffix(3)))
        try WritePracticeClaims(root: root).run()
    }

    /// What the insurer would answer to an inquiry (情報照会).
    private func provision(_ person: Person, _ span: InsuredSpan) -> String {
        "{\"child\":\"\(person.addressee)\",\"name\":\"\(person.name)\",\"born\":\"\(person.born)\","
            + "\"insurer\":\"\(Insurer.all[span.insurer].number)\",\"symbol\":\"\(span.symbol)\","
            + "\"number\":\"\(span.number)\",\"acquired\":\"\(span.acquired)\"}\n"
    }

    /// What the tax office would send, although the city's scheme asks nothing about income: the file
    /// must leave nothing behind.
    private func taxRow(_ person: Person) -> [UInt8] {
        let income = book.chance.within(90...900) * 10_000
        return Row.of([
            FictionalCity.stamp, person.addressee.description, "2026", "1", String(income),
            String(income / 20), "5000", "1",
        ])
    }

    /// A family with a child of the scheme's age, of nobody who is protected.
    private func newcomers(_ number: Int) -> Newcomers {
        let moved = WriteMorning.day.adding(days: -1 - number)
        while true {
            var household = book.makeFamily(card: .calm, since: moved)
            let child = household.persons.firstIndex {
                $0.relationship == "20" && book.story.ordinance.covers(moved, born: $0.born)
            }
            guard let child, !household.persons.contains(where: \.isProtected) else { continue }
            household.movedFrom = book.outsideAddress()
            for index in household.persons.indices { household.persons[index].residentFrom = moved }
            return Newcomers(
                number: number, household: household, moved: moved,
                child: household.persons[child],
                span: book.span(household, member: child, acquired: moved))
        }
    }

    /// A couple that moved in in spring, and its first child, born last week and registered by
    /// nobody yet: what a clerk learns on the first day. From a stream of its own.
    private func newborn() -> [TownBook.Waiting] {
        let kept = book.chance
        defer { book.chance = kept }
        book.chance = SplitMix64(seed: book.seed, stream: 23)
        let (moved, born) = (FictionalCity.day(2026, 4, 6), FictionalCity.day(2026, 6, 15))
        while true {
            var household = book.makeFamily(card: .calm, since: moved)
            household.persons.removeAll { !["02", "12"].contains($0.relationship) }
            let (fathers, mothers) = (
                household.persons.filter { $0.sex == 1 }, household.persons.filter { $0.sex == 2 }
            )
            guard let father = fathers.first, let mother = mothers.first,
                !household.persons.contains(where: \.isProtected), household.persons.count == 2
            else { continue }
            household.movedFrom = book.outsideAddress()
            for index in household.persons.indices { household.persons[index].residentFrom = moved }
            var baby = book.makePerson(
                household, sex: 2, born: born, relationship: "20", since: born)
            (baby.mother, baby.father) = (mother.addressee, father.addressee)
            let parents = household.persons
            household.persons.append(baby)
            return (parents.map { ($0, "B02", moved) } + [(baby, "B01", born)]).map {
                person, reason, day in
                let change = TownBook.RegisterChange(reason: reason, day: day)
                return TownBook.Waiting(
                    day: day, bytes: book.residentRow(person, household, change))
            }
        }
    }

    private func write(_ kind: String, _ header: [String], _ rows: [[UInt8]]) throws {
        let folder = FeedFolder(root: book.folder.root.appendingPathComponent("next"))
        try folder.write(
            kind, day: WriteMorning.day, sequence: book.nextSequence(of: kind), header: header,
            rows: rows)
    }
}
