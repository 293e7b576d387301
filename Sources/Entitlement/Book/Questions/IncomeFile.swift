// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
public import Scheme
public import Vocabulary

/// What the office knows of the income of a child's parents, with where it comes from.
public struct IncomeFile: Sendable {
    public struct Line: Hashable, Sendable {
        public let person: AddresseeNumber
        public let isRecipient: Bool
        public let statement: IncomeStatement
        /// The paper and who saw it; `nil` is the tax file or an inquiry.
        public let paper: RecordedIncome?
        /// The number of the inquiry whose answer it is; `nil` is a paper or the tax file.
        public let inquiry: String?
    }

    public let parents: [(number: AddresseeNumber, isRecipient: Bool)]
    /// Whether everybody is named whose income may count.
    public let isComplete: Bool
    public let lines: [Line]

    /// - Parameter recipient: `nil` takes the recipient of the newest decision, or the applicant of
    ///   the newest open application.
    public init(
        of child: AddresseeNumber, law: EligibilityLaw, directory: any AddresseeDirectory,
        in scope: Scope
    ) throws {
        scope.saw(child)
        var recipient = try HistoryBook.strands(children: [child], from: scope.db)[child]?.last?
            .state.recipient
        if recipient == nil {
            recipient = try scope.db.first(
                "SELECT applicant FROM application WHERE child = ? ORDER BY id DESC LIMIT 1",
                [child]
            ) { $0.addressee(0) }
        }
        guard let recipient else {
            (parents, isComplete, lines) = ([], false, [])
            return
        }
        let people = try directory.persons([child])
        let known = try HouseholdIncomes.parents(
            of: [(child, recipient)], people: people, in: scope)[child]
        let others = known?.others ?? []
        isComplete = known?.isComplete ?? false
        parents = [(recipient, true)] + others.map { ($0, false) }
        scope.saw(parents.map(\.number))
        let papers = try IncomeBook.papers(of: parents.map(\.number), from: scope.db)
        let linked =
            try law.incomes?.statements(inCasesOf: [child], on: scope.today, from: scope.db)[child]
            ?? [:]
        let inquiries =
            try law.incomes?.inquiries(inCasesOf: [child], from: scope.db)[child] ?? [:]
        lines = parents.flatMap { number, isRecipient in
            let mine = papers[number] ?? []
            let years = Set(mine.map(\.paper.statement.year))
            return mine.map {
                Line(
                    person: number, isRecipient: isRecipient, statement: $0.paper.statement,
                    paper: $0, inquiry: nil)
            }
                + (linked[number] ?? []).filter { !years.contains($0.year) }.map {
                    Line(
                        person: number, isRecipient: isRecipient, statement: $0, paper: nil,
                        inquiry: inquiries[number]?[$0.year])
                }
        }
    }
}
