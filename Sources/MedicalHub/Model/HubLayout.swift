// SPDX-License-Identifier: Apache-2.0
/// Which of the two published registrations is sent.
public enum HubForm: String, Sendable, CaseIterable, Codable {
    /// 医療費助成対象者情報登録API: without 履歴キー.
    case registration
    /// 医療費助成対象者差分履歴情報登録API: sending a row twice is sending it once.
    case difference
}

/// An item of the published API and its rules, as the file beside says them.
struct HubItem: Sendable, Hashable, Decodable {
    enum Kind: String, Sendable, Decodable {
        case text, flag, date, details
        case individualNumber = "individual-number"
    }

    /// Which characters a text may have.
    enum Characters: String, Sendable, Decodable {
        case digits, alphanumeric
        /// 追加条件: `項目コード-条件コード;…`.
        case conditions
    }

    /// The name of the API; a dot leads into an object.
    let name: String
    let type: Kind
    let required: Bool
    let min: Int?
    let max: Int?
    let characters: Characters?
    let values: [String]?
    /// The date item before which this one may not lie.
    let notBefore: String?
    let verified: Bool
}

/// A registration of PMH: its items in their order.
public struct HubLayout: Sendable, Decodable {
    struct Detail: Sendable, Decodable {
        let label: String
        let text: String
    }

    public let id: String
    public let title: String
    /// Where the items are published.
    public let source: String
    let path: String
    /// The keys of one 券面項目; not published.
    let detail: Detail
    let fields: [HubItem]

    /// The items whose form is not published; with one of them no real number may be sent.
    public var unverified: [String] { fields.filter { !$0.verified }.map(\.name) }
    var names: Set<String> { Set(fields.map(\.name)) }
}

/// The same items as CSV. No layout is published, so this one is marked unverified.
public struct HubTable: Sendable, Decodable {
    public let id: String
    public let source: String
    public let verified: Bool
    let columns: [String]
}
