// SPDX-License-Identifier: Apache-2.0
import Office
import Registers
import Safeguards
import Vocabulary

/// One register: its entries, and the form of a new one. 3080, 3090 and 3110 are drawn by it too.
enum RegisterListScreen {
    struct Body: PageModel {
        let purpose: String
        let measures: String
        let retention: String
        let tabs: [PersonTab]
        let columns: [String]
        let rows: [Row]
        let count: Int
        let isNone: Bool
        let pages: ListPage.Line?
        let form: Form?
        let notes: [String]
    }

    struct Row: PageModel {
        let number: String
        let href: String
        let cells: [String]
        let who: String
        let flags: [Flag]
    }

    struct Form: PageModel {
        let action: String
        let isOpen: Bool
        let summary: String
        let fields: [FormField]
    }

    enum Shelf: String, CaseIterable {
        case current, closed, void

        var title: String {
            switch self {
            case .current: "記入中・有効"
            case .closed: "完了"
            case .void: "取消"
            }
        }

        func states(_ life: RegisterKind.Life) -> [EntryState] {
            switch self {
            case .current: life == .record ? [.closed] : [.open, .active]
            case .closed: [.closed]
            case .void: [.void]
            }
        }
    }

    /// Rows of one page: it stays below 150 KB with the longest entries too.
    static let most = 100

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let kind = try visit.registerKind()
        let places = RegisterPlaces(kind: kind)
        let shelf = Shelf(rawValue: visit.query["show"]) ?? .current
        let room = visit.installation.registers
        let asked = visit.query["page"]
        let found = try await visit.perform(kind.operations.view) { scope in
            let states = shelf.states(kind.life)
            let list = ListPage(
                of: try ViewRegister.count(kind.code, states: states, room: room, in: scope),
                asked: asked, size: most)
            let entries = try ViewRegister.perform(
                kind.code, states: states, limit: list.rows.count,
                skipping: list.rows.lowerBound, room: room, in: scope
            ).entries
            let serious =
                kind.desk == .incidents
                ? try SeriousIncidents.perform(room: room, in: scope) : nil
            return (list: list, entries: entries, serious: serious)
        }
        var notes: [String] = []
        if let serious = found.serious {
            notes.append(
                "過去3年以内（\(Say.short(serious.since))から）の重大事故：\(serious.word)"
                    + (serious.incidents.isEmpty ? "" : "（\(serious.incidents.count)件）"))
        }
        let shelves = Shelf.allCases.filter { kind.life != .record || $0 != .closed }
        let columns = listed(kind)
        let pages = found.list.line(at: places.list, keeping: "show=\(shelf.rawValue)")
        return Page(
            "registers/register", kind.desk == .registers ? kind.title : places.screen.title,
            crumbs: Array(places.crumbs.dropLast()),
            keys: keys(visit, kind, places) + ListPage.keys(pages), problems: problems,
            message: Done.banner(visit),
            body: Body(
                purpose: kind.purpose, measures: kind.measures.joined(separator: " "),
                retention: kind.retention,
                tabs: shelves.map {
                    PersonTab(
                        title: kind.life == .record && $0 == .current ? "記録" : $0.title,
                        href: "\(places.list)?show=\($0.rawValue)", isCurrent: $0 == shelf)
                }, columns: columns.map(\.label),
                rows: found.entries.map { row($0, places, columns, visit.today) },
                count: found.list.total, isNone: found.entries.isEmpty, pages: pages,
                form: form(visit, kind, places, problems),
                notes: notes))
    }

    private static func keys(
        _ visit: Visit, _ kind: RegisterKind, _ places: RegisterPlaces
    ) -> [Key] {
        var keys: [Key] = [.link("F5", "更新", places.list)]
        if mayEnter(visit, kind) {
            keys.append(.send("F12", "記入する", form: "enter-form", isMain: true))
        }
        return keys
    }

    static func mayEnter(_ visit: Visit, _ kind: RegisterKind) -> Bool {
        guard let roles = visit.session?.principal.roles else { return false }
        return visit.may(kind.operations.enter) && !kind.writers.isDisjoint(with: roles)
    }

    /// The fields that tell entries apart: the first four that are short.
    private static func listed(_ kind: RegisterKind) -> [RegisterField] {
        Array(
            kind.fields.filter { $0.form != .long && $0.form != .checklist }.prefix(4))
    }

    private static func row(
        _ entry: RegisterEntry, _ places: RegisterPlaces, _ columns: [RegisterField],
        _ today: CivilDate
    ) -> Row {
        var flags = [Flag(entry.state.title, entry.state.weight)]
        if let due = entry.dueOn {
            flags.append(entry.alarm(on: today).flag(due))
        }
        if !entry.isConfirmed { flags.append(Flag("確認待ち", .warn)) }
        return Row(
            number: entry.number.wording, href: places.record(entry.number),
            cells: columns.map { RegisterForms.words(entry.values[$0.name], $0) },
            who: entry.responsible, flags: flags)
    }

    private static func form(
        _ visit: Visit, _ kind: RegisterKind, _ places: RegisterPlaces,
        _ problems: [FormProblem]
    ) -> Form? {
        guard mayEnter(visit, kind) else { return nil }
        var typed = visit.form
        let isFresh = !typed.has("csrf") && typed.all("once").isEmpty && problems.isEmpty
        let reader = visit.session?.principal.officer ?? ""
        if isFresh {
            // Nobody types twice what the desk knows: who writes, and today.
            for field in kind.fields where field.requiredFrom == .entry {
                if field.form == .officer, ["handler", "owner", "identityBy"].contains(field.name) {
                    typed.set(RegisterForms.name(field), reader)
                }
                if field.form == .date, ["at", "received", "detected", "on"].contains(field.name) {
                    typed.set(RegisterForms.name(field), Say.short(visit.today))
                }
            }
        }
        var fields: [FormField] = []
        if kind.desk == .disclosures {
            fields.append(
                .code("subject", "本人の宛名番号", typed, digits: 0, isRequired: true))
        } else if kind.isPersonal {
            fields.append(
                .code(
                    "subject", "本人の宛名番号", typed, digits: 0,
                    hint: "わかるときだけ。匿名の問合せは空欄のままにします"))
        }
        fields += RegisterForms.fields(
            kind.desk == .incidents
                ? RegisterSteps.reported(kind) : RegisterSteps.entryFields(kind), typed,
            at: .entry)
        if kind.desk == .registers {
            fields.append(
                .text("responsible", "担当者（利用者ID）", typed, hint: "空欄は記入した人", size: "short"))
        }
        let isOpen = visit.route != .again || !problems.isEmpty
        return Form(
            action: places.enter, isOpen: isOpen && kind.desk != .registers || !problems.isEmpty,
            summary: kind.desk == .incidents ? "事故を報告する" : "新しく記入する",
            fields: fields.map { $0.checked(problems) })
    }
}
