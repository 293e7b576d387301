// SPDX-License-Identifier: Apache-2.0
import Inquiries
import Office
import Safeguards
import Vocabulary

/// The record of inquiries that 番号法23条 asks the office to keep: for the head and the auditor, with
/// a reason.
enum RecordScreen {
    struct Body: PageModel {
        let action: String
        let fields: [FormField]
        let isAsked: Bool
        let rows: [Row]
        let count: Int
        let isNone: Bool
        let isCut: Bool
    }

    struct Row: PageModel {
        let number: String
        let addressee: String
        let inquirer: String
        let provider: String
        let items: String
        let basis: String
        let state: String
        let weight: String
        let requested: String
        let provided: String
        let why: String
        let permit: String
        let isWithheld: Bool
    }

    /// More are found by the days or the number: each question is asked with its reason.
    static let most = 100

    static func show(_ visit: Visit) async throws -> Answer {
        return .page(try await page(visit, problems: []))
    }

    static func ask(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    /// The form, and what was asked for with it.
    static func page(_ visit: Visit, problems given: [FormProblem]) async throws -> Page {
        let isAsked = visit.route == .askInquiryRecords
        var reading = FormReading(visit.form, today: visit.today)
        let question = question(&reading)
        let reason =
            isAsked ? reading.text("reason", orElse: "照会する理由を入力してください（記録されます）。") : ""
        let problems = isAsked ? given + reading.problems : given
        var records: [InquiryRecord] = []
        if isAsked, problems.isEmpty {
            records = try await visit.performInAddressee(
                .viewInquiryRecords, about: [question.addressee].compactMap(\.self),
                reason: reason
            ) { try ViewInquiryRecords.perform(question, in: $0) }
        }
        return Page(
            "inquiries/records", "情報照会の記録（番号法23条）",
            crumbs: [.home, .screen(.inquiry, .inquiries)],
            keys: [.send("F5", "照会する", form: "record-form", isMain: true)],
            problems: problems,
            body: Body(
                action: Route.askInquiryRecords.path(),
                fields: fields(visit.form).checked(problems),
                isAsked: isAsked && problems.isEmpty, rows: records.map(row),
                count: records.count, isNone: records.isEmpty, isCut: records.count >= most))
    }

    private static func question(_ reading: inout FormReading) -> InquiryRecordQuestion {
        var question = InquiryRecordQuestion(limit: most)
        let typed = reading.typed
        if !typed["number"].isEmpty { question.number = typed["number"] }
        if !typed["person"].isEmpty {
            question.addressee = AddresseeNumber(EntryReading.digits(typed["person"]))
            if question.addressee == nil { reading.wrong("person", "宛名番号は15桁までの数字です。") }
        }
        question.from = reading.optionalDate("from", "始めの日")
        question.until = reading.optionalDate("until", "終わりの日")
        return question
    }

    private static func fields(_ typed: Typed) -> [FormField] {
        [
            .text("person", "宛名番号", typed), .text("number", "照会番号", typed),
            .date("from", "照会の日（から）", typed, hint: nil),
            .date("until", "照会の日（まで）", typed, hint: nil),
            .text(
                "reason", "照会する理由（記録されます）", typed, hint: "例 本人の開示請求、監査", size: "long",
                isRequired: true),
        ]
    }

    private static func row(_ record: InquiryRecord) -> Row {
        Row(
            number: record.number, addressee: record.addressee?.description ?? "—",
            inquirer: record.inquirer, provider: record.provider, items: record.items,
            basis: "\(record.procedure)・\(record.legalBasis)", state: record.state.rawValue,
            weight: record.state == .provided
                ? "good" : record.state == .refused ? "stop" : "plain",
            requested: Say.moment(record.requestedAt),
            provided: record.providedAt.map(Say.moment) ?? "", why: record.refusalReason ?? "",
            permit: record.permit ?? "", isWithheld: record.isWithheld)
    }
}
