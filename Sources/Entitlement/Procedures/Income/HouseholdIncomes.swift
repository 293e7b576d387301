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

    /// - Parameter forClasses: also where the book asks for income only to choose a co-payment (所得区分).
    init(
        of all: [(child: AddresseeNumber, recipient: AddresseeNumber)],
        people known: [AddresseeNumber: ResidentSnapshot], law: EligibilityLaw,
        directory: any AddresseeDirectory, isSum: Bool = false, forClasses: Bool = false,
        in scope: Scope
    ) throws {
        let cases = all.filter { one in
            forClasses && law.hasIncomeClasses
                || law.asksIncome(in: EffectivePeriod(from: known[one.child]?.born ?? scope.today))
        }
        guard !cases.isEmpty else { return }
        let parents = try Self.parents(of: cases, people: known, in: scope)
        let statements = try StatementsOfCases(
            children: cases.map(\.child),
            persons: cases.map(\.recipient) + parents.values.flatMap(\.others), law: law,
            isSum: isSum, in: scope)
        for (child, recipient) in cases {
            let (others, isComplete) = parents[child] ?? ([], false)
            households[child] = statements.household(
                of: child, recipient: recipient, others: others, isComplete: isComplete)
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

/// What is known of the income of persons in the cases of children, read in a few statements.
struct StatementsOfCases {
    private let papers: [AddresseeNumber: [RecordedIncome]]
    private let linked: [AddresseeNumber: [AddresseeNumber: [IncomeStatement]]]

    init(
        children: [AddresseeNumber], persons: [AddresseeNumber], law: EligibilityLaw,
        isSum: Bool = false, in scope: Scope
    ) throws {
        let everybody = Set(persons).sorted()
        guard !everybody.isEmpty else {
            (papers, linked) = ([:], [:])
            return
        }
        if !isSum { scope.saw(everybody) }
        papers = try IncomeBook.papers(of: everybody, from: scope.db)
        linked =
            try law.incomes?.statements(
                inCasesOf: Set(children).sorted(), on: scope.today, from: scope.db) ?? [:]
    }

    func household(
        of child: AddresseeNumber, recipient: AddresseeNumber, others: [AddresseeNumber],
        isComplete: Bool
    ) -> HouseholdIncome {
        func statements(_ person: AddresseeNumber) -> [IncomeStatement] {
            let mine = (papers[person] ?? []).map(\.paper.statement)
            let years = Set(mine.map(\.year))
            // The paper in the officer's hand is the later word; of other years the file's.
            return mine + (linked[child]?[person] ?? []).filter { !years.contains($0.year) }
        }
        return HouseholdIncome(
            parents: [.init(isRecipient: true, statements: statements(recipient))]
                + others.map { .init(isRecipient: false, statements: statements($0)) },
            isComplete: isComplete)
    }
}

/// The welfare households of recipients, read in two statements.
struct FamiliesOfRecipients {
    private let members: [AddresseeNumber: [HouseholdMember]]
    /// The days for which an officer has written the household down.
    private let said: [AddresseeNumber: [EffectivePeriod]]
    private let today: EffectivePeriod

    init(_ all: some Sequence<AddresseeNumber>, in scope: Scope) throws {
        let recipients = Set(all).sorted()
        today = EffectivePeriod(from: scope.today, until: scope.today.next)
        members = try HouseholdBook.members(recipients: recipients, from: scope.db)
        said = try HouseholdBook.saidByOfficers(recipients, from: scope.db)
    }

    /// Whose income counts besides a recipient's, and whether everybody is named.
    ///
    /// - Parameter period: whoever belongs to the household on one of its days; `nil` is today.
    func parents(
        of child: ResidentSnapshot?, besides recipient: AddresseeNumber,
        in period: EffectivePeriod? = nil
    ) -> (others: [AddresseeNumber], isComplete: Bool) {
        let days = period ?? today
        let partners = Set(
            (members[recipient] ?? []).filter {
                $0.period.overlaps(days) && ParentRelation.isPartner($0.relation)
            }.map(\.member)
        ).sorted()
        if !partners.isEmpty || isSaid(recipient, days) { return (partners, true) }
        let others = [child?.father, child?.mother].compactMap(\.self).filter { $0 != recipient }
        return (others, !others.isEmpty)
    }

    /// The children of a household at any time.
    func children(of recipient: AddresseeNumber) -> [AddresseeNumber] {
        (members[recipient] ?? []).filter { ParentRelation.isChild($0.relation) }.map(\.member)
    }

    /// The children of a household in a period; `nil` where no officer has said who belongs to it.
    func knownChildren(
        of recipient: AddresseeNumber, in period: EffectivePeriod
    ) -> Set<AddresseeNumber>? {
        guard isSaid(recipient, period) else { return nil }
        return Set(
            (members[recipient] ?? []).filter {
                $0.period.overlaps(period) && ParentRelation.isChild($0.relation)
            }.map(\.member))
    }

    private func isSaid(_ recipient: AddresseeNumber, _ days: EffectivePeriod) -> Bool {
        said[recipient]?.contains { $0.overlaps(days) } ?? false
    }
}

/// Whether a member of a welfare household is the recipient's partner, in words or as a code of the
/// register (続柄); children and grandparents of the household do not count.
enum ParentRelation {
    static func isPartner(_ relation: String) -> Bool {
        ["11", "12", "夫", "妻", "配偶者", "夫(未届)", "妻(未届)", "未届の夫", "未届の妻"].contains(relation)
    }

    /// Whether a member is a child of the recipient's, for the order of children (多子).
    static func isChild(_ relation: String) -> Bool {
        [
            "20", "子", "実子", "養子", "長男", "長女", "二男", "二女", "次男", "次女", "三男", "三女", "四男", "四女",
            "五男", "五女", "男", "女",
        ].contains(relation)
    }
}
