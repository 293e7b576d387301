// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Vocabulary

extension InquiryEvent: SQLValueConvertible {}
extension InquiryStatus: SQLValueConvertible {}
extension InquiryWay: SQLValueConvertible {}

/// One inquiry, when it is asked.
struct InquiryRow: FactRow {
    static let table = "inquiry"
    static let columns = [
        "inquiry_number", "way", "subject", "child", "purpose", "procedure_code",
        "procedure_title", "item_code", "item_title", "legal_basis", "catalogue", "counterpart",
        "about_on", "consent", "reason", "officer", "due_on",
    ]
    let number: String
    let way: InquiryWay
    let question: CheckedQuestion
    let counterpart: String
    let reason: String
    let officer: String
    let dueOn: CivilDate?

    var values: [any SQLValueConvertible] {
        let request = question.request
        return [
            number, way, request.subject, request.child, question.procedure.purpose.rawValue,
            question.procedure.code, question.procedure.title, question.item.code,
            question.item.title, question.item.legalBasis, question.catalogue, counterpart,
            question.aboutOn, question.consent, reason, officer, dueOn,
        ]
    }
}

struct InquiryEventRow: FactRow {
    static let table = "inquiry_event"
    static let columns = ["inquiry_id", "event", "happened_at", "officer", "reason", "due_on"]
    let inquiry: Int64
    let event: InquiryEvent
    let at: Instant
    let officer: String
    var reason: String?
    var dueOn: CivilDate?

    var values: [any SQLValueConvertible] { [inquiry, event, at, officer, reason, dueOn] }
}

/// One item of a result; the value is sealed where the row stands.
struct InquiryResultRow: FactRow {
    static let table = "inquiry_result"
    static let columns = ["inquiry_id", "position", "label", "provided_value"]
    let inquiry: Int64
    /// Whom it is about.
    let subject: AddresseeNumber
    let position: Int
    let value: InquiryValue

    var owner: CellOwner? { .person(subject) }
    var values: [any SQLValueConvertible] { preconditionFailure("結果は行の場所に封をして書きます") }

    func values(at place: RowPlace) -> [any SQLValueConvertible] {
        [inquiry, position, value.label, place.seal(value.value, "provided_value")]
    }
}
