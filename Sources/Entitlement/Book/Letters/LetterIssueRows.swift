// SPDX-License-Identifier: Apache-2.0
import Database
import Press
import Safeguards
import Scheme
import Vocabulary

/// One line of the register of letters.
struct LetterIssueRow: FactRow {
    static let table = "letter_issue"
    static let columns = [
        "envelope", "kind", "paper", "reference", "recipient", "dated_on", "fiscal_year", "serial",
        "document_number", "wording", "contents", "reprint_of", "reprint_reason",
    ]
    let letter: ReadyLetter
    let paper: Paper
    let serial: Int?
    /// Digest of the wordings.
    let wording: String
    var reprintOf: String?
    var reprintReason: String?
    /// Of the first print, where this is a further one.
    var fiscalYear: Int?

    var values: [any SQLValueConvertible] {
        [
            letter.envelope.text, letter.kind.rawValue, paper.rawValue, letter.order.reference,
            letter.order.recipient, letter.datedOn,
            fiscalYear ?? FiscalYear(of: letter.datedOn).year, serial, letter.documentNumber,
            wording, LetterContents(letter.order).text, reprintOf, reprintReason,
        ]
    }
}

struct LetterBatchRow: FactRow {
    static let table = "letter_batch"
    static let columns = ["title", "paper", "dated_on", "expected", "produced", "officer"]
    let title: String
    let paper: Paper
    let datedOn: CivilDate
    let expected: Int
    let produced: Int
    let officer: String

    var values: [any SQLValueConvertible] {
        [title, paper.rawValue, datedOn, expected, produced, officer]
    }
}

struct LetterLeftOutRow: FactRow {
    static let table = "letter_left_out"
    static let columns = ["batch_id", "reference", "recipient", "reason"]
    let batch: Int64
    let reference: Int64
    let recipient: AddresseeNumber
    let reason: String

    var values: [any SQLValueConvertible] { [batch, reference, recipient, reason] }
}

struct LetterReturnRow: FactRow {
    static let table = "letter_return"
    static let columns = ["envelope", "recipient", "cause", "returned_on", "note", "officer"]
    let envelope: String
    let recipient: AddresseeNumber
    let cause: ReturnCause
    let returnedOn: CivilDate
    let note: String?
    let officer: String

    var values: [any SQLValueConvertible] {
        [envelope, recipient, cause.rawValue, returnedOn, note, officer]
    }
}

struct LetterReturnOutcomeRow: FactRow {
    static let table = "letter_return_outcome"
    static let columns = ["return_id", "outcome", "envelope", "note", "officer"]
    let id: Int64
    let outcome: ReturnOutcome
    let envelope: String?
    let note: String
    let officer: String

    var values: [any SQLValueConvertible] { [id, outcome.rawValue, envelope, note, officer] }
}
