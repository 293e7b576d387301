// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Vocabulary

extension EntryState: SQLValueConvertible {}

/// An entry, when it gets its number.
struct EntryRow: FactRow {
    static let table = "register_entry"
    static let columns = ["kind", "fiscal_year", "entry_number", "subject", "entered_on"]
    let kind: String
    let number: EntryNumber
    let subject: AddresseeNumber?
    let enteredOn: CivilDate

    var values: [any SQLValueConvertible] {
        [kind, number.year.year, number.number, subject, enteredOn]
    }
}

/// One version of an entry. What is about a resident rests under the key of that person, or, where
/// nobody is named, of the entry.
struct VersionRow: FactRow {
    static let table = "register_version"
    static let columns = [
        "entry_id", "version_number", "entry_state", "content", "sealed_content", "responsible",
        "officer", "why",
    ]
    let entry: Int64
    let version: Int
    let state: EntryState
    let content: RegisterValues
    let isPersonal: Bool
    let subject: AddresseeNumber?
    let responsible: String
    let officer: String
    let why: String?

    var owner: CellOwner? {
        guard isPersonal else { return nil }
        return subject.map { .person($0) } ?? .row("register_entry", entry)
    }

    var values: [any SQLValueConvertible] { preconditionFailure("版は行の場所に封をして書きます") }

    func values(at place: RowPlace) -> [any SQLValueConvertible] {
        var content = content
        // What an officer gives as the reason may tell about the resident too.
        if isPersonal { content[RegisterValues.why] = why }
        let json = content.json
        return [
            entry, version, state, isPersonal ? nil : json,
            isPersonal ? place.seal(json, "sealed_content") : nil, responsible, officer,
            isPersonal ? nil : why,
        ]
    }
}

struct FileRow: FactRow {
    static let table = "register_file"
    static let columns = [
        "entry_id", "file_name", "digest", "byte_count", "scanner", "officer",
    ]
    let entry: Int64
    let name: String
    let digest: String
    let bytes: Int
    let scanner: String
    let officer: String

    var values: [any SQLValueConvertible] { [entry, name, digest, bytes, scanner, officer] }
}

struct ConfirmationRow: FactRow {
    static let table = "register_confirmation"
    static let columns = ["version_id", "officer"]
    let version: Int64
    let officer: String

    var values: [any SQLValueConvertible] { [version, officer] }
}

/// Somebody read a circular, or took part in a survey.
struct OfficerRow: FactRow {
    static let table = "circular_reading"
    static let columns = ["entry_id", "officer"]
    let entry: Int64
    let officer: String

    var values: [any SQLValueConvertible] { [entry, officer] }
}

struct ParticipationRow: FactRow {
    static let table = "survey_participation"
    static let columns = ["entry_id", "officer"]
    let entry: Int64
    let officer: String

    var values: [any SQLValueConvertible] { [entry, officer] }
}

struct QuestionRow: FactRow {
    static let table = "check_question"
    static let columns = ["entry_id", "position", "measure", "sentence"]
    let entry: Int64
    let position: Int
    let question: CheckQuestion

    var values: [any SQLValueConvertible] {
        [entry, position, question.measure, question.sentence]
    }
}

struct AnswerRow: FactRow {
    static let table = "check_answer"
    static let columns = ["question_id", "answer", "note", "officer"]
    let question: Int64
    let answer: CheckAnswer
    let note: String?
    let officer: String

    var values: [any SQLValueConvertible] { [question, answer.rawValue, note, officer] }
}

struct AssessmentRow: FactRow {
    static let table = "assessment_item"
    static let columns = ["entry_id", "position", "place", "sentence"]
    let entry: Int64
    let position: Int
    let item: AssessmentItem

    var values: [any SQLValueConvertible] { [entry, position, item.place, item.sentence] }
}

struct SuspensionRow: FactRow {
    static let table = "use_suspension"
    static let columns = ["entry_id", "subject", "is_suspended", "officer"]
    let entry: Int64
    let subject: AddresseeNumber
    let isSuspended: Bool
    let officer: String

    var values: [any SQLValueConvertible] { [entry, subject, isSuspended, officer] }
}

struct RedactionRow: FactRow {
    static let table = "redaction"
    static let columns = ["entry_id", "place", "ground", "is_undone", "officer"]
    let entry: Int64
    let place: String
    let ground: String
    let isUndone: Bool
    let officer: String

    var values: [any SQLValueConvertible] { [entry, place, ground, isUndone, officer] }
}
