// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 時点照会: the record on a day (効力), as it was known at the end of another day (記録).
enum AsOfScreen {
    struct Body: PageModel {
        let subject: SubjectStrip
        let tabs: [PersonTab]
        let action: String
        let from: String
        let fields: [FormField]
        let effective: String
        let recorded: String
        let word: String
        let weight: String
        let periods: [Item]
        let record: RecordTables?
        let snapshots: [Snapshot]
        let hasSnapshots: Bool
        let changes: [ChangeRow]
        let hasChanges: Bool
        let count: String
        let pages: ListPage.Line?
    }

    /// What the register said of the person, and when we learned it.
    struct Snapshot: PageModel {
        let recorded: String
        let name: String
        let status: String
        let household: String
        let address: String
    }

    /// Changes of one page: with the record above them it stays below 150 KB.
    static let most = 200

    /// The changes that were known, a page of them, and the days on which the record became another.
    private struct Changes: Sendable {
        let list: ListPage
        let shown: [WrittenChange]
        /// The day of the change before the newest one, and of the first one that was not known yet.
        let before: CivilDate?
        let after: CivilDate?

        init(
            of child: AddresseeNumber, recipient: AddresseeNumber?, knownAt moment: Instant,
            page: String, in scope: Scope
        ) throws {
            let db = scope.db
            let known = try ChangeBook.extent(
                of: child, recipient: recipient, recordedUpTo: moment, from: db)
            list = ListPage(of: known.count, asked: page, size: most)
            shown = try ChangeBook.changes(
                of: child, recipient: recipient, recordedUpTo: moment, limit: list.rows.count,
                offset: list.rows.lowerBound, from: db)
            before = try known.newest.flatMap { newest in
                try ChangeBook.extent(
                    of: child, recipient: recipient,
                    recordedUpTo: endOfDay(newest.dayInJapan.previous), from: db
                ).newest?.dayInJapan
            }
            after = try ChangeBook.next(
                of: child, recipient: recipient, after: moment, recordedUpTo: scope.now, from: db
            )?.dayInJapan
        }
    }

    /// The last moment of a day in Japan.
    private static func endOfDay(_ day: CivilDate) -> Instant {
        Instant(
            microseconds: Instant(noonInJapan: day).adding(seconds: 43_200).microseconds - 1)
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let number = try visit.addressee()
        let officer = try visit.officer()
        var reading = FormReading(visit.query, today: visit.today)
        let day = reading.optionalDate("on", "効力の日") ?? visit.today
        let known = reading.optionalDate("known", "記録の日") ?? visit.today
        let moment = endOfDay(known)
        let (directory, asked) = (visit.installation.directory, visit.query["page"])
        let read = try await visit.perform(about: [number]) { scope in
            let record = try ChildRecord.load(number, on: day, recorded: moment, from: scope.db)
            let recipient = record?.recipient?.number
            scope.saw([recipient].compactMap(\.self))
            let people = try directory.persons([number, recipient].compactMap(\.self))
            return (
                strip: try people[number].map {
                    try StripReading(
                        $0, beside: Array(people.values), directory: directory, in: scope)
                }, record: record,
                changes: try Changes(
                    of: number, recipient: recipient, knownAt: moment, page: asked, in: scope),
                snapshots: try PersonBook.history(number, from: scope.db), people: people
            )
        }
        guard let strip = read.strip else { throw DeskRefusal.notFound }
        let record = read.record
        // Protection counts from now on backwards: an old address leads to the new one.
        let isProtected = read.people.values.contains(where: \.isProtected)
        let state = record?.current
        let isSuspended = record?.isSuspended ?? false
        let isCovered = (state?.isStanding ?? false) && !isSuspended
        let snapshots = read.snapshots.filter {
            $0.recordedAt.microseconds <= moment.microseconds
        }
        var typed = visit.query
        if typed["on"].isEmpty { typed.set("on", Say.short(day)) }
        if typed["known"].isEmpty { typed.set("known", Say.short(known)) }
        let subject =
            record?.person.map {
                SubjectStrip($0, on: day, strip, for: officer, in: visit.installation)
            } ?? SubjectStrip(strip, for: officer, in: visit.installation)
        let body = Body(
            subject: subject, tabs: visit.personTabs(number), action: visit.path,
            from: visit.query["from"], fields: fields(typed).checked(reading.problems),
            effective: Say.date(day), recorded: Say.date(known),
            word: state.map { isCovered ? "資格あり" : (isSuspended ? .suspended : $0.result).wording }
                ?? "資格なし",
            weight: isCovered ? "good" : "plain",
            periods: state.map {
                [
                    Item("受給者番号", $0.recipientNumber),
                    Item("通院", Say.period($0.periods.outpatient)),
                    Item("入院", Say.period($0.periods.inpatient)),
                ]
            } ?? [],
            record: try record.map {
                try RecordTables($0, visit, isProtected: isProtected, on: day)
            },
            snapshots: snapshots.map {
                snapshot($0, isProtected: strip.person.isProtected, officer)
            },
            hasSnapshots: !snapshots.isEmpty,
            changes: read.changes.shown.map {
                ChangeRow($0, record, read.snapshots, isProtected: isProtected, visit)
            },
            hasChanges: !read.changes.shown.isEmpty, count: Say.count(read.changes.list.total),
            pages: read.changes.list.line(
                at: visit.path, keeping: question(on: day, known: known, visit)))
        return .page(
            Page(
                "persons/as-of", "異動履歴・時点照会", crumbs: visit.personCrumbs(),
                keys: [
                    .send("F5", "この日で見る", form: "as-of-form", isMain: true)
                ] + versionKeys(read.changes, on: day, visit),
                problems: reading.problems,
                body: body))
    }

    /// F7 and F8 turn to the day of the change before and of the one after.
    private static func versionKeys(
        _ changes: Changes, on day: CivilDate, _ visit: Visit
    ) -> [Key] {
        [
            changes.before.map { Key.before("前の変更", address(on: day, known: $0, visit)) },
            changes.after.map { Key.after("次の変更", address(on: day, known: $0, visit)) },
        ].compactMap(\.self)
    }

    /// The page at another point of both times.
    static func address(on day: CivilDate, known: CivilDate, _ visit: Visit) -> String {
        visit.path + "?" + question(on: day, known: known, visit)
    }

    private static func question(
        on day: CivilDate, known: CivilDate, _ visit: Visit
    ) -> String {
        let from = visit.query["from"]
        return "on=\(day)&known=\(known)" + (from.isEmpty ? "" : "&from=\(Typed.escaped(from))")
    }

    private static func fields(_ typed: Typed) -> [FormField] {
        [
            .date("on", "効力の日（いつの状態か）", typed, hint: nil),
            .date("known", "記録の日（いつ知っていたか）", typed, hint: nil),
        ]
    }

    private static func snapshot(
        _ person: PersonSnapshot, isProtected: Bool, _ reader: Principal
    ) -> Snapshot {
        let shown = isProtected ? nil : person.address.shown(to: reader)
        let address = shown.map { "\($0.text) \($0.building)" }
        return Snapshot(
            recorded: Say.moment(person.recordedAt), name: reader.sees(person.name, of: .name),
            status: person.status.wording, household: person.household ?? "",
            address: address ?? Say.hiddenForProtection)
    }
}
