// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// A resident as the resident register knows them.
struct Person {
    let index: Int
    let addressee: AddresseeNumber
    var name: String
    var kana: String
    var alias = ""
    let sex: Int
    let born: CivilDate
    /// 続柄: 02 head, 12 wife, 20 child, 51 father, 52 mother, 99 other.
    var relationship: String
    var mother: AddresseeNumber?
    var father: AddresseeNumber?
    var isProtected = false
    var nationality = ""
    var stay = ""
    var residentFrom: CivilDate
    /// Index in the town's list of children; nil for everybody else.
    var child: Int?
}

/// A household with what its members share: address and insurance.
struct Household {
    var number: String
    var postalCode: String
    var address: String
    var building: String
    var phone: String
    var movedFrom = ""
    var persons: [Person] = []
    var family = FamilyName()
    /// Index in `Insurer.all`; nil: on welfare without insurance.
    var insurer: Int?
    var symbol = ""
    var number2 = ""
    var band = "ウ"
    var guardian: Int?
    /// Index of the person who is insured in their own name and applies.
    var applicant = 0
    var isForeign: Bool { family.people != nil }
}

/// What the members of a household are called after.
struct FamilyName {
    var written = ""
    var kana = ""
    /// Index in `ForeignNames.all`.
    var people: Int?
}
