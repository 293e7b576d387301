// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The stay of a child in the JSON of a request.
struct WrittenStay: Decodable {
    let status: String?
    let until: CivilDate?
    let since: CivilDate?

    var facts: StayFacts { StayFacts(status: status, until: until, since: since) }
}

/// What is known of the recipient in the JSON of a request.
struct WrittenRecipient: Decodable {
    let born: CivilDate?
    let isParent: Bool?
    let sharesHousehold: Bool?
    let isResident: Bool?

    var facts: RecipientFacts {
        RecipientFacts(
            born: born, isParent: isParent, sharesHousehold: sharesHousehold,
            isResident: isResident)
    }
}
