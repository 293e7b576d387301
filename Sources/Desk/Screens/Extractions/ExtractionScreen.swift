// SPDX-License-Identifier: Apache-2.0
import Copying
import Office
import Reports
import Safeguards
import Vocabulary

/// 1520 EUC, 自由抽出: which records, which items, by which conditions; how many there are, with small
/// counts hidden; kept under a name, and from there into a request for a copy.
enum ExtractionScreen: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.extractions, to: show)
        book.bind(.defineExtraction, to: ExtractionSteps.define, again: page)
        book.bind(.shareExtraction, to: ExtractionSteps.share, again: page)
        book.bind(.endExtraction, to: ExtractionSteps.end, again: page)
        book.bind(.decideExtraction, to: ExtractionSteps.decide, again: page)
    }

    struct Body: PageModel {
        let subjects: [SubjectLink]
        let explanation: String
        let action: String
        let subject: String
        /// The rows that say something, and one more.
        let conditions: [ConditionRow]
        /// The rest, behind a line that opens it.
        let moreConditions: [ConditionRow]
        let hasMore: Bool
        let fields: [FormField]
        let preview: Preview?
        let copy: String?
        let define: String?
        /// What the form that keeps it sends along: the choice as the page was asked for.
        let chosen: [Item]
        /// The same in words; `nil` before anything was chosen.
        let chosenWords: String?
        let name: FormField
        let kept: [Kept]
        let isNone: Bool
    }

    struct SubjectLink: PageModel {
        let title: String
        let href: String
        let isCurrent: Bool
    }

    /// Item, comparison and value of one condition.
    struct ConditionRow: PageModel {
        let fields: [FormField]
    }

    struct Preview: PageModel {
        let columns: [StatisticsScreen.Column]
        let rows: [StatisticsScreen.Row]
        let totals: [StatisticsScreen.Cell]
        let hasTotals: Bool
        let note: String
    }

    struct Kept: PageModel {
        let name: String
        let subject: String
        let officer: String
        let state: String
        let isPersonal: Bool
        let href: String
        let share: String?
        let end: String?
        let decide: String?
        let field: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let typed = visit.form.has("subject") ? visit.form : visit.query
        let reading = ExtractionReading(typed)
        let group = typed["group"]
        var problems = problems
        var extraction: Extraction?
        do {
            extraction = try reading.extraction()
        } catch {
            problems.append(FormProblem(error, in: typed))
        }
        let asked = typed.has("preview") ? extraction : nil
        let (table, kept) = try await visit.perform(.previewExtraction) { scope in
            let kept = try ExtractionBook.all(from: scope.db)
            scope.counted(0)
            guard let asked else { return (nil as StatisticsTable?, kept) }
            do {
                let table = try PreviewExtraction.perform(
                    asked, by: group.isEmpty ? nil : group, in: scope)
                return (table, kept)
            } catch ReportRefusal.unknownItem {
                throw DeskRefusal.notFound
            }
        }
        return Page(
            "extractions/extraction", "自由抽出",
            crumbs: [.home, Crumb(Screen.copies.title, Route.extractions.path())],
            keys: [.send("F5", "件数を見る", form: "extraction-form", isMain: true)],
            problems: problems, message: Done.banner(visit),
            body: body(reading, typed, extraction, table, kept, visit))
    }

    private static func body(
        _ reading: ExtractionReading, _ typed: Typed, _ extraction: Extraction?,
        _ table: StatisticsTable?, _ kept: [ExtractionDefinition], _ visit: Visit
    ) -> Body {
        let subject = reading.subject
        let reader = try? visit.officer()
        let path = Route.extractions.path()
        let rows = (1...Extraction.mostConditions).map { conditionRow($0, subject, typed) }
        let shown = min(rows.count, reading.lastCondition + 1)
        let mayCopy = visit.may(.requestCopy) && !(extraction?.items.isEmpty ?? true)
        return Body(
            subjects: ExtractionSubject.allCases.map {
                SubjectLink(
                    title: $0.title, href: path + "?subject=\($0.rawValue)",
                    isCurrent: $0 == subject)
            }, explanation: subject.explanation, action: path, subject: subject.rawValue,
            conditions: Array(rows.prefix(shown)), moreConditions: Array(rows.dropFirst(shown)),
            hasMore: shown < rows.count,
            fields: [
                .checks(
                    "item", "出す項目（使いみちに要るものだけ）", typed,
                    subject.items.filter { mayChoose($0, reader) }.map {
                        .init(value: $0.code, label: $0.title)
                    }),
                .select(
                    "group", "件数の分け方", typed,
                    [("", "分けない")]
                        + subject.items.filter(\.mayGroup).map { ($0.code, $0.title) }),
            ],
            preview: table.map { table in
                Preview(
                    columns: table.columns.map {
                        .init(heading: $0.heading, isNumber: $0.unit != .label)
                    },
                    rows: table.rows.map { row in .init(cells: cells(row)) },
                    totals: cells(table.total ?? []), hasTotals: table.total != nil,
                    note: table.note)
            },
            copy: mayCopy ? reading.copyAddress : nil,
            define: visit.may(.defineExtraction) ? Route.defineExtraction.path() : nil,
            chosen: reading.chosen, chosenWords: reading.words,
            name: .text("name", "定義の名前", typed, size: "long"),
            kept: kept.filter { mayUse($0, reader, visit) }.map { row($0, reader, visit) },
            isNone: kept.isEmpty)
    }

    /// Items by permission: who may not see a field is not offered it; an administrator sees no
    /// person and asks for those who may.
    static func mayChoose(_ item: ExtractionItem, _ reader: Principal?) -> Bool {
        guard let field = item.field, let reader, !reader.roles.contains(.administrator) else {
            return true
        }
        return FieldPolicy.visibility(of: field, to: reader) == .shown
    }

    private static func mayUse(
        _ one: ExtractionDefinition, _ reader: Principal?, _ visit: Visit
    ) -> Bool {
        one.isOpen(to: reader?.officer ?? "")
            || one.state == .waiting && visit.may(.shareExtraction)
    }

    private static func cells(
        _ row: [StatisticsTable.Cell]
    ) -> [StatisticsScreen.Cell] {
        row.map { cell in
            if case .label(let text) = cell { return .init(text: text, isNumber: false) }
            return .init(text: cell.text, isNumber: true)
        }
    }

    private static func conditionRow(
        _ number: Int, _ subject: ExtractionSubject, _ typed: Typed
    ) -> ConditionRow {
        ConditionRow(fields: [
            .select(
                "i\(number)", "条件\(number)の項目", typed,
                [("", "（なし）")]
                    + subject.items.filter { $0.code != "name" }.map {
                        ($0.title, $0.title)
                    }),
            .select(
                "o\(number)", "比べ方", typed,
                ExtractionCondition.Comparison.allCases.map { ($0.rawValue, $0.rawValue) }),
            .text("v\(number)", "値", typed, hint: number == 1 ? "例 2025-04、外来、1000" : nil),
        ])
    }

    private static func row(
        _ one: ExtractionDefinition, _ reader: Principal?, _ visit: Visit
    ) -> Kept {
        let isOwn = one.officer == reader?.officer
        let subject = ExtractionSubject(rawValue: String(one.question.list.dropFirst(5)))
        return Kept(
            name: one.name, subject: subject?.title ?? one.question.list,
            officer: visit.desk.name(of: one.officer),
            state: one.state.title, isPersonal: one.isPersonal,
            href: ExtractionReading.address(of: one.question),
            share: isOwn && [.own, .refused].contains(one.state) && visit.may(.defineExtraction)
                ? Route.shareExtraction.path(one.id) : nil,
            end: isOwn && visit.may(.defineExtraction) ? Route.endExtraction.path(one.id) : nil,
            decide: one.state == .waiting && !isOwn && visit.may(.shareExtraction)
                ? Route.decideExtraction.path(one.id) : nil, field: "reason-\(one.id)")
    }
}

