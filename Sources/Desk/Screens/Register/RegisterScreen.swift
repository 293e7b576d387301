// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// 受付簿: open applications by where they stand, oldest first.
enum RegisterScreen {
    struct Body: PageModel {
        let states: [PersonTab]
        let rows: [Row]
        let count: Int
        let isNone: Bool
        /// The group of days that is shown, and the way to all.
        let group: Item?
        let all: String
        let pages: ListPage.Line?
        /// 受付の場所 to choose from; none where no list is kept.
        let places: [FormField]
        let hasPlaces: Bool
        /// What a choice of the place keeps of the list.
        let kept: [Item]
        let register: String
        /// Of overdue papers: to remind of them all.
        let remind: ApplicationScreen.Action?
    }

    struct Row: PageModel {
        let href: String
        let receipt: String
        let received: String
        let child: String
        let kana: String
        let kind: String
        let place: String
        let status: String
        let weight: String
        let due: String
        let isOverdue: Bool
        /// Sent back by a head, and not proposed again.
        let isBack: Bool
        let why: String
        let days: Int
        let examine: String?
    }

    /// Where applications stand, as the tabs of the list.
    enum Shelf: String, CaseIterable {
        case all, checked, back, held, overdue, proposed

        var title: String {
            switch self {
            case .all: "すべて"
            case .checked: "審査待ち"
            case .back: "差戻し"
            case .held: "保留"
            case .overdue: "期限切れ"
            case .proposed: "決裁待ち"
            }
        }

        var statuses: Set<ApplicationStatus> {
            switch self {
            case .all: [.received, .checked, .held, .heldChecked, .proposed]
            case .checked: [.received, .checked]
            case .back: [.received, .checked, .held, .heldChecked]
            case .held, .overdue: [.held, .heldChecked]
            case .proposed: [.proposed]
            }
        }
    }

    /// Rows of a page.
    static let most = 100

    /// What of a shelf is shown: all, or one bar of the dashboard.
    struct Part {
        let age: WaitingGroup?
        let due: DueGroup?
        /// Due on this day.
        let by: CivilDate?
        /// Recorded on these days, in whatever state it is now.
        let days: (from: CivilDate, through: CivilDate)?
        /// Received there; empty: no place was recorded.
        let place: String?
        /// In an address: of whom no place was recorded.
        static let nowhere = "-"

        init(_ query: Typed) {
            age = WaitingGroup(rawValue: query["age"])
            due = DueGroup(rawValue: query["due"])
            by = CivilDate(iso: query["by"])
            let from = CivilDate(iso: query["from"])
            let through = CivilDate(iso: query["through"])
            days =
                if let from, let through, from <= through, from.days(until: through) <= 366 {
                    (from, through)
                } else { nil }
            let asked = query["place"]
            place = asked.isEmpty ? nil : asked == Self.nowhere ? "" : asked
        }

        var title: String? {
            let words = [other, place.map { $0.isEmpty ? "受付の場所の記録なし" : "\($0)で受付" }]
                .compactMap(\.self)
            return words.isEmpty ? nil : words.joined(separator: "・")
        }

        private var other: String? {
            age.map { "申請から\($0.title)" } ?? due.map { "期限が\($0.title)" }
                ?? by.map { "期限が\(Say.date($0))" } ?? days.map(Self.title)
        }

        private static func title(_ from: CivilDate, _ through: CivilDate) -> String {
            from == through
                ? "\(Say.date(from))に受け付けたもの"
                : "\(Say.date(from))から\(Say.date(through))までに受け付けたもの"
        }

        /// As a part of an address.
        var question: String {
            rest + placed
        }

        /// The place alone: it stays while the shelves are leafed through.
        var placed: String {
            place.map { "&place=" + Typed.escaped($0.isEmpty ? Self.nowhere : $0) } ?? ""
        }

        private var rest: String {
            (age.map { "&age=\($0.rawValue)" } ?? "") + (due.map { "&due=\($0.rawValue)" } ?? "")
                + (by.map { "&by=\($0)" } ?? "")
                + (days.map { "&from=\($0.from)&through=\($0.through)" } ?? "")
        }

        func holds(_ file: ApplicationFile, on today: CivilDate) -> Bool {
            (age?.holds(since: file.appliedOn, on: today) ?? true)
                && (due.map { group in file.dueOn.map { group.holds($0, on: today) } ?? false }
                    ?? true)
                && (by == nil || file.dueOn == by)
                && (place == nil || file.place ?? "" == place)
                && (days.map {
                    (file.receivedAt.dayInJapan >= $0) && (file.receivedAt.dayInJapan <= $1)
                }
                    ?? true)
        }
    }

    /// The list of what was recorded on the days of a period.
    static func received(from first: CivilDate, through last: CivilDate) -> String {
        Route.register.path() + "?state=all&from=\(first)&through=\(last)"
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(
            try await page(visit, Shelf(rawValue: visit.query["state"]) ?? .all, problems: []))
    }

    /// Reminds of every paper that is overdue, with one new day for all.
    static func remind(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        if let due = reading.date("due", "新しい期限") {
            do {
                let count = try await visit.perform { scope in
                    try RemindPapers.perform(due: due, in: scope).reminders.count
                }
                return visit.carriedOut(
                    Route.register.path() + "?state=held&done=reminded&n=\(count)")
            } catch let refusal as EntitlementRefusal {
                reading.refused(refusal, field: "due")
            } catch let refusal as CaseRefusal {
                reading.refused(refusal)
            }
        }
        return .page(try await page(visit, .overdue, problems: reading.problems))
    }

