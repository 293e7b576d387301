// SPDX-License-Identifier: Apache-2.0

/// In-patient or out-patient (入院・外来): the two lines of every judgement and every amount.
///
/// The raw value is the word of books and JSON; files and papers use `code`.
public enum CareSetting: String, CaseIterable, Hashable, Codable, Sendable {
    case inpatient
    case outpatient

    public init(isInpatient: Bool) { self = isInpatient ? .inpatient : .outpatient }

    /// Reads 1 入院 or 2 外来.
    public init?(code: some StringProtocol) {
        switch String(code) {
        case "1": self = .inpatient
        case "2": self = .outpatient
        default: return nil
        }
    }

    /// 1 入院, 2 外来.
    public var code: String {
        switch self {
        case .inpatient: "1"
        case .outpatient: "2"
        }
    }

    public var wording: String {
        switch self {
        case .inpatient: "入院"
        case .outpatient: "外来"
        }
    }
}
