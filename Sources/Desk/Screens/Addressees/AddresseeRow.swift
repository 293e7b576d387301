// SPDX-License-Identifier: Apache-2.0
import Addressee
import Safeguards
import Vocabulary

/// One person of a list of System 2, as an officer may see it.
struct AddresseeRow: PageModel {
    let href: String
    let number: String
    let integrated: String
    let name: String
    let kana: String
    let born: String
    let sex: String
    let address: String
    let status: String
    let origin: String
    let flags: [Flag]

    init(_ card: MaskedCard, ticket: String, _ visit: Visit) {
        func text(_ field: AddresseeField) -> String { card.items[field]?.description ?? "" }
        href = Route.addressee.path(card.addressee) + "?from=\(ticket)"
        number = card.addressee.description
        integrated = text(.integratedNumber)
        name = text(.name)
        kana = text(.kana)
        born = Say.stated(text(.born))
        sex = card.items[.sex]?.isWhole ?? false ? Say.sex(text(.sex)) : text(.sex)
        address =
            card.isProtected
            ? Say.hiddenForProtection
            : [text(.address), text(.building)].filter { !$0.isEmpty }.joined(separator: " ")
        let status = Resident.Status(rawValue: text(.status))
        self.status = status?.wording ?? ""
        origin = card.origin.rawValue
        var flags: [Flag] = card.isProtected ? [.protected] : []
        switch status {
        case .movedOut: flags.append(Flag("転出", .stop))
        case .dead: flags.append(Flag("死亡", .stop))
        case .nonResident: flags.append(Flag("住登外", .warn))
        case .resident, nil: break
        }
        self.flags = flags
    }
}
