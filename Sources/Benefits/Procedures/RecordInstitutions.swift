// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 医療機関マスタの取込: institutions that are new or have changed.
public enum RecordInstitutions {
    public static let operation = OperationCode.importMasters

    /// Records institutions; the same list twice adds nothing.
    ///
    /// - Returns: how many rows were new.
    @discardableResult
    public static func perform(_ institutions: [Institution], in scope: Scope) throws -> Int {
        let known = try InstitutionBook.institutions(
            institutions.map(\.code.digits), from: scope.db)
        let fresh = institutions.filter { known[$0.code.digits] != $0 }
        try scope.append(fresh.map { InstitutionRow(institution: $0) })
        scope.counted(fresh.count)
        return fresh.count
    }
}
