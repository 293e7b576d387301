// SPDX-License-Identifier: Apache-2.0
/// What a municipality has agreed with PMH beforehand (制度マスタ): how its certificates are called
/// there. Nothing of it is about a person.
public struct HubProfile: Hashable, Sendable, Codable {
    /// An item printed on the certificate that PMH shows as well.
    public enum DetailItem: String, Sendable, CaseIterable, Codable {
        case recipientNumber = "recipient-number"
        case name, born, care, from, through
    }

    public struct Detail: Hashable, Sendable, Codable {
        public let label: String
        public let item: DetailItem
    }

    /// How the row of one kind of care is told from the other.
    public struct Care: Hashable, Sendable, Codable {
        /// 受給者証サブキー.
        public let subKey: String?
        /// 区分.
        public let segment: String?
        /// 追加条件.
        public let conditions: String?

        enum CodingKeys: String, CodingKey {
            case subKey = "sub-key"
            case segment, conditions
        }
    }

    /// 機関別受給者証種別ID.
    public let certificateType: String
    /// 受給者証名.
    public let certificateName: String
    /// 常に償還払い.
    public let isAlwaysReimbursement: Bool
    /// What stands for the address of who must not be found (支援措置); the address itself never leaves.
    public let hiddenAddress: String
    public let form: HubForm
    /// By `HubCare`.
    public let cares: [String: Care]
    public let details: [Detail]

    enum CodingKeys: String, CodingKey {
        case certificateType = "certificate-type"
        case certificateName = "certificate-name"
        case isAlwaysReimbursement = "always-reimbursement"
        case hiddenAddress = "hidden-address"
        case form, cares, details
    }
}
