// SPDX-License-Identifier: Apache-2.0
import Foundation

@testable import MedicalHub

/// One way to break one published rule, for a row that keeps all of them otherwise.
struct Violation: Sendable, CustomStringConvertible {
    enum Value: Sendable {
        case text(String)
        case flag(Bool)
        case number(Int)
        case list
    }

    let field: String
    let rule: HubProblem.Rule
    /// `nil` leaves the item out.
    let value: Value?

    init(_ field: String, _ rule: HubProblem.Rule, _ value: Value?) {
        self.field = field
        self.rule = rule
        self.value = value
    }

    var description: String { "\(field) \(rule.rawValue) \(value.map { "\($0)" } ?? "なし")" }

    static func long(_ count: Int) -> Value { .text(String(repeating: "1", count: count)) }

    static let all: [Violation] = required + texts + codes + dates + others

    private static let required = [
        "orgSpecificCertificateTypeId", "myNumber", "basicFiveInfo.name",
        "basicFiveInfo.nameKana", "basicFiveInfo.address", "basicFiveInfo.dateOfBirth",
        "basicFiveInfo.sex", "isNotDisclosed", "certificationName", "isAlwaysReimbursement",
        "validFrom", "validTo", "historyKey", "isDeleted", "certificationDetail",
    ].map { Violation($0, .required, nil) }

    private static let texts = [
        Violation("orgSpecificCertificateTypeId", .required, .text("")),
        Violation("orgSpecificCertificateTypeId", .length, long(51)),
        Violation("orgSpecificCertificateTypeId", .characters, .text("KODOMO-1")),
        Violation("orgSpecificCertificateTypeId", .characters, .text("ＫＯＤＯＭＯ")),
        Violation("orgSpecificCertificateTypeId", .value, .number(1)),
        Violation("basicFiveInfo.name", .required, .text("")),
        Violation("basicFiveInfo.nameKana", .required, .text("")),
        Violation("basicFiveInfo.address", .required, .text("")),
        Violation("certificationName", .required, .text("")),
        Violation("certificationName", .length, long(101)),
        Violation("medicalSubsidyRecipientNumber", .length, long(31)),
        Violation("medicalSubsidyRecipientNumber", .length, .text("")),
        Violation("medicalSubsidyInsurerNumber", .length, long(7)),
        Violation("medicalSubsidyInsurerNumber", .length, long(9)),
        Violation("medicalSubsidyInsurerNumber", .characters, .text("8111999A")),
        Violation("medicalSubsidyInsurerNumber", .characters, .text("８１１１９９９２")),
        Violation("historyKey", .required, .text("")),
    ]

    private static let codes = [
        Violation("isAlwaysReimbursement", .value, .text("2")),
        Violation("isAlwaysReimbursement", .value, .flag(true)),
        Violation("basicFiveInfo.sex", .value, .text("3")),
        Violation("isNotDisclosed", .value, .text("true")),
        Violation("isDeleted", .value, .text("0")),
        Violation("additionalConditions", .characters, .text("A01")),
        Violation("additionalConditions", .characters, .text("A01-1;")),
        Violation("additionalConditions", .characters, .text("A01-1,B02-2")),
        Violation("additionalConditions", .characters, .text("A01-1-2")),
    ]

    private static let dates =
        ["validFrom", "basicFiveInfo.dateOfBirth"].flatMap { name in
            ["2025-02-29", "2025/04/01", "20250401", "令和7年4月1日", "2025-4-1"].map {
                Violation(name, .date, .text($0))
            }
        } + [
            Violation("validTo", .date, .text("2025-13-01")),
            Violation("validTo", .order, .text("2025-03-31")),
            Violation("validFrom", .required, .text("")),
        ]

    private static let others = [
        Violation("memo", .unknown, .text("覚え")),
        Violation("certificationDetail", .value, .text("券面")),
    ]

    /// The digits are not in a record; the simulator alone sees them.
    static let digits = [
        Violation("myNumber", .length, long(11)), Violation("myNumber", .length, long(13)),
        Violation("myNumber", .characters, .text("99900000000A")),
        Violation("myNumber", .characters, .text("９９９０００００００００")),
        Violation("myNumber", .value, .number(999_000_000_000)),
        Violation("myNumber", .required, .text("")),
    ]

    /// Values at the very edge of a rule, which keep it.
    static let kept: [(field: String, value: Value?)] = [
        ("orgSpecificCertificateTypeId", long(50)), ("orgSpecificCertificateTypeId", .text("a")),
        ("certificationName", .text(String(repeating: "証", count: 100))),
        ("medicalSubsidyRecipientNumber", long(30)), ("medicalSubsidyRecipientNumber", nil),
        ("medicalSubsidyInsurerNumber", nil), ("isAlwaysReimbursement", .text("1")),
        ("validTo", .text("2025-04-01")), ("additionalConditions", .text("A01-1;B02-2")),
        ("certificationSubKey", nil), ("segment", .text("通院")), ("isNotDisclosed", .flag(true)),
        ("isDeleted", .flag(true)), ("certificationDetail", .list),
    ]

    static func put(_ value: Value?, at field: String, in row: inout [String: Any]) {
        let parts = field.split(separator: ".").map(String.init)
        if parts.count == 2 {
            var inner = row[parts[0]] as? [String: Any] ?? [:]
            put(value, at: parts[1], in: &inner)
            row[parts[0]] = inner
            return
        }
        switch value {
        case .text(let text): row[field] = text
        case .flag(let flag): row[field] = flag
        case .number(let number): row[field] = number
        case .list: row[field] = [[String: Any]]()
        case nil: row[field] = nil
        }
    }

    static func put(_ value: Value?, at field: String, in record: inout HubRecord) {
        switch value {
        case .text(let text): record[field] = .text(text)
        case .flag(let flag): record[field] = .flag(flag)
        case .list: record[field] = .details([])
        case .number: record[field] = .details([])
        case nil: record[field] = nil
        }
    }
}
