// SPDX-License-Identifier: Apache-2.0
import Benefits
import Office
import Safeguards
import Vocabulary

/// 1310 償還申請 入力: a grid of rows with fixed columns; works as a plain form without script.
enum EntryScreen {
    struct Body: PageModel {
        let action: String
        /// What the grid is kept under, and the address that shows it again as it was typed.
        let key: String
        let here: String
        /// What is said once of all rows.
        let head: [FormField]
        let columns: [Column]
        let rows: [GridRow]
        let count: Int
        let mayAdd: Bool
        let paid: String
        /// How many columns stand after the sum.
        let rest: Int
    }

    struct Column: PageModel {
        let heading: String
        let meaning: String
        let width: String
        let isNumber: Bool
    }

    static func show(_ visit: Visit) throws -> Answer {
        let officer = try visit.officer().officer
        let asked = visit.query["entry"]
        let kept = visit.desk.entries.get(asked, of: officer)
        let entry = kept ?? ReimbursementEntry(typed: Typed(), rows: ReimbursementEntry.fewest)
        let key = kept == nil ? visit.desk.entries.put(entry, of: officer) : asked
        return .page(page(visit, key, entry, reading: nil, problems: []))
    }

    /// Reads the grid: shows it again with what the rules say, or leads to the check page.
    static func read(_ visit: Visit) async throws -> Answer {
        try await visit.ask(for: .enterReimbursement)
        let rows = Int(visit.form["rows"]) ?? ReimbursementEntry.fewest
        let entry = ReimbursementEntry(typed: visit.form, rows: rows)
        let key = try keep(entry, visit)
        if !["calculate", "more"].contains(visit.form["act"]), !entry.typedRows.isEmpty,
            try await reading(entry, visit).isRight
        {
            return .onward(Route.checkEntry.path(key))
        }
        return .page(try await readPage(visit, problems: []))
    }

    /// The grid as it was sent, with more rows or with what the rules say.
    static func readPage(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let rows = Int(visit.form["rows"]) ?? ReimbursementEntry.fewest
        let isMore = visit.form["act"] == "more"
        let entry = ReimbursementEntry(
            typed: visit.form, rows: isMore ? min(rows, ReimbursementEntry.most) + 10 : rows)
        let key = try keep(entry, visit)
        guard !isMore else { return page(visit, key, entry, reading: nil, problems: problems) }
        guard !entry.typedRows.isEmpty else {
            let problem = FormProblem("r1-child", "申請を1行以上入力してください。")
            return page(visit, key, entry, reading: nil, problems: problems + [problem])
        }
        let reading = try await reading(entry, visit)
        return page(
            visit, key, entry, reading: reading, problems: problems + reading.problems)
    }

    /// Keeps the grid under the key it came with, or under a new one: whoever goes back to it finds
    /// what was typed.
    private static func keep(_ entry: ReimbursementEntry, _ visit: Visit) throws -> String {
        let officer = try visit.officer().officer
        let key = visit.form["entry"]
        guard visit.desk.entries.get(key, of: officer) != nil else {
            return visit.desk.entries.put(entry, of: officer)
        }
        visit.desk.entries.set(entry, under: key, of: officer)
        return key
    }

    /// What the books and the rules say about the rows.
    static func reading(
        _ entry: ReimbursementEntry, _ visit: Visit
    ) async throws -> EntryReading {
        let law = visit.installation.benefitLaw
        let directory = visit.installation.directory
        return try await visit.perform(.viewComputation, reason: "償還申請の入力") {
            scope in
            try EntryReading(entry, law: law, directory: directory, in: scope)
        }
    }

    private static func page(
        _ visit: Visit, _ key: String, _ entry: ReimbursementEntry, reading: EntryReading?,
        problems: [FormProblem]
    ) -> Page {
        let found = Dictionary(
            (reading?.rows ?? []).map { ($0.number, $0) }, uniquingKeysWith: { $1 })
        let reader = visit.session?.principal
        let isAsked = FirstVisits.areAsked(at: visit.installation, on: visit.today)
        let columns = EntryColumn.shown(asksFirstVisits: isAsked)
        let rows = (1...entry.rows).map { number in
            GridRow(
                number, columns, entry, found[number], reading, problems, visit.installation,
                for: reader)
        }
        let paid = entry.typedRows.compactMap { AmountEntry.number(entry[$0, .paid]) }
            .reduce(0, +)
        return Page(
            "reimbursements/entry", "償還申請 入力",
            crumbs: [.home, .screen(.reimbursement, .reimbursements)],
            keys: [
                .link("F3", "新しい入力", Route.enterReimbursements.path()),
                .send("F9", "計算", form: "entry-form", act: "calculate"),
                .send("F12", "確認へ", form: "entry-form", isMain: true),
            ], problems: problems,
            body: Body(
                action: Route.readEntry.path(), key: key,
                here: Route.enterReimbursements.path() + "?entry=\(key)",
                head: [EntryChannel.choice(entry.typed)],
                columns: columns.map {
                    Column(
                        heading: $0.heading, meaning: $0.meaning,
                        width: $0.width(besideFirstVisits: isAsked),
                        isNumber: $0.isNumber)
                }, rows: rows, count: entry.rows,
                mayAdd: entry.rows < ReimbursementEntry.most, paid: Say.count(paid),
                rest: columns.count - 10))
    }
}
