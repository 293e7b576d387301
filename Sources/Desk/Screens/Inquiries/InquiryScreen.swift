// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Links
import Office
import Safeguards
import Vocabulary

/// One inquiry: purpose and ground, its course step by step, the result, and what may be done now.
enum InquiryScreen {
    struct Body: PageModel {
        let subject: SubjectStrip?
        let number: String
        let status: String
        let weight: String
        let items: [Item]
        let course: [Step]
        let result: [Item]
        let hasResult: Bool
        let confirm: String?
        let withdraw: ApplicationScreen.Action?
        let answer: ApplicationScreen.Action?
        let remind: ApplicationScreen.Action?
    }

    struct Step: PageModel {
        let at: String
        let what: String
        let officer: String
        let why: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let number = visit.parameters["inquiry"] ?? ""
        let directory = visit.installation.directory
        let found = try await visit.perform(.viewInquiries) { scope in
            let detail = try ViewInquiry.perform(number, in: scope)
            return (
                detail: detail,
                strip: try StripReading(
                    about: detail.file.subject, directory: directory, in: scope)
            )
        }
        let file = found.detail.file
        let reader = try visit.officer()
        let mayAnswer = file.mayEnterAnswer && visit.may(.enterInquiryAnswer)
        let body = Body(
            subject: found.strip.map {
                SubjectStrip($0, for: reader, in: visit.installation)
            }, number: file.number, status: file.status.wording, weight: file.status.weight,
            items: items(found.detail, visit),
            course: found.detail.course.map {
                Step(
                    at: Say.moment($0.at), what: $0.event.wording,
                    officer: visit.desk.name(of: $0.officer),
                    why: $0.reason ?? "")
            },
            result: found.detail.result.map { value in
                let tellsPlace = value.label.contains("住所") || value.label.contains("方書")
                return Item(
                    value.label,
                    tellsPlace && found.strip?.person.isProtected ?? true
                        ? Say.hiddenForProtection
                        : reader.sees(Say.stated(value.value), of: .insurance))
            }, hasResult: !found.detail.result.isEmpty,
            confirm: file.mayConfirm && visit.may(.confirmInquiry)
                ? Route.confirmInquiry.path(file.number) : nil,
            withdraw: file.mayWithdraw && visit.may(.withdrawInquiry)
                ? InquiryForms.withdraw(file, visit, problems) : nil,
            answer: mayAnswer ? InquiryForms.answer(file, visit, problems) : nil,
            remind: file.mayEnterAnswer && visit.may(.writeInquiryLetter)
                ? InquiryForms.remind(file, visit, problems) : nil)
        var keys: [Key] = [.link("F5", "更新", Route.inquiry.path(file.number))]
        if body.confirm != nil {
            keys.append(.send("F12", "確認した", form: "confirm-form", isMain: true))
        }
        return Page(
            "inquiries/inquiry", "照会 \(file.number)",
            crumbs: [.home, .screen(.inquiry, .inquiries)], keys: keys, problems: problems,
            message: Done.banner(visit), body: body)
    }

    private static func items(_ detail: InquiryDetail, _ visit: Visit) -> [Item] {
        let file = detail.file
        return [
            Item("照会する事項", file.itemTitle), Item("事務手続", file.procedureTitle),
            Item("照会先", "\(file.counterpart)（\(file.way.wording)）"),
            Item("利用目的", file.purpose.title), Item("根拠", file.legalBasis),
            Item("目的の根拠", detail.ground), Item("基準日", Say.date(file.aboutOn)),
            Item("本人の同意", file.consent ?? "この事項では要りません"),
            Item("理由", file.reason),
            Item("依頼", "\(visit.desk.name(of: file.officer)) \(Say.moment(file.requestedAt))"),
            Item(
                "回答の期限",
                file.dueOn.map {
                    Say.date($0) + (file.isOverdue(on: visit.today) ? "（過ぎています）" : "")
                }), Item("目録の版", file.catalogue),
        ]
    }
}
