// SPDX-License-Identifier: Apache-2.0
import Office
import Safeguards
import Vocabulary

extension OfficeYear {
    /// Compares the books with every line of the truth, then the totals, and counts on the way.
    func compare(_ summary: inout YearSummary) throws -> [Difference] {
        let truth = try TruthFiles(town: settings.folder)
        let reader = try staff.principal(.head)
        var counted = summary
        var differences = try office.casework.perform(.viewLists, by: reader, for: .benefit) {
            scope in
            counted.certificates = try EntitlementReading.certificates(from: scope.db)
            let db = scope.db
            return try CompareEntitlements(truth: truth).differences(from: db, into: &counted)
                + CompareClaims(truth: truth, refusedFiles: refusedFiles)
                .differences(from: db, into: &counted)
                + CompareReimbursements(truth: truth).differences(from: db, into: &counted)
                + ComparePayments(truth: truth).differences(from: db, into: &counted)
        }
        counted.children = try childrenOfTheScheme(&counted)
        summary = counted
        differences += compareTotals(counted, truth.totals)
        try staff.goHome()
        return differences
    }
}
