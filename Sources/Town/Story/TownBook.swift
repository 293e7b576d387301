// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

/// Everything the town remembers while it is written: children, guardians, applications and the
/// rows of the difference files. Adults leave only their rows behind.
final class TownBook {
    /// A row that waits for its month; resident rows get their change number when written.
    struct Waiting {
        let day: CivilDate
        let bytes: [UInt8]
    }

    let seed: UInt64
    let story: Story
    let lists: WordLists
    let institutions: Institutions
    let folder: FeedFolder
    var chance: SplitMix64

    var children: [Child] = []
    var guardians: [Guardian] = []
    var applications: [Application] = []
    /// By month from that of the register on.
    var residentChanges: [[Waiting]]
    var nationalChanges: [[Waiting]]
    var employeeChanges: [[Waiting]]
    var welfareChanges: [[Waiting]]

    var residentFile: FileSink
    var nationalFile: FileSink
    var employeeFile: FileSink
    var welfareFile: FileSink

    var people = 0
    var households = 0
    var families = 0
    var changeNumber = 0
    /// The newest file of each feed.
    private var sequences: [String: Int] = [:]
    var births = 0
    var registeredChildren = 0
    var movedInChildren = 0
    private var personSerial: Int64 = 90_000_000
    private var personIndex = 0
    /// Somebody another family's child shares name and birthday with.
    var namesake: Namesake?

    /// The first of March of the year that is being written; the day of the register at first.
    var present: CivilDate
    /// On which the ages of families are measured.
    var reference: CivilDate
    /// Families that go on living after the first year.
    var living: [LivingFamily] = []

    var firstMonth: YearMonth { story.registerDay.yearMonth }
    var monthCount: Int { story.lastMonth.monthNumber - firstMonth.monthNumber + 1 }

    init(seed: UInt64, people: Int, story: Story, root: URL) throws {
        self.seed = seed
        self.story = story
        present = story.registerDay
        reference = story.schemeStart
        lists = try WordLists()
        institutions = Institutions(people: people)
        folder = FeedFolder(root: root)
        chance = SplitMix64(seed: seed, stream: 1)
        let empty = [[Waiting]](
            repeating: [],
            count: story.lastMonth.monthNumber - story.registerDay.yearMonth.monthNumber + 1)
        residentChanges = empty
        nationalChanges = empty
        employeeChanges = empty
        welfareChanges = empty
        let day = story.registerDay
        residentFile = try folder.open(
            "resident", full: true, day: day, sequence: 1, header: FeedColumns.resident)
        nationalFile = try folder.open(
            "kokuho", full: true, day: day, sequence: 1, header: FeedColumns.insurance)
        employeeFile = try folder.open(
            "shaho", full: true, day: day, sequence: 1, header: FeedColumns.insurance)
        welfareFile = try folder.open(
            "welfare", full: true, day: day, sequence: 1, header: FeedColumns.welfare)
    }

    /// The place of a day's month in the lists of waiting rows.
    func slot(_ month: YearMonth) -> Int {
        min(max(0, month.monthNumber - firstMonth.monthNumber), monthCount - 1)
    }

    /// The next addressee number (serials without a check digit are skipped) and its index.
    func nextNumber() -> (AddresseeNumber, Int) {
        while true {
            personSerial += 1
            guard let number = AddresseeNumber(serial: personSerial) else { continue }
            personIndex += 1
            return (number, personIndex)
        }
    }

    /// The number of the next difference file of a feed; the full file was the first.
    func nextSequence(of kind: String) -> Int {
        let next = (sequences[kind] ?? 1) + 1
        sequences[kind] = next
        return next
    }

    /// A day inside the year, so early that what follows from it still falls into the story.
    func dayInYear(_ year: Int = 0) -> CivilDate {
        let start = FictionalCity.day(story.firstYear + year, 4, 1)
        return start.adding(days: chance.below(350))
    }

    func closeFullFiles() throws {
        try residentFile.close()
        try nationalFile.close()
        try employeeFile.close()
        try welfareFile.close()
    }
}

/// A child whose name and birthday another child gets as well.
struct Namesake {
    let family: FamilyName
    let given: WordLists.Given
    let spelling: String
    let sex: Int
    let born: CivilDate
}
