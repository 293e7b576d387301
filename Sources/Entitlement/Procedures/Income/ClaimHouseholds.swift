// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
public import Scheme
public import Vocabulary

/// The households of children in their months of treatment, for co-payments that ask about income or
/// about the order of children; read in a few statements for a whole batch, and not at all where the
/// book asks nothing in those months.
///
/// Which children there are only an officer can say (福祉世帯): without that word the household is not
/// known, and the claim is held. Whoever belongs to it on any day of the month counts; of children born
/// on one day the smaller addressee number comes first.
///
/// (Part of `OperationCode.importClaims`, `.enterClaim`, `.correctClaim`, `.viewComputation`,
/// `.viewStatistics`, `.listStatistics` and the procedures of reimbursements.)
public struct ClaimHouseholds: Sendable {
    /// A child in a month of treatment, with the recipient of the entitlement.
    public struct Question: Hashable, Sendable {
        public let child: AddresseeNumber
        public let recipient: AddresseeNumber
        public let month: YearMonth

        public init(child: AddresseeNumber, recipient: AddresseeNumber, month: YearMonth) {
            self.child = child
            self.recipient = recipient
            self.month = month
        }
    }

    private var found: [Question: HouseholdFacts] = [:]
    private var persons: [Question: Set<AddresseeNumber>] = [:]

    /// Nothing is known of anybody.
    public static let none = ClaimHouseholds()

    private init() {}

    /// What is known; `nil` where the book asks nothing.
    public subscript(_ question: Question) -> HouseholdFacts? { found[question] }

    /// Whose data stand behind an answer: the child, the recipient, the other parents and, where their
    /// order is asked, the other children.
    public func persons(of question: Question) -> Set<AddresseeNumber> {
        persons[question] ?? []
    }

    /// - Parameter isSum: nothing but sums is shown: then nobody is told to the log; whoever is shown
    ///   besides is told by the caller (`persons`).
    public init(
        _ all: some Sequence<Question>, law: EligibilityLaw, directory: any AddresseeDirectory,
        isSum: Bool = false, in scope: Scope
    ) throws {
        var asks: [YearMonth: CopaymentQuestions] = [:]
        let questions = Set(all).filter { question in
            let asked = asks[question.month] ?? law.book.copaymentAsks(in: question.month)
            asks[question.month] = asked
            return !asked.isEmpty
        }
        guard !questions.isEmpty else { return }
        let families = try FamiliesOfRecipients(questions.map(\.recipient), in: scope)
        let children = Set(questions.map(\.child))
        let people = try directory.persons(
            children.union(questions.flatMap { families.children(of: $0.recipient) }).sorted())
        let askIncome = questions.filter { asks[$0.month]?.incomes ?? false }
        let parents = Dictionary(
            uniqueKeysWithValues: askIncome.map { question in
                (
                    question,
                    families.parents(
                        of: people[question.child], besides: question.recipient,
                        in: question.month.period)
                )
            })
        let statements = try StatementsOfCases(
            children: askIncome.map(\.child),
            persons: askIncome.map(\.recipient) + parents.values.flatMap(\.others), law: law,
            isSum: isSum, in: scope)
        if !isSum { scope.saw(people.keys) }
        for question in questions {
            var facts = HouseholdFacts()
            var seen: Set = [question.child, question.recipient]
            seen.formUnion(parents[question]?.others ?? [])
            if let (others, isComplete) = parents[question] {
                facts.incomes = statements.household(
                    of: question.child, recipient: question.recipient, others: others,
                    isComplete: isComplete)
            }
            if asks[question.month]?.siblings ?? false {
                facts.siblings = Self.siblings(of: question, families, people)
                seen.formUnion(families.children(of: question.recipient))
            }
            found[question] = facts
            persons[question] = seen
        }
    }

    /// The other children of the household; `nil` where nobody has written it down, or where the day
    /// of birth of one of them is not known.
    private static func siblings(
        of question: Question, _ families: FamiliesOfRecipients,
        _ people: [AddresseeNumber: ResidentSnapshot]
    ) -> [HouseholdFacts.Sibling]? {
        guard let me = people[question.child],
            let children = families.knownChildren(
                of: question.recipient, in: question.month.period)
        else { return nil }
        var siblings: [HouseholdFacts.Sibling] = []
        for number in children where number != question.child {
            guard let born = people[number]?.born else { return nil }
            siblings.append(
                HouseholdFacts.Sibling(
                    born: born, isOlder: (born, number) < (me.born, question.child)))
        }
        return siblings
    }
}
