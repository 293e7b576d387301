// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Vocabulary

/// The questions about the persons of a stretch that wait for an officer, and those that one has
/// answered: the same doubt is not asked again.
///
/// (Part of `OperationCode.importResidents`.)
struct MatchQuestions {
    /// One case of the feed.
    struct Question {
        let id: Int64
        let addressee: AddresseeNumber
        let why: MatchDoubt
        let blindIndex: [UInt8]?
        /// `nil` while it waits; true for 同一人.
        let isSame: Bool?
    }

    private var questions: [AddresseeNumber: [Question]]

    /// - Parameter indexes: the digests of the 個人番号 of the rows.
    init(of numbers: [AddresseeNumber], indexes: [[UInt8]], in scope: Scope) throws {
        let found = try MatchQueueBook.questions(
            source: .residentRegister, of: numbers, comparing: indexes, in: scope)
        questions = Dictionary(grouping: found, by: \.addressee)
    }

    /// Whether an officer has said that the row and whom it is compared with are one person.
    func isSame(_ row: ResidentRow, _ why: MatchDoubt) -> Bool { answer(row, why) == true }

    func isDifferent(_ row: ResidentRow, _ why: MatchDoubt) -> Bool { answer(row, why) == false }

    /// The newest answer counts.
    private func answer(_ row: ResidentRow, _ why: MatchDoubt) -> Bool? {
        matching(row, why).last { $0.isSame != nil }?.isSame
    }

    func openCase(of row: ResidentRow, _ why: MatchDoubt) -> Int64? {
        matching(row, why).last { $0.isSame == nil }?.id
    }

    /// The case that waits about somebody who has no person yet.
    func openCase(ofUnknown addressee: AddresseeNumber) -> Matching.Doubt? {
        questions[addressee]?.last { $0.isSame == nil }.map {
            Matching.Doubt(why: $0.why, candidates: [], openCase: $0.id)
        }
    }

    mutating func opened(_ id: Int64, _ why: MatchDoubt, about row: ResidentRow) {
        questions[row.person.addressee, default: []].append(
            Question(
                id: id, addressee: row.person.addressee, why: why,
                blindIndex: row.number?.index, isSame: nil))
    }

    private func matching(_ row: ResidentRow, _ why: MatchDoubt) -> [Question] {
        (questions[row.person.addressee] ?? []).filter {
            $0.why == why && $0.blindIndex == row.number?.index
        }
    }
}
