// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 住民記録の確認 again, for applications whose check failed or is too old.
public enum CheckResidents {
    public static let operation = OperationCode.checkResident

    /// Checks applications against the register as it is now.
    ///
    /// - Returns: the checks by application; unknown or closed applications are left out.
    @discardableResult
    public static func perform(
        _ ids: [Int64], directory: any AddresseeDirectory, in scope: Scope
    ) throws -> [Int64: [ResidentCheck]] {
        let files = try ApplicationBook.files(ids, from: scope.db)
        let open = ids.compactMap { files[$0] }.filter { file in
            ApplicationCourse.allowed(file.status).contains(.checkResidents)
        }
        let numbers = open.flatMap { [$0.child, $0.applicant] }
        scope.saw(numbers)
        let people = try directory.persons(numbers)
        var checks: [Int64: [ResidentCheck]] = [:]
        for file in open {
            checks[file.id] = [
                .compare(file.child, .child, claimed: nil, record: people[file.child]),
                .compare(file.applicant, .applicant, claimed: nil, record: people[file.applicant]),
            ]
        }
        try scope.append(
            open.flatMap { file in
                (checks[file.id] ?? []).map { ResidentCheckRow(application: file.id, check: $0) }
            })
        try scope.keep(
            open.flatMap { file in
                [file.child, file.applicant].compactMap { number in
                    people[number].map { PersonSnapshotRow(person: $0, application: file.id) }
                }
            })
        let matching = open.filter { file in
            checks[file.id]?.allSatisfy { $0.result == .match } ?? false
        }
        try scope.record(
            try matching.compactMap { try ApplicationMove(.checkResidents, $0) })
        return checks
    }
}
