// SPDX-License-Identifier: Apache-2.0
import Office
import Registers
import Safeguards
import Vocabulary

/// What single registers show besides: readers of a circular, answers, the personal file, the affected
/// persons.
struct RegisterExtra: PageModel {
    let readers: [Item]
    let hasReaders: Bool
    let participants: String?
    let surveyHref: String?
    let questions: [QuestionRow]
    let hasQuestions: Bool
    let textAction: String?
    let personalFile: PersonalFileForm?
    let redactions: [Item]
    let hasRedactions: Bool
    let suspension: Form?
    let affected: Form?

    struct QuestionRow: PageModel {
        let measure: String
        let sentence: String
        let answer: String
        let weight: String
        let note: String
        let officer: String
    }

    struct Form: PageModel {
        let action: String
        let fields: [FormField]
    }

    struct PersonalFileForm: PageModel {
        let action: String
        let redact: String
        let redactFields: [FormField]
    }

    /// What is read for it, in the operation of the page.
    struct Facts: Sendable {
        var readers: [Item] = []
        var participants: Int?
        var questions: [AnsweredQuestion] = []
        var redactions: [Redaction] = []
        var isSuspended = false

        init(_ detail: RegisterDetail, in scope: Scope) throws {
            let (db, id) = (scope.db, detail.entry.id)
            switch detail.kind.code {
            case "circular":
                readers = try CircularBook.readers(of: id, from: db)
                    .map { Item($0.officer, Say.moment($0.at)) }
            case "survey": participants = try SurveyBook.participants(of: id, from: db)
            case "self-check": questions = try CheckBook.questions(of: id, from: db)
            case "disclosure":
                redactions = try RedactionBook.redactions(of: id, from: db)
                if let subject = detail.entry.subject {
                    isSuspended = try SuspensionBook.isSuspended(subject, from: db)
                }
            default: break
            }
        }
    }

    init?(
        _ detail: RegisterDetail, _ facts: Facts, _ visit: Visit, _ problems: [FormProblem]
    ) {
        let (entry, code) = (detail.entry, detail.kind.code)
        let number = entry.number
        readers = facts.readers
        hasReaders = !facts.readers.isEmpty
        participants = facts.participants.map { "\($0)人が答えました" }
        surveyHref = facts.participants.map { _ in Route.surveyResult.path(number) }
        questions = facts.questions.map { question in
            QuestionRow(
                measure: question.question.measure, sentence: question.question.sentence,
                answer: question.answer?.title ?? "未回答",
                weight: question.answer == .kept
                    ? "good" : question.answer == nil ? "warn" : "stop",
                note: question.note ?? "",
                officer: question.officer.map { visit.desk.name(of: $0) } ?? "")
        }
        hasQuestions = !facts.questions.isEmpty
        textAction =
            code == "assessment" && entry.state == .open && visit.may(.writeRegister)
            ? Route.assessmentText.path(number) : nil
        redactions = facts.redactions.map { Item($0.place.description, $0.ground.title) }
        hasRedactions = !facts.redactions.isEmpty
        let isDisclosure = code == "disclosure" && entry.values["kind"] == "開示"
        personalFile =
            isDisclosure && visit.may(.producePersonalFile)
            ? PersonalFileForm(
                action: Route.personalFile.path(number),
                redact: Route.redact.path(number),
                redactFields: Self.redactFields(visit).map { $0.checked(problems) }) : nil
        suspension =
            facts.isSuspended && visit.may(.decideDisclosure)
            ? Form(
                action: Route.endSuspension.path(number),
                fields: [
                    .text(
                        "end-why", "利用停止を解除する理由（記録されます）", visit.form, size: "long",
                        isRequired: true)
                ]) : nil
        affected =
            code == "incident" && visit.may(.listAffected)
            ? Form(
                action: Route.affected.path(number),
                fields: Self.affectedFields(visit, entry).map { $0.checked(problems) }) : nil
        let isEmpty =
            !hasReaders && participants == nil && !hasQuestions && textAction == nil
            && personalFile == nil && !hasRedactions && suspension == nil && affected == nil
        if isEmpty { return nil }
    }

    private static func redactFields(_ visit: Visit) -> [FormField] {
        [
            .text(
                "place", "場所", visit.form, hint: "確認用の一式の「場所」の欄の字（例 claim/12、claim//institution）",
                size: "long", isRequired: true),
            .select(
                "ground", "開示しない理由", visit.form,
                RedactionGround.allCases.map { ($0.rawValue, $0.title) }),
            .select("undo", "どうするか", visit.form, [("no", "開示しない"), ("yes", "開示する（取りやめる）")]),
            .text(
                "redact-why", "理由（記録されます）", visit.form, size: "long", isRequired: true),
        ]
    }

    private static func affectedFields(_ visit: Visit, _ entry: RegisterEntry) -> [FormField] {
        var typed = visit.form
        let detected = entry.values.day("detected") ?? entry.enteredOn
        if typed["affected-from"].isEmpty {
            typed.set("affected-from", Say.short(detected.adding(days: -30)))
            typed.set("affected-through", Say.short(visit.today))
        }
        return [
            .text("affected-officer", "利用者ID", typed, hint: "わかるときだけ", size: "short"),
            .text("affected-terminal", "端末", typed, hint: "わかるときだけ", size: "short"),
            .date("affected-from", "始めの日", typed, hint: nil, isRequired: true),
            .date("affected-through", "終わりの日", typed, hint: nil, isRequired: true),
            .text("affected-why", "調べる理由（記録されます）", typed, size: "long", isRequired: true),
        ]
    }
}
