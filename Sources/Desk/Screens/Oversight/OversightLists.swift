// SPDX-License-Identifier: Apache-2.0
import Oversight
import Safeguards
import Vocabulary

/// The lists of 4020 in pages.
struct OversightLists: Sendable {
    enum Name: String, ListName {
        case alarms
        case accesses = "page"
        case counts, reviews, relations

        /// All five together stay below 150 KB with the longest words too.
        var most: Int {
            switch self {
            case .alarms, .accesses, .counts: 40
            case .relations: 30
            case .reviews: 12
            }
        }
    }

    /// The one day whose accesses are shown: a bar of the dashboard. `nil` is whatever waits.
    let day: CivilDate?
    var pages: ListPages<Name>

    init(_ visit: Visit) {
        day = CivilDate(iso: ListPages<Name>.typed("day", visit))
        pages = ListPages(
            visit, at: Route.oversight.path(),
            keeping: day.map { [("day", $0.description)] } ?? [])
    }
}

extension OversightScreen {
    /// What one look at the log brings together.
    struct Reading: Sendable {
        let pages: ListPages<OversightLists.Name>
        let alarms: [LogAlarm]
        let accesses: [UnexplainedAccess]
        let counts: [OfficerDayCount]
        let reviews: [RecordedReview]
        let relations: [Relation]
        /// Through which day each preset has been looked through.
        let looked: [String: CivilDate]
        let due: CivilDate?
        let terms: OversightTerms
        let share: (accesses: Int, explained: Int)
        let lastRun: CivilDate?

        init(_ asked: OversightLists, in scope: Scope) throws {
            let (db, today) = (scope.db, scope.today)
            var pages = asked.pages
            // What waits is listed whatever its day: nothing falls out of the list by growing old.
            let start = asked.day.map(AccessBook.startOfDay)
            let end = asked.day.map { AccessBook.startOfDay($0.next) }
            let waiting = pages.rows(
                .accesses, of: try AccessBook.countWaiting(since: start, until: end, in: db))
            accesses = try AccessBook.waiting(
                from: start, until: end, limit: waiting.count, offset: waiting.lowerBound, in: db)
            let open = pages.rows(.alarms, of: try AlarmBook.countOpen(in: db))
            alarms = try AlarmBook.open(limit: open.count, offset: open.lowerBound, in: db)
            let counted = pages.rows(
                .counts, of: try InquiryCounts.rows(from: today, through: today, in: db))
            counts = try InquiryCounts.counts(
                from: today, through: today, limit: counted.count, offset: counted.lowerBound,
                in: db)
            let reviewed = pages.rows(.reviews, of: try ReviewBook.count(from: db))
            reviews = try ReviewBook.reviews(
                limit: reviewed.count, offset: reviewed.lowerBound, from: db)
            let related = pages.rows(.relations, of: try RelationBook.count(from: db))
            relations = try RelationBook.relations(
                limit: related.count, offset: related.lowerBound, from: db)
            self.pages = pages
            looked = try ReviewBook.lastDays(from: db)
            due = try ReviewBook.due(from: db)
            terms = try TermBook.terms(from: db)
            share = try AlarmBook.shares(from: today.adding(days: -30), through: today, in: db)
            lastRun = try AlarmBook.lastRun(in: db)
            scope.saw(accesses.flatMap(\.subjects) + alarms.compactMap(\.finding.subject))
            scope.saw(relations.map(\.subject))
        }
    }
}
