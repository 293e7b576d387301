// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Scheme
import Vocabulary

/// The parents of children with what is known of their income, read in a few statements for a whole
/// batch; nothing is read where the book asks nothing from the child's birth on: a judgement may go
/// back to any day of it, and ask for a year to come.
///
/// Whose income counts: the recipient, and the other parent. An officer's word comes first (福祉世帯:
/// a divorce, a parent who has left); where no officer has written the household down, the parents whom
/// the register names. The row that a decision adds for the child alone is no such word.
/// Where neither names another one, nobody can say that there is none: that is asked, not assumed.
///
/// (Part of `OperationCode.judge`, `.proposeDecision`, `.rejudge`.)
struct HouseholdIncomes {
    private var households: [AddresseeNumber: HouseholdIncome] = [:]

    subscript(_ child: AddresseeNumber) -> HouseholdIncome? { households[child] }

    init(
        of all: [(child: AddresseeNumber, recipient: AddresseeNumber)],
        people known: [AddresseeNumber: ResidentSnapshot], law: EligibilityLaw,
        directory: any AddresseeDirectory, in scope: Scope
    ) throws {
        let cases = all.filter { one in
            law.asksIncome(in: EffectivePeriod(from: known[one.child]?.born ?? scope.today))
        }
        guard !cases.isEmpty else { return }
        let parents = try Self.parents(of: cases, people: known, in: scope)
        let everybody = Array(
            Set(cases.map(\.recipient) + parents.values.flatMap(\.others))
        ).sorted()
        scope.saw(everybody)
        let papers = try IncomeBook.papers(of: everybody, from: scope.db)
        let linked =
            try law.incomes?.statements(
                inCasesOf: cases.map(\.child), on: scope.today, from: scope.db) ?? [:]
        for (child, recipient) in cases {
            let (others, isComplete) = parents[child] ?? ([], false)
            func statements(_ person: AddresseeNumber) -> [IncomeStatement] {
                let mine = (papers[person] ?? []).map(\.paper.statement)
                let years = Set(mine.map(\.year))
                // The paper in the officer's hand is the later word; of other years the file's.
                return mine
                    + (linked[child]?[person] ?? []).filter { !years.contains($0.year) }
            }
            households[child] = HouseholdIncome(
                parents: [.init(isRecipient: true, statements: statements(recipient))]
                    + others.map { .init(isRecipient: false, statements: statements($0)) },
                isComplete: isComplete)
        }
    }

    /// Who besides the recipient counts, and whether everybody is named.
    static func parents(
        of cases: [(child: AddresseeNumber, recipient: AddresseeNumber)],
        people known: [AddresseeNumber: ResidentSnapshot], in scope: Scope
    ) throws -> [AddresseeNumber: (others: [AddresseeNumber], isComplete: Bool)] {
        let families = try FamiliesOfRecipients(cases.map(\.recipient), in: scope)
        return cases.reduce(into: [:]) { parents, one in
            parents[one.child] = families.parents(of: known[one.child], besides: one.recipient)
        }
    }
}

/// The welfare households of recipients as they are in force today, read in two statements.
struct FamiliesOfRecipients {
    private let partners: [AddresseeNumber: [AddresseeNumber]]
    private let said: Set<AddresseeNumber>

    init(_ all: some Sequence<AddresseeNumber>, in scope: Scope) throws {
        let recipients = Set(all).sorted()
        partners = try HouseholdBook.members(recipients: recipients, from: scope.db)
            .mapValues { members in
                members.filter {
                    $0.period.contains(scope.today) && ParentRelation.isPartner($0.relation)
                }.map(\.member)
            }
        said = try HouseholdBook.saidByOfficers(recipients, on: scope.today, from: scope.db)
    }

    /// Whose income counts besides a recipient's, and whether everybody is named.
    func parents(
        of child: ResidentSnapshot?, besides recipient: AddresseeNumber
    ) -> (others: [AddresseeNumber], isComplete: Bool) {
        let partners = partners[recipient] ?? []
        if !partners.isEmpty || said.contains(recipient) { return (partners, true) }
        let others = [child?.father, child?.mother].compactMap(\.self).filter { $0 != recipient }
        return (others, !others.isEmpty)
    }
}

/// Whether a member of a welfare household is the recipient's partner, in words or as a code of the
/// register (続柄); children and grandparents of the household do not count.
enum ParentRelation {
    static func isPartner(_ relation: String) -> Bool {
        ["11", "12", "夫", "妻", "配偶者", "夫(未届)", "妻(未届)", "未届の夫", "未届の妻"].contains(relation)
    }
}
