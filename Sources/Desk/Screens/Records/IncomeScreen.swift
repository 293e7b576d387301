// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// 1021 所得: what is known of the income of a child's parents; only where the book of the city asks.
enum IncomeScreen {
    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let number = try visit.addressee()
        let officer = try visit.officer()
        let office = visit.installation
        let times = RecordTimes(visit)
        guard office.law.showsIncome(on: visit.today) else { throw DeskRefusal.notFound }
        let read = try await visit.perform(.viewHistory, about: [number]) { scope in
            let file = try IncomeFile(
                of: number, law: office.law, directory: office.directory, in: scope)
            return (
                file: file,
                about: try RecordReading(
                    number, naming: file.parents.map(\.number), directory: office.directory,
                    in: scope)
            )
        }
        let rows = read.file.lines.map { line in
            IncomeRow(line, read.about.name(line.person, for: officer), officer, office).row
        }
        let mayWrite = visit.may(.recordIncome) && !read.file.parents.isEmpty
        let lead =
            read.file.parents.isEmpty
            ? "この児童には申請も資格もないため、所得の情報を持ちません。"
            : read.file.isComplete
                ? "所得を数える保護者の、年度ごとの記録です。同意のある税の連携・照会の結果と、職員が見た証明書が並びます。"
                : "父母のもう一方が住民記録にも福祉世帯にもありません。福祉世帯を登録するまで、所得の要件は判定しません。"
        return try visit.recordPage(
            read.about, "所得", lead: lead, times: times,
            tables: [
                RecordTable(
                    "保護者の所得", ["保護者", "年度", "区分", "所得", "所得割", "扶養", "もと"], rows,
                    mayCorrect: false)
            ], forms: mayWrite ? [form(visit, read.file, read.about, officer, problems)] : [],
            problems: problems, again: .incomeRecord)
    }

    private static func form(
        _ visit: Visit, _ file: IncomeFile, _ about: RecordReading, _ officer: Principal,
        _ problems: [FormProblem]
    ) -> RecordForm {
        let typed = visit.form
        let rules = visit.installation.caseRules
        let fields: [FormField] = [
            .select(
                "parent", "保護者", typed,
                file.parents.map {
                    ($0.number.description, about.name($0.number, for: officer))
                }, isRequired: true),
            .code("year", "年度（賦課年度、西暦）", typed, digits: 0, hint: "例 2025", isRequired: true),
            .select(
                "status", "区分", typed,
                [("taxed", "課税"), ("exempt", "非課税"), ("undeclared", "未申告")], isRequired: true),
            .code("income", "合計所得金額（円）", typed, digits: 0),
            .code("levy", "市町村民税の所得割額（円）", typed, digits: 0),
            .code("dependants", "扶養親族の数", typed, digits: 0),
            .select(
                "paper", "見た書類", typed,
                rules.documents(.income, on: visit.today).map { ($0.code, $0.wording) },
                isRequired: true),
            .date("seen", "見た日", typed, whose: "past", isRequired: true),
        ]
        return RecordForm(
            id: "income-record", title: "証明書の内容の記録",
            action: Route.recordIncome.path((try? visit.addressee()) ?? about.resident.number),
            note: "同じ人・同じ年度は、新しい記録が数えられます。証明書は写しを「書類」に登録してください。",
            fields: fields.checked(problems), button: "所得を記録する")
    }

    static func record(_ visit: Visit) async throws -> Answer {
        let number = try visit.addressee()
        let office = visit.installation
        var reading = FormReading(visit.form, today: visit.today)
        let parent = AddresseeNumber(reading.typed["parent"])
        if parent == nil { reading.wrong("parent", "保護者を選んでください。") }
        let year = Int(reading.typed["year"]).flatMap { FiscalYear($0).year == $0 ? $0 : nil }
        if year == nil { reading.wrong("year", "年度を西暦4桁で入力してください。") }
        let status = reading.typed["status"]
        let statement = IncomeStatement(
            year: year ?? 0, isDeclared: status != "undeclared", isExempt: status == "exempt",
            income: reading.amount("income", "合計所得金額").map { Yen($0) },
            levy: reading.amount("levy", "所得割額").map { Yen($0) },
            dependants: reading.amount("dependants", "扶養親族の数"))
        let paper = reading.text("paper", orElse: "見た書類を選んでください。")
        let seen = reading.date("seen", "見た日", whose: .child)
        return try await visit.keepRecord(
            reading, about: [number, parent].compactMap(\.self), back: .incomeRecord, again: page
        ) { scope in
            guard let parent, let seen else { return }
            try RecordIncome.perform(
                IncomePaper(subject: parent, statement: statement, paper: paper, seenOn: seen),
                child: number, rules: office.caseRules, law: office.law,
                directory: office.directory, in: scope)
        }
    }
}

/// One line of the table.
private struct IncomeRow {
    let row: RecordRow

    init(
        _ line: IncomeFile.Line, _ name: String, _ reader: Principal, _ office: Installation
    ) {
        let said = line.statement
        func yen(_ yen: Yen?) -> String {
            yen.map { reader.sees($0.description, of: .amount) } ?? "—"
        }
        let source =
            line.paper.map { office.caseRules.wording($0.paper.paper, in: .income) }
            ?? line.inquiry.map { "情報照会 \($0)（同意あり）" } ?? "税の連携（同意あり）"
        row = RecordRow(
            isNow: true,
            cells: [
                .text((line.isRecipient ? "受給者 " : "") + name),
                .code(Wareki.text(FiscalYear(said.year))),
                .text(!said.isDeclared ? "未申告" : said.isExempt ? "非課税" : "課税"),
                .code(yen(said.income)), .code(yen(said.levy)),
                .code(said.dependants.map { "\($0)人" } ?? "—"), .text(source),
            ], recordedAt: line.paper.map { Say.moment($0.recordedAt) } ?? "—",
            officer: line.paper?.officer ?? "—")
    }
}

extension RecordRow {
    /// A line that is shown and not corrected in place.
    init(isNow: Bool, cells: [Cell], recordedAt: String, officer: String) {
        self.isNow = isNow
        (state, weight) = ("有効", "good")
        self.cells = cells
        self.recordedAt = recordedAt
        self.officer = officer
        reason = ""
        isMigrated = false
        isOpen = false
        correct = ""
    }
}

extension FormReading {
    /// A whole number of zero and more; empty is `nil`.
    mutating func amount(_ name: String, _ label: String) -> Int? {
        let text = typed[name].filter { $0 != "," }
        guard !text.isEmpty else { return nil }
        guard text.utf8.count <= 12, text.allSatisfy(\.isNumber), let number = Int(text) else {
            wrong(name, "\(label)は0以上の整数で入力してください。")
            return nil
        }
        return number
    }
}
