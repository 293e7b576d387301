// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What comparing a form with the resident record found (受付時の突合, R-30).
public struct ResidentCheck: Hashable, Sendable {
    public enum Result: String, Sendable, CaseIterable {
        case match
        case mismatch
        case notFound = "not-found"

        public var wording: String {
            switch self {
            case .match: "一致"
            case .mismatch: "不一致"
            case .notFound: "該当なし"
            }
        }
    }

    /// Whose record was looked at.
    public enum Part: String, Sendable, CaseIterable {
        case child, applicant
    }

    public let subject: AddresseeNumber
    public let part: Part
    public let result: Result
    /// Names of the fields that differ; never their values.
    public let differences: [String]
    public let recordHash: String?

    /// Compares one person; a field the form does not say does not differ.
    static func compare(
        _ subject: AddresseeNumber, _ part: Part, claimed: ClaimedPerson?,
        record: ResidentSnapshot?
    ) -> ResidentCheck {
        guard let record else {
            return ResidentCheck(
                subject: subject, part: part, result: .notFound, differences: [], recordHash: nil)
        }
        var differences: [String] = []
        if let name = claimed?.name, NameKey.searchKey(name) != NameKey.searchKey(record.name) {
            differences.append("氏名")
        }
        if let kana = claimed?.kana,
            KanaFold.searchKey(kana) != KanaFold.searchKey(record.kana)
        {
            differences.append("カナ氏名")
        }
        if let sex = claimed?.sex, sex != record.sex { differences.append("性別") }
        if let born = claimed?.born, born != record.born { differences.append("生年月日") }
        return ResidentCheck(
            subject: subject, part: part, result: differences.isEmpty ? .match : .mismatch,
            differences: differences, recordHash: record.recordHash)
    }
}
