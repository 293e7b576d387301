// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

struct LetterOutRow: FactRow {
    static let table = "letter_out"
    static let columns = ["envelope", "paper", "recipient", "about", "hold_id"]
    let envelope: String
    let paper: Paper
    let recipient: AddresseeNumber
    let about: AddresseeNumber
    let hold: Int64?

    var values: [any SQLValueConvertible] { [envelope, paper.rawValue, recipient, about, hold] }
}

struct LetterEventRow: FactRow {
    /// What happened to a letter after it was printed.
    enum Event: String {
        case posted, recall, returned
        case takenOut = "taken-out"
    }

    static let table = "letter_event"
    static let columns = ["envelope", "event", "reason", "officer"]
    let envelope: String
    let event: Event
    let reason: String?
    let officer: String

    var values: [any SQLValueConvertible] { [envelope, event.rawValue, reason, officer] }
}

struct LetterHoldRow: FactRow {
    static let table = "letter_hold"
    static let columns = ["paper", "reference", "recipient", "about", "version", "officer"]
    let subject: LetterSubject
    let recipient: AddresseeNumber
    let about: AddresseeNumber
    let version: String
    let officer: String

    var values: [any SQLValueConvertible] {
        [subject.paper.rawValue, subject.reference, recipient, about, version, officer]
    }
}

struct LetterHoldOutcomeRow: FactRow {
    /// What became of a letter that was held.
    enum Outcome: String {
        case released, refused, printed
        /// Something newer became known of the family: it waits anew.
        case overtaken
    }

    static let table = "letter_hold_outcome"
    static let columns = ["hold_id", "outcome", "officer", "reason", "envelope"]
    let hold: Int64
    let outcome: Outcome
    let officer: String
    var reason: String?
    var envelope: String?

    var values: [any SQLValueConvertible] { [hold, outcome.rawValue, officer, reason, envelope] }
}
