// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Vocabulary

/// What System 1 is told that does not come from the resident register: numbers only, it asks for
/// the rest.
enum ChangeOutbox {
    static func put(_ reason: String, of addressees: [AddresseeNumber], in scope: Scope) throws {
        try scope.facts.append(
            to: "change_outbox", columns: ["addressee", "reason", "effective_on"],
            rows: addressees.map { [$0.sqlValue, reason.sqlValue, scope.today.sqlValue] })
    }
}
