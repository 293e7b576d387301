// SPDX-License-Identifier: Apache-2.0

/// The kinds of code with a check digit, by the names of `hagukumi inspect code`.
public enum CodeKind: String, CaseIterable, Codable, Sendable {
    case individualNumber = "individual-number"
    case corporateNumber = "corporate-number"
    case insurer
    case funder
    case recipient
    case institution
    case municipality
    case residentRecord = "resident-record"
    case addressee

    /// The Japanese name: 個人番号, 保険者番号 ….
    public var name: String {
        switch self {
        case .individualNumber: "個人番号"
        case .corporateNumber: "法人番号"
        case .insurer: "保険者番号"
        case .funder: "公費負担者番号"
        case .recipient: "受給者番号"
        case .institution: "医療機関コード"
        case .municipality: "全国地方公共団体コード"
        case .residentRecord: "住民票コード"
        case .addressee: "宛名番号"
        }
    }

    /// The form in words: 「8桁または6桁の数字」.
    public var form: String {
        switch self {
        case .individualNumber: "12桁の数字"
        case .corporateNumber: "13桁の数字"
        case .insurer: "8桁（国民健康保険は6桁）の数字"
        case .funder: "8桁の数字"
        case .recipient: "7桁の数字"
        case .institution: "10桁の数字（都道府県2桁、点数表1桁、医療機関7桁）"
        case .municipality: "6桁の数字"
        case .residentRecord: "11桁の数字"
        case .addressee: "15桁までの数字"
        }
    }

    /// Whether the number may never be shown in full.
    public var isSecret: Bool {
        switch self {
        case .individualNumber, .residentRecord: true
        case .corporateNumber, .insurer, .funder, .recipient, .institution, .municipality,
            .addressee:
            false
        }
    }

    /// How much a wrong check digit weighs: a warning where the rule is inferred or not used by all.
    public var severityOfWrongDigit: CodeFinding.Severity {
        switch self {
        case .institution, .residentRecord, .addressee: .warning
        case .individualNumber, .corporateNumber, .insurer, .funder, .recipient, .municipality:
            .error
        }
    }

    /// Whether a code of this kind has so many digits.
    public func allows(digitCount: Int) -> Bool {
        switch self {
        case .individualNumber: digitCount == 12
        case .corporateNumber: digitCount == 13
        case .insurer: digitCount == 8 || digitCount == 6
        case .funder: digitCount == 8
        case .recipient: digitCount == 7
        case .institution: digitCount == 10
        case .municipality: digitCount == 6
        case .residentRecord: digitCount == 11
        case .addressee: (1...15).contains(digitCount)
        }
    }

    /// The check digit a code should have and the one it has; `expected` is `nil` where its serial
    /// has none and must be skipped.
    func checkDigit(of value: Int64) -> (expected: Int?, actual: Int) {
        let body = value / 10
        let last = Int(value % 10)
        switch self {
        case .individualNumber: return (CheckDigit.individualNumber(body: body), last)
        case .residentRecord: return (CheckDigit.residentRecord(body: body), last)
        case .corporateNumber:
            // The check digit of 法人番号 is the first of its 13 digits.
            let rest = value % 1_000_000_000_000
            return (CheckDigit.corporateNumber(body: rest), Int(value / 1_000_000_000_000))
        case .insurer, .funder, .recipient: return (CheckDigit.modulus10(body: body), last)
        case .institution: return (CheckDigit.medicalInstitution(body: body), last)
        case .municipality: return (CheckDigit.municipality(body: body), last)
        case .addressee: return (CheckDigit.addressee(serial: body), last)
        }
    }
}
