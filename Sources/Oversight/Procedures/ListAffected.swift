// SPDX-License-Identifier: Apache-2.0
public import Safeguards

/// 影響を受けた本人の一覧: the persons of the entries of an officer, a terminal, a log-in or an operation in
/// a stretch of time.
public enum ListAffected {
    public static let operation = OperationCode.listAffected
    /// So many persons at most in one list.
    public static let most = 200_000

    /// - Throws: `.periodInvalid`, `.tooMany`.
    public static func perform(
        _ query: AffectedQuery, in scope: Scope
    ) throws -> [AffectedPerson] {
        guard query.from < query.until else { throw OversightRefusal.periodInvalid }
        let found = try AffectedBook.persons(query, limit: most + 1, in: scope.db)
        guard found.count <= most else { throw OversightRefusal.tooMany(most) }
        scope.saw(found.map(\.subject))
        scope.counted(found.count)
        return found
    }
}
