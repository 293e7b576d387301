// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Links
import Office
import Press
import Safeguards
import Vocabulary

/// What an officer does with one inquiry.
enum InquirySteps {
    static func withdraw(_ visit: Visit) async throws -> Answer {
        let number = visit.parameters["inquiry"] ?? ""
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("why", orElse: "取りやめる理由を入力してください（記録されます）。")
        return try await carryOut(visit, reading, reason: reason) { scope in
            try WithdrawInquiry.perform(number, in: scope)
            return Said(.inquirywithdrawn)
        }
    }

    static func confirm(_ visit: Visit) async throws -> Answer {
        let number = visit.parameters["inquiry"] ?? ""
        let reading = FormReading(visit.form, today: visit.today)
        let office = visit.installation
        return try await carryOut(visit, reading) { scope in
            switch try ConfirmInquiry.perform(
                number, law: office.law, directory: office.directory, in: scope)
            {
            case .confirmed: Said(.inquiryconfirmed)
            case .incomeRecorded(_, let cases): Said(.inquiryincome, count: Int(cases))
            case .unreadable: Said(.inquiryunread)
            case .noConsent: Said(.inquirynoconsent)
            }
        }
    }

    static func answer(_ visit: Visit) async throws -> Answer {
        let number = visit.parameters["inquiry"] ?? ""
        var reading = FormReading(visit.form, today: visit.today)
        let on = reading.date("answered-on", "回答の日", whose: .any)
        let source = reading.text("source", orElse: "文書番号など、回答の出所を入力してください。")
        let answer: LetterAnswer?
        if reading.typed["kind"] == "refused" {
            let why = reading.text("refusal", orElse: "回答しない理由を入力してください。")
            answer = on.map { .refused(on: $0, source: source, reason: why) }
        } else {
            let values = self.values(&reading)
            answer = on.map { .answered(on: $0, source: source, values: values) }
        }
        guard reading.isRight, let answer else {
            return .page(try await InquiryScreen.page(visit, problems: reading.problems))
        }
        return try await carryOut(visit, reading) { scope in
            try EnterInquiryAnswer.perform(number, answer, in: scope)
            return Said(.inquiryanswered)
        }
    }

    static func remind(_ visit: Visit) async throws -> Answer {
        let number = visit.parameters["inquiry"] ?? ""
        var reading = FormReading(visit.form, today: visit.today)
        guard let to = AskSteps.counterpart(&reading), let due = reading.date("due", "回答の期限"),
            reading.isRight
        else { return .page(try await InquiryScreen.page(visit, problems: reading.problems)) }
        let (desk, directory) = (visit.desk, visit.installation.directory)
        let there = reading.typed["address-there"]
        do {
            let printed = try await visit.perform(.writeInquiryLetter) { scope in
                let letter = try RemindInquiryLetter.perform(
                    number, to: to, addressThere: there, dueOn: due, directory: directory,
                    in: scope)
                return try AskSteps.print(
                    letter, desk, back: Route.inquiry.path(number), in: scope)
            }
            let key = visit.desk.prints.put(printed, of: try visit.officer().officer)
            return visit.carriedOut(Route.printed.path(key))
        } catch let refusal as InquiryRequestRefusal {
            reading.refused(refusal)
            return .page(try await InquiryScreen.page(visit, problems: reading.problems))
        }
    }

    /// Lines 「項目：内容」.
    private static func values(_ reading: inout FormReading) -> [InquiryValue] {
        var values: [InquiryValue] = []
        for line in reading.typed["values"].split(whereSeparator: \.isNewline) {
            let parts = line.split(maxSplits: 1) { $0 == "：" || $0 == ":" }
                .map { $0.trimmingPrefix(while: \.isWhitespace) }
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                reading.wrong("values", "「項目：内容」の形で入力してください（「\(line.prefix(20))」）。")
                return []
            }
            values.append(InquiryValue(label: String(parts[0]), value: String(parts[1])))
        }
        if values.isEmpty { reading.wrong("values", "回答の内容を1行以上入力してください。") }
        return values
    }

    /// What the page that follows says.
    private struct Said: Sendable {
        let done: Done
        let count: Int?

        init(_ done: Done, count: Int? = nil) {
            self.done = done
            self.count = count
        }

        var query: String { "?done=\(done.rawValue)" + (count.map { "&n=\($0)" } ?? "") }
    }

    /// - Parameter body: answers with what the page that follows says.
    private static func carryOut(
        _ visit: Visit, _ given: FormReading, reason: String? = nil,
        _ body: @escaping @Sendable (Scope) throws -> Said
    ) async throws -> Answer {
        var reading = given
        if reading.isRight {
            do {
                let said = try await visit.perform(reason: reason, body)
                let address = Route.inquiry.path(visit.parameters["inquiry"] ?? "")
                return visit.carriedOut(address + said.query)
            } catch let refusal as InquiryRequestRefusal {
                reading.refused(refusal)
            }
        }
        return .page(try await InquiryScreen.page(visit, problems: reading.problems))
    }
}
