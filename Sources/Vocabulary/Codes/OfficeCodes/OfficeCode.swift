// SPDX-License-Identifier: Apache-2.0

/// A closed list of codes that the office writes into its record; the raw value is the code.
public protocol OfficeCode: RawRepresentable, CaseIterable, Hashable, Codable, Sendable
where RawValue == String {
    /// The Japanese name of the list: 申請種別, 決定結果 ….
    static var listName: String { get }
    /// The Japanese wording of the value.
    var wording: String { get }
}

extension OfficeCode {
    /// The code as the record holds it.
    public var code: String { rawValue }

    /// Reads a code; `nil` for one that the list does not have.
    public init?(code: some StringProtocol) { self.init(rawValue: String(code)) }
}
