// SPDX-License-Identifier: Apache-2.0
import Addressee
import Vocabulary

/// The one mapping from an entitlement and its person to the items of PMH; JSON and CSV are both
/// written from what it makes.
struct HubMapping {
    let profile: HubProfile

    /// - Parameter person: `nil` leaves the five items out (to check a profile).
    func record(of row: HubRegistration, about person: HubPerson?) -> HubRecord {
        var record = HubRecord()
        func put(_ name: String, _ text: String?) {
            if let text, !text.isEmpty { record[name] = .text(text) }
        }
        put("orgSpecificCertificateTypeId", profile.certificateType)
        record["myNumber"] = .individualNumber
        if let person {
            put("basicFiveInfo.name", person.name)
            put("basicFiveInfo.nameKana", person.kana)
            put(
                "basicFiveInfo.address",
                person.isProtected ? profile.hiddenAddress : person.address)
            put("basicFiveInfo.dateOfBirth", person.born?.description)
            put("basicFiveInfo.sex", person.sex)
        }
        record["isNotDisclosed"] = .flag(person?.isProtected ?? true)
        put("medicalSubsidyInsurerNumber", row.funder)
        put("certificationName", profile.certificateName)
        put("medicalSubsidyRecipientNumber", row.recipientNumber)
        let care = profile.cares[row.care.rawValue]
        put("certificationSubKey", care?.subKey)
        put("segment", care?.segment)
        put("additionalConditions", care?.conditions)
        record["isAlwaysReimbursement"] = .text(profile.isAlwaysReimbursement ? "1" : "0")
        put("validFrom", row.from.description)
        put("validTo", row.through.description)
        if profile.form == .difference {
            put("historyKey", row.key)
            record["isDeleted"] = .flag(row.isDeleted)
        }
        record["certificationDetail"] = .details(
            profile.details.map {
                HubDetail(label: $0.label, text: text(of: $0.item, row, person))
            })
        return record
    }

    private func text(
        of item: HubProfile.DetailItem, _ row: HubRegistration, _ person: HubPerson?
    ) -> String {
        switch item {
        case .recipientNumber: row.recipientNumber
        case .name: person?.name ?? ""
        case .born: person?.born?.description ?? ""
        case .care: row.care.wording
        case .from: row.from.description
        case .through: row.through.description
        }
    }
}
