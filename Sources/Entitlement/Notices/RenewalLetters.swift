// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Scheme
public import Vocabulary

/// 更新のご案内: certificates whose validity ends on a day although the entitlement goes on.
public struct RenewalLetters: LetterSource {
    public let title = "更新のご案内"
    public let paper = Paper.renewal
    public let isCounted = false
    /// The last day of the certificates.
    private let lastDay: CivilDate
    /// Until when something is to be handed in.
    private let dueOn: CivilDate

    public init(lastDay: CivilDate, dueOn: CivilDate) {
        self.lastDay = lastDay
        self.dueOn = dueOn
    }

    public func waiting(in scope: Scope) throws -> [Int64] {
        try NoticeWork.renewals(endingOn: lastDay, from: scope.db)
    }

    public func orders(_ references: [Int64], in scope: Scope) throws -> [LetterOrder] {
        let ending = try NoticeWork.certificates(references, from: scope.db)
        let goesOn = try stillEntitled(ending.map(\.child), in: scope)
        return ending.filter { goesOn.contains($0.child) }.map { certificate in
            var values = LetterValues()
            values[.child] = .person(certificate.child)
            values[.guardian] = .person(certificate.recipient)
            values[.recipientNumber] = .text(certificate.recipientNumber)
            values[.period] = .date(lastDay)
            values[.dueOn] = .date(dueOn)
            return LetterOrder(
                .renewal, reference: certificate.id, recipient: certificate.recipient,
                children: [certificate.child], values: values)
        }
    }

    private func stillEntitled(
        _ children: [AddresseeNumber], in scope: Scope
    ) throws -> Set<AddresseeNumber> {
        scope.saw(children)
        let strands = try HistoryBook.strands(children: children, from: scope.db)
        return Set(
            strands.filter { _, list in
                list.contains { $0.state.isLive && $0.state.periods.reaches(lastDay.next) }
            }.keys)
    }
}
