// SPDX-License-Identifier: Apache-2.0
import Benefits
import Office
import Safeguards
import Scheme
import Vocabulary

/// 1311 領収書から入力: one application with all its receipts; the program splits them by month,
/// institution and setting and says of each what the window should have collected.
enum SlipScreen {
    struct Body: PageModel {
        let action: String
        let key: String
        let head: [FormField]
        let columns: [EntryScreen.Column]
        let rows: [Row]
        /// What was paid by all receipts.
        let paid: String
        /// How many columns stand after the sum.
        let rest: Int
        let count: Int
        let mayAdd: Bool
        let groups: [SlipGroupCard]
        let hasGroups: Bool
    }

    struct Row: PageModel {
        let number: Int
        let cells: [GridRow.Cell]
        let width: Int
    }

    private static let fewest = 8
    private static let most = 40

    static func show(_ visit: Visit) throws -> Answer {
        let officer = try visit.officer().officer
        let kept = visit.desk.entries.get(visit.query["entry"], of: officer)
        return .page(page(visit, kept?.typed ?? Typed(), key: visit.query["entry"], nil, []))
    }

    /// Reads the receipts: shows what the rules say, or leads to the check page.
    static func read(_ visit: Visit) async throws -> Answer {
        try await visit.ask(for: .enterReimbursement)
        if !["calculate", "more"].contains(visit.form["act"]) {
            let reading = try await reading(visit.form, visit)
            if reading.isRight {
                let officer = try visit.officer().officer
                let entry = ReimbursementEntry(typed: visit.form, rows: rows(visit.form))
                let key = visit.desk.entries.put(entry, of: officer)
                return .onward(Route.checkSlips.path(key))
            }
        }
        return .page(try await readPage(visit, problems: []))
    }

    static func readPage(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        guard visit.form["act"] != "more" else {
            return page(visit, visit.form, key: "", nil, problems, more: 10)
        }
        let reading = try await reading(visit.form, visit)
        return page(visit, visit.form, key: "", reading, problems + reading.problems)
    }

    /// What came out, before it is entered.
    static func check(_ visit: Visit) async throws -> Answer {
        let (key, entry) = try entry(visit)
        let reading = try await reading(entry.typed, visit)
        guard reading.isRight else {
            return .seeOther(Route.enterSlips.path() + "?entry=\(key)")
        }
        return .page(checkPage(visit, key, reading, problems: []))
    }

    /// Enters every application, or none.
    static func enter(_ visit: Visit) async throws -> Answer {
        let (key, entry) = try entry(visit)
        let law = visit.installation.benefitLaw
        let directory = visit.installation.directory
        do {
            let count = try await visit.perform { scope in
                let reading = try SlipReading(
                    entry.typed, rows: rows(entry.typed), law: law, directory: directory,
                    in: scope)
                let answers = try ImportReimbursements.perform(
                    reading.numbered(in: scope), law: law, in: scope)
                return try answers.map { try $0.get() }.count
            }
            return visit.carriedOut(Route.reimbursements.path() + "?done=entered&n=\(count)")
        } catch let refusal as BenefitsRefusal {
            let reading = try await reading(entry.typed, visit)
            let problem = FormProblem(refusal, in: visit.form)
            return .page(checkPage(visit, key, reading, problems: [problem]))
        }
    }

    static func again(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let (key, entry) = try entry(visit)
        return checkPage(
            visit, key, try await reading(entry.typed, visit), problems: problems)
    }

    private static func entry(
        _ visit: Visit
    ) throws -> (key: String, entry: ReimbursementEntry) {
        let key = visit.parameters["entry"] ?? ""
        guard let entry = visit.desk.entries.get(key, of: try visit.officer().officer) else {
            throw DeskRefusal.draftGone
        }
        return (key, entry)
    }

    private static func rows(_ typed: Typed, more: Int = 0) -> Int {
        min(most, max(fewest, min(most, Int(typed["rows"]) ?? fewest) + more))
    }