    static func page(
        _ visit: Visit, _ shelf: Shelf, problems: [FormProblem]
    ) async throws -> Page {
        let today = visit.today
        let directory = visit.installation.directory
        let part = Part(visit.query)
        let read = try await visit.perform(.viewApplications) { scope in
            var files: [ApplicationFile]
            if shelf == .all, let days = part.days {
                files = try ApplicationBook.received(
                    from: days.from, through: days.through, in: scope.db)
            } else {
                files = try ApplicationBook.open(shelf.statuses, from: scope.db)
            }
            if shelf == .overdue {
                files = files.filter { $0.dueOn.map { $0 < today } ?? false }
            }
            let back = try ApplicationBook.sentBack(from: scope.db)
            if shelf == .back { files = files.filter { back.contains($0.id) } }
            files = files.filter { part.holds($0, on: today) }
            let list = ListPage(of: files.count, asked: visit.query["page"], size: most)
            let shown = Array(files[list.rows])
            scope.saw(shown.flatMap { [$0.child, $0.applicant] })
            scope.counted(shown.count)
            return (
                files: shown, count: files.count, list: list, back: back,
                people: try directory.persons(shown.map(\.child)),
                reasons: try ApplicationBook.holdReasons(shown.map(\.id), from: scope.db)
            )
        }
        let officer = try visit.officer()
        let rows = read.files.map { file in
            row(
                file, read.people[file.child], read.reasons[file.id],
                isBack: read.back.contains(file.id), visit, officer)
        }
        let places = visit.installation.book.office.receptionPlaces.everSaid
        let question = "state=\(shelf.rawValue)"
        let pages = read.list.line(
            at: Route.register.path(), keeping: question + part.question)
        let body = Body(
            states: Shelf.allCases.map {
                PersonTab(
                    title: $0.title,
                    href: Route.register.path() + "?state=\($0.rawValue)" + part.placed,
                    isCurrent: $0 == shelf)
            }, rows: rows, count: read.count, isNone: rows.isEmpty,
            group: part.title.map { Item("絞り込み", $0) },
            all: Route.register.path() + "?" + question,
            pages: pages, places: places.isEmpty ? [] : [choice(of: places, visit)],
            hasPlaces: !places.isEmpty, kept: kept(visit, shelf), register: Route.register.path(),
            remind: shelf == .overdue && !rows.isEmpty && visit.may(.holdApplication)
                ? reminding(visit, problems) : nil)
        var keys: [Key] = [
            .link(
                "F5", "更新",
                Route.register.path() + "?\(question)\(part.question)&page=\(read.list.number)")
        ]
        if visit.may(.receiveApplication) {
            keys.append(.link("F3", "申請受付", Route.intake.path()))
        }
        keys += ListPage.keys(pages)
        return Page(
            "register/register", "受付簿・保留管理", crumbs: [Crumb("ホーム", Route.home.path())],
            keys: keys, problems: problems, message: Done.banner(visit), body: body)
    }

    /// Every place that the book names or named: what was received there is still found.
    private static func choice(of places: [String], _ visit: Visit) -> FormField {
        .select(
            "place", "受付の場所", visit.query,
            [("", "すべて")] + places.map { ($0, $0) } + [(Part.nowhere, "記録なし")])
    }

    /// The rest of the question, which the choice of a place keeps.
    private static func kept(_ visit: Visit, _ shelf: Shelf) -> [Item] {
        [Item(hidden: "state", shelf.rawValue)]
            + ["age", "due", "by", "from", "through"].filter { !visit.query[$0].isEmpty }
            .map { Item(hidden: $0, visit.query[$0]) }
    }

    private static func reminding(
        _ visit: Visit, _ problems: [FormProblem]
    ) -> ApplicationScreen.Action {
        var typed = visit.form
        if !typed.has("due") {
            typed.set("due", Say.short(visit.installation.intake.dueDay(from: visit.today)))
        }
        return ApplicationScreen.Action(
            action: Route.remindPapers.path(), isOpen: true,
            fields: [
                FormField.date("due", "新しい期限", typed, isRequired: true).checked(problems)
            ])
    }

    private static func row(
        _ file: ApplicationFile, _ child: ResidentSnapshot?, _ why: String?,
        isBack: Bool, _ visit: Visit, _ reader: Principal
    ) -> Row {
        let isOverdue = file.dueOn.map { $0 < visit.today } ?? false
        let canExamine =
            file.status == .checked && file.kind == .registration && visit.may(.proposeDecision)
        return Row(
            href: Route.application.path(file.id), receipt: file.receipt,
            received: Say.short(file.appliedOn),
            child: child.map { reader.sees($0.alias ?? $0.name, of: .name) } ?? "（宛名になし）",
            kana: child.map { reader.sees($0.kana, of: .kana) } ?? "",
            kind: "\(file.kind.wording)（\(file.reason.wording)）", place: file.place ?? "",
            status: file.status.wording,
            weight: file.status.isHeld ? (isOverdue ? "stop" : "warn") : "plain",
            due: Say.short(file.dueOn), isOverdue: isOverdue,
            isBack: isBack, why: file.status.isHeld ? why ?? "" : "",
            days: Int(visit.today.dayNumber - file.appliedOn.dayNumber),
            examine: canExamine ? Route.examine.path(file.id) : nil)
    }
}
