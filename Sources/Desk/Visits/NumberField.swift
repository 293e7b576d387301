// SPDX-License-Identifier: Apache-2.0
import Addressee
import NumberGate
import Office
import Scheme

/// The field in which a 個人番号 is typed. Its twelve digits go from the form straight under the seal
/// of System 2; no page, address, log or draft ever holds them.
enum NumberField {
    static let name = "individual-number"

    /// Seals what was typed; `nil` where the field was left empty.
    /// - Throws: `NumberRefusal`: what is wrong, without a digit.
    static func seal(_ typed: Typed, in office: Installation) throws -> SealedNumber? {
        let digits = EntryReading.digits(typed[name])
        guard !digits.isEmpty else { return nil }
        let number = try IndividualNumber(digits, check: office.settings.numberCheck)
        return try Sealer(office.vault.publicKey, body: office.book.municipality).seal(number)
    }
}