    private static func reading(_ typed: Typed, _ visit: Visit) async throws -> SlipReading {
        let law = visit.installation.benefitLaw
        let directory = visit.installation.directory
        let count = rows(typed)
        return try await visit.perform(.viewComputation, reason: "償還申請の入力") { scope in
            try SlipReading(typed, rows: count, law: law, directory: directory, in: scope)
        }
    }

    private static func page(
        _ visit: Visit, _ typed: Typed, key: String, _ reading: SlipReading?,
        _ problems: [FormProblem], more: Int = 0
    ) -> Page {
        let count = rows(typed, more: more)
        let wrong = Set(problems.map(\.href))
        let reader = visit.session?.principal
        let columns = SlipColumn.shown(
            asksFirstVisits: FirstVisits.areAsked(at: visit.installation, on: visit.today))
        let groups = (reading?.groups ?? []).compactMap { group in
            reader.map { SlipGroupCard(group, reading?.people, for: $0, visit.installation) }
        }
        return Page(
            "reimbursements/slips", "領収書から入力",
            crumbs: [.home, .screen(.reimbursement, .reimbursements)],
            keys: [
                .send("F9", "計算", form: "slip-form", act: "calculate"),
                .send("F12", "確認へ", form: "slip-form", isMain: true),
            ], problems: problems,
            body: Body(
                action: Route.readSlips.path(), key: key,
                head: head(typed).map { $0.checked(problems) },
                columns: columns.map {
                    EntryScreen.Column(
                        heading: $0.heading, meaning: $0.meaning, width: $0.width,
                        isNumber: $0.isNumber)
                },
                rows: (1...count).map { number in
                    Row(
                        number: number,
                        cells: columns.map { cell(number, $0, typed, wrong) },
                        width: columns.count)
                }, paid: paid(typed, rows: count), rest: columns.count - 8, count: count,
                mayAdd: count < most,
                groups: groups,
                hasGroups: !groups.isEmpty))
    }

    private static func head(_ typed: Typed) -> [FormField] {
        [
            child(typed),
            .date("applied", "申請日", typed, whose: "past", isRequired: true),
            .text("applicant", "申請者", typed, hint: "受給者と違うときだけ、宛名番号", size: "short"),
            .text("receipt", "申請書番号", typed, hint: "空欄なら自動で付けます", size: "short"),
            EntryChannel.choice(typed),
            .select(
                "method", "支払方法", typed,
                [PaymentMethod.transfer, .publicFundsAccount, .counter, .proxy, .offset].map {
                    ($0.rawValue, $0.wording)
                }),
            .select(
                "check-state", "確認区分", typed,
                [CheckState.receiptChecked, .unchecked, .askingInstitution, .waitingForCompletion]
                    .map { ($0.rawValue, $0.wording) }),
            .select(
                "meal-class", "食事の区分", typed,
                MealClass.allCases.map { ($0.rawValue, $0.rawValue) }),
            .text("appliance", "治療用装具の名称", typed, hint: "種別が治療用装具のとき"),
            .date("ordered", "医師の指示の日", typed, whose: "past", hint: "装具の指示書の日付"),
        ]
    }

    private static func child(_ typed: Typed) -> FormField {
        var field = FormField.child(typed)
        field.isFirst = true
        return field
    }

    private static func paid(_ typed: Typed, rows: Int) -> String {
        (1...rows).reduce(Yen(0)) {
            $0 + (AmountEntry.read(typed[SlipColumn.paid.name($1)]) ?? .zero)
        }.grouped
    }

    /// The address that says in words what was typed.
    private static func names(_ column: SlipColumn) -> String? {
        switch column {
        case .institution: Route.lookInstitution.path()
        case .day: DateEcho.receipt.address
        default: nil
        }
    }

    private static func cell(
        _ row: Int, _ column: SlipColumn, _ typed: Typed, _ wrong: Set<String>
    ) -> GridRow.Cell {
        let name = column.name(row)
        let options: [(String, String)] =
            switch column {
            case .setting: [("2", "外来"), ("1", "入院")]
            case .care: CareKind.allCases.map { ($0.rawValue, $0.wording) }
            default: []
            }
        return GridRow.Cell(
            name: name, heading: column.heading, label: "\(row)枚目 \(column.heading)",
            text: typed[name],
            width: column.width, isNumber: column.isNumber, isAmount: column.isNumber,
            isSelect: column.isChosen,
            options: options.map {
                GridRow.Option(code: $0.0, word: $0.1, isSelected: $0.0 == typed[name])
            }, isWrong: wrong.contains("#" + name), isBegin: false,
            names: names(column), date: nil)
    }

