// SPDX-License-Identifier: Apache-2.0
import Benefits
import Office
import Safeguards
import Vocabulary

extension OfficeYear {
    /// 二重給付の疑いの判断: an officer looks at the forms that are like another benefit. Of the same
    /// amounts, or of the same payment beside other points, it is one treatment; what was paid
    /// besides is another visit of the month.
    ///
    /// - Returns: how many were decided.
    func decideDuplicates(_ degree: DuplicatePair.Degree) throws -> Int {
        let payment = try staff.principal(.payment)
        let pairs = try office.casework.perform(.viewLists, by: payment, for: .benefit) {
            try DuplicateBook.undecided(
                reimbursements: DuplicateReading.waiting(from: $0.db), from: $0.db)
        }.sorted { $0.key < $1.key }.flatMap(\.value)
            .filter { $0.degree == degree && !decided.contains($0.key) }
        for pair in pairs {
            let isSame =
                degree == .exact || pair.first.paidAtCounter == pair.second.paidAtCounter
            try office.casework.perform(
                DecideDuplicate.operation, by: payment, for: .benefit
            ) {
                try DecideDuplicate.perform(
                    pair.key, isSame ? .same : .different,
                    reason: isSame ? "領収書が同じ" : "同じ月の別の受診", in: $0)
            }
            decided.insert(pair.key)
        }
        return pairs.count
    }
}
