// SPDX-License-Identifier: Apache-2.0
import Copying
import Office
import Reports
import Safeguards
import Vocabulary

/// The request for a copy: which list, by which condition, which items, for whom, until when, why.
enum NewCopyScreen {
    struct Body: PageModel {
        let title: String
        let explanation: String
        /// `nil` for whoever reads what may leave and asks for nothing.
        let action: String?
        let fields: [FormField]
        let columns: [ColumnRow]
    }

    /// Which recipient class may have which item.
    struct ColumnRow: PageModel {
        let title: String
        let cells: [String]
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func request(_ visit: Visit) async throws -> Answer {
        let list = try list(visit)
        var reading = FormReading(visit.form, today: visit.today)
        let new = read(list, &reading)
        let reason = reading.text("reason", orElse: "複製の理由を入力してください（記録されます）。")
        guard reading.isRight, let new else {
            return .page(try await page(visit, problems: reading.problems))
        }
        let office = visit.installation
        do {
            let id = try await visit.perform(.requestCopy, reason: reason) { scope in
                try RequestCopy.perform(
                    new, lists: office.lists, terms: office.ceilings.terms.copies, in: scope)
            }
            return visit.carriedOut(Route.copy.path(String(id)) + "?done=copyrequested")
        } catch let refusal as CopyingRefusal {
            reading.refused(refusal, field: field(of: refusal))
        } catch let refusal as ReportRefusal {
            reading.refused(refusal)
        }
        return .page(try await page(visit, problems: reading.problems))
    }

    private static func list(_ visit: Visit) throws -> ReadyMadeList {
        do {
            return try visit.installation.lists.list(visit.parameters["list"] ?? "")
        } catch {
            throw DeskRefusal.notFound
        }
    }

    private static func read(
        _ list: ReadyMadeList, _ reading: inout FormReading
    ) -> NewCopy? {
        var conditions: [String: String] = [:]
        for condition in list.conditions {
            switch condition.kind {
            case .day:
                conditions[condition.code] =
                    reading.date(condition.code, condition.title)?
                    .description
            case .month:
                let month = MonthEntry.read(reading.typed[condition.code])
                if month == nil {
                    reading.wrong(condition.code, "\(condition.title)を、R7.4 のように入力してください。")
                }
                conditions[condition.code] = month?.description
            case .words:
                let words = reading.typed[condition.code]
                conditions[condition.code] = words.isEmpty ? nil : words
            }
        }
        let items = reading.typed.all("item")
        if items.isEmpty { reading.wrong("item", CopyingRefusal.noItems.message) }
        let format: CopyFormat? = reading.code("format", orElse: "ファイルの形を選んでください。")
        _ = reading.text("class", orElse: "受取先を選んでください。")
        let recipient = reading.text("recipient", orElse: "受取人の利用者IDを入力してください。")
        let key = reading.text("key", orElse: "受取人の公開鍵を貼り付けてください。")
        let use = reading.text("use", orElse: "使いみちを入力してください。")
        let until = reading.date("until", "期限")
        guard let format, let until else { return nil }
        return NewCopy(
            question: ListQuestion(
                list: list.code, conditions: conditions,
                // In the order of the list, each once.
                items: list.columns.map(\.code).filter { items.contains($0) }
                    + items.filter { item in !list.columns.contains { $0.code == item } }),
            format: format, recipient: recipient, recipientClass: reading.typed["class"],
            publicKey: key, use: use, until: until)
    }

    private static func field(of refusal: CopyingRefusal) -> String? {
        switch refusal {
        case .noItems, .itemNotAllowed: "item"
        case .unknownRecipientClass: "class"
        case .recipientUnknown, .recipientIsVendor: "recipient"
        case .keyUnusable: "key"
        case .expiryUnusable: "until"
        default: nil
        }
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let list = try list(visit)
        // Nothing is read, but who prepares a copy stands in the log.
        try await visit.perform(.viewCopies) { $0.counted(0) }
        let mayRequest = visit.may(.requestCopy)
        let body = Body(
            title: list.title, explanation: list.explanation,
            action: mayRequest ? Route.requestCopy.path(list.code) : nil,
            fields: mayRequest ? fields(list, visit).checked(problems) : [],
            columns: list.columns.map { column in
                ColumnRow(
                    title: column.title,
                    cells: RecipientClass.allCases.map {
                        $0.mayHold(column.field) ? "出せる" : "出せない"
                    })
            })
        return Page(
            "copies/new", "複製の申請：\(list.title)",
            crumbs: [.home, Crumb(Screen.copies.title, Route.copies.path())],
            keys: mayRequest
                ? [.send("F12", "申請する", form: "copy-form", isMain: true)] : [],
            problems: problems, body: body)
    }

    private static func fields(_ list: ReadyMadeList, _ visit: Visit) -> [FormField] {
        // What the page of the free extraction has chosen comes with the address.
        let typed = visit.form.has("item") || visit.form.has("until") ? visit.form : visit.query
        let days = visit.installation.ceilings.terms.copies.expiryDays
        let conditions = list.conditions.map { condition -> FormField in
            switch condition.kind {
            case .day: .date(condition.code, condition.title, typed, isRequired: true)
            case .month:
                .text(
                    condition.code, condition.title, typed, hint: "例 R7.4", size: "short",
                    isRequired: true)
            case .words:
                .text(
                    condition.code, condition.title, typed,
                    hint: "例 診療年月 ≧ 2025-04（記号は ＝ ≠ ≧ ≦）", size: "long")
            }
        }
        let further: [FormField] = [
            .checks(
                "item", "出す項目（使いみちに要るものだけ）", typed,
                list.columns.map { .init(value: $0.code, label: $0.title) }),
            .radio(
                "format", "ファイルの形", typed,
                CopyFormat.allCases.map { .init(value: $0.rawValue, label: $0.title) },
                isRequired: true),
            .radio(
                "class", "受取先（庁内だけ）", typed,
                RecipientClass.allCases.map { .init(value: $0.rawValue, label: $0.title) },
                isRequired: true),
            .text(
                "recipient", "受取人の利用者ID", typed, hint: "保守の利用者には渡せません",
                isRequired: true),
            .area(
                "key", "受取人の公開鍵", typed,
                hint: "受取人が hagukumi copy key で作った、hagukumi-copy-1: で始まる一行",
                isRequired: true),
            .text("use", "使いみち", typed, size: "long", isRequired: true),
            .date(
                "until", "期限", typed, hint: "\(days)日以内。過ぎると承認も作成もできません",
                isRequired: true),
            .text("reason", "理由", typed, hint: "記録されます", size: "long", isRequired: true),
        ]
        return conditions + further
    }
}