    private static func checkPage(
        _ visit: Visit, _ key: String, _ reading: SlipReading, problems: [FormProblem]
    ) -> Page {
        let change = Route.enterSlips.path() + "?entry=\(key)"
        let reader = visit.session?.principal
        let groups = reading.groups.compactMap { group in
            reader.map { SlipGroupCard(group, reading.people, for: $0, visit.installation) }
        }
        return Page(
            "reimbursements/slip-check", "入力内容の確認",
            crumbs: [.home, .screen(.reimbursement, .reimbursements), Crumb("領収書", change)],
            keys: [
                .link("F2", "訂正", change),
                .send("F12", "登録する", form: "enter-form", isMain: true),
            ], problems: problems,
            body: SlipCheckBody(
                action: Route.confirmSlips.path(key), change: change, groups: groups,
                count: Say.count(groups.count),
                slips: Say.count(reading.groups.reduce(0) { $0 + $1.group.slips.count }),
                paid: reading.groups.reduce(Yen.zero) { $0 + $1.group.paid }.grouped))
    }
}

struct SlipCheckBody: PageModel {
    let action: String
    let change: String
    let groups: [SlipGroupCard]
    let count: String
    let slips: String
    let paid: String
}

/// One application that comes out of the receipts, with what the rules say about it.
struct SlipGroupCard: PageModel {
    struct Line: PageModel {
        let number: Int
        let day: String
        let cost: String
        let window: String
        let paid: String
        let difference: String?
    }

    let title: String
    let person: PersonCell?
    let lines: [Line]
    let cost: String
    let days: Int
    let expected: String
    let paid: String
    let receiptSum: String
    let verdict: String
    let weight: String
    let notes: [String]
    let deadline: String?

    init(
        _ group: SlipReading.Group, _ people: ListedPeople?, for reader: Principal,
        _ office: Installation
    ) {
        deadline = Deadline(group.input.treatmentMonth, office)?.words
        let input = group.input
        title =
            "\(Say.month(input.treatmentMonth)) \(group.institution?.name ?? input.institution) "
            + "\(input.setting.wording)・\(input.care.wording)"
            + FirstVisits.note(input.firstVisits)
            + EntryChannel.note(input.channel)
        person = people.map { PersonCell(input.child, $0, for: reader) }
        lines = zip(group.group.slips, group.windows).map { slip, window in
            var hasPoints = false
            if case .points = slip.slip.cost { hasPoints = true }
            let gap = slip.slip.paid - window
            return Line(
                number: slip.number, day: Say.short(slip.slip.treatedOn),
                cost: Say.cost(slip.slip.cost), window: hasPoints ? window.grouped : "—",
                paid: slip.slip.paid.grouped,
                difference: hasPoints && slip.slip.meals == 0 && gap != .zero
                    ? Say.signed(gap.amount) : nil)
        }
        cost = Say.cost(input.cost)
        days = input.days
        paid = input.paid.grouped
        let sum = group.examination?.computation
        expected = group.examination?.expectedAtWindow.grouped ?? "—"
        receiptSum = sum?.burden.grouped ?? "—"
        let words = group.examination.map { VerdictWords($0) }
        verdict = words?.word ?? ""
        weight = words?.weight ?? "plain"
        notes = words?.notes ?? []
    }
}

extension SlipReading {
    /// The forms with numbers where none were typed: the number of this operation and the place.
    fileprivate func numbered(in scope: Scope) -> [ReimbursementInput] {
        let year = FiscalYear(of: scope.today).year
        return groups.enumerated().map { place, group in
            var input = group.input
            if input.receipt == SlipTexts.blank(group.group) {
                input.receipt = "S\(year)-\(scope.operationID)-\(Say.two(place + 1))"
            }
            return input
        }
    }
}