/// What was typed on the page of the free extraction.
struct ExtractionReading {
    let subject: ExtractionSubject
    let items: [String]
    /// 「項目 ≧ 値」, in order.
    let conditions: [String]
    /// The number of the last row with an item; 0 where none has one.
    let lastCondition: Int
    /// The choice as the fields of the form carry it.
    let chosen: [Item]

    init(_ typed: Typed) {
        let subject = ExtractionSubject(rawValue: typed["subject"]) ?? .claims
        self.subject = subject
        items = subject.items.map(\.code).filter { typed.all("item").contains($0) }
        conditions = (1...Extraction.mostConditions).compactMap { number in
            let item = typed["i\(number)"]
            guard !item.isEmpty else { return nil }
            return "\(item) \(typed["o\(number)"]) \(typed["v\(number)"])"
        }
        let rows = (1...Extraction.mostConditions).filter { !typed["i\($0)"].isEmpty }
        lastCondition = rows.last ?? 0
        chosen =
            items.map { Item(hidden: "item", $0) }
            + rows.flatMap { number in
                ["i", "o", "v"].map { Item(hidden: "\($0)\(number)", typed["\($0)\(number)"]) }
            }
    }

    /// The choice in words: the conditions, then the items.
    var words: String? {
        let titles = subject.items.filter { items.contains($0.code) }.map(\.title)
        guard !titles.isEmpty || !conditions.isEmpty else { return nil }
        let first = conditions.isEmpty ? "条件なし" : conditions.joined(separator: "、")
        let second = titles.isEmpty ? "項目なし" : titles.joined(separator: "・")
        return "\(first)／\(second)"
    }

    func extraction() throws(ReportRefusal) -> Extraction {
        try Extraction(subject, items: items, conditions: conditions)
    }

    var question: ListQuestion {
        var found: [String: String] = [:]
        for (index, words) in conditions.enumerated() { found["c\(index + 1)"] = words }
        return ListQuestion(list: "free-\(subject.rawValue)", conditions: found, items: items)
    }

    /// The request for a copy with the same choice.
    var copyAddress: String {
        let question = question
        let parts =
            question.items.map { "item=\($0)" }
            + question.conditions.sorted { $0.key < $1.key }.map {
                "\($0.key)=\(Typed.escaped($0.value))"
            }
        return Route.newCopy.path(question.list) + "?" + parts.joined(separator: "&")
    }

    /// The page of the free extraction with a kept question.
    static func address(of question: ListQuestion) -> String {
        var parts = ["subject=\(question.list.dropFirst(5))", "preview=1"]
        parts += question.items.map { "item=\($0)" }
        for (index, condition) in question.conditions.sorted(by: { $0.key < $1.key }).enumerated() {
            let words = condition.value.split(separator: " ", maxSplits: 2)
            for (letter, word) in zip(["i", "o", "v"], words) {
                parts.append("\(letter)\(index + 1)=\(Typed.escaped(String(word)))")
            }
        }
        return Route.extractions.path() + "?" + parts.joined(separator: "&")
    }
}
