// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
public import Scheme
public import Vocabulary

/// 保護者の異動の届出: death, divorce, custody, moving alone: children get another recipient. One form
/// for all children of the family; a proposal for each, with what is on its way to the old one.
public enum ChangeGuardian {
    public static let operation = OperationCode.changeRegistration

    /// What one officer takes in.
    public struct Input: Sendable {
        /// The form of the claimant: its child and kind are set for each child.
        public var form: ApplicationInput
        public var children: [AddresseeNumber]
        public var claim: GuardianClaim
        public var seen: SeenDocuments

        public init(
            form: ApplicationInput, children: [AddresseeNumber], claim: GuardianClaim,
            seen: SeenDocuments = SeenDocuments()
        ) {
            self.form = form
            self.children = children
            self.claim = claim
            self.seen = seen
        }
    }

    /// What would follow, before anything is written.
    public struct Preview: Sendable {
        public let child: AddresseeNumber
        public let from: AddresseeNumber
        public let periods: EntitlementPeriods
        /// What is on its way to the old recipient.
        public let touched: [Consequence]
        /// Somebody else asks for the same child.
        public let hasOtherClaimant: Bool
        /// The tests of the book that the register does not show of the new recipient.
        public let unsure: [RecipientTest]
        /// The new recipient has an account that may be paid to.
        public let hasAccount: Bool
        public let hasConfirmedAccount: Bool
    }

    /// - Throws: `.notEntitled` for a child without an entitlement, `CaseRefusal.claimIncomplete`.
    public static func preview(
        _ input: Input, rules: CaseRules, tests: RecipientTests,
        directory: any AddresseeDirectory,
        consequences: any Consequences, in scope: Scope
    ) throws -> [Preview] {
        guard !input.children.isEmpty, input.claim.on <= scope.today else {
            throw CaseRefusal.claimIncomplete
        }
        try rules.check(input.claim.basis, in: .guardian, on: scope.today)
        let claimant = input.form.applicant
        let states = try input.children.map { try scope.liveState(of: $0) }
        guard states.contains(where: { $0.recipient != claimant }) else {
            throw CaseRefusal.claimIncomplete
        }
        let moving = states.filter { $0.recipient != claimant }
        let moves = moving.reduce(into: [AddresseeNumber: RecipientMove]()) {
            $0[$1.child] = RecipientMove(from: $1.recipient, to: claimant, on: input.claim.on)
        }
        let touched = try consequences.afterRecipientChange(moves, in: scope.db)
        let claimants = try GuardianBook.claimants(
            children: moving.map(\.child), from: scope.db)
        let people = try directory.persons(moving.map(\.child) + [claimant])
        let account = try AccountBook.current(
            recipients: [claimant], on: scope.today, from: scope.db)[claimant]
        return moving.map { state in
            Preview(
                child: state.child, from: state.recipient, periods: state.periods,
                touched: touched[state.child] ?? [],
                hasOtherClaimant: !(claimants[state.child] ?? []).subtracting([claimant]).isEmpty,
                unsure: people[state.child].map {
                    GuardianCheck.unsure(
                        people[claimant], of: $0, tests: tests, on: scope.today)
                } ?? [.family],
                hasAccount: account != nil || input.form.account != nil,
                hasConfirmedAccount: account?.isConfirmed ?? false)
        }
    }

    /// Takes the claim in and proposes; nothing is decided.
    ///
    /// - Returns: what carrying out the notifications did, a receipt a child.
    /// - Throws: as `preview`, and what refuses a form.
    public static func perform(
        _ input: Input, rules: CaseRules, tests: RecipientTests,
        directory: any AddresseeDirectory, terms: IntakeTerms,
        banks: (any BankList)? = nil, consequences: any Consequences, in scope: Scope
    ) throws -> NoticeReport {
        let previews = try preview(
            input, rules: rules, tests: tests, directory: directory, consequences: consequences,
            in: scope)
        var ids: [Int64] = []
        for (index, child) in previews.map(\.child).enumerated() {
            var form = input.form
            form.kind = .change
            form.reason = .recipientChange
            form.child = child
            form.causeOn = input.claim.on
            // One visit brings one account.
            if index > 0 { form.account = nil }
            form.insurance = nil
            let receipt = try ReceiveApplication.perform(
                form, directory: directory, terms: terms, banks: banks, in: scope)
            ids.append(receipt.id)
            try scope.append([
                GuardianClaimRow(
                    application: receipt.id, child: child, claimant: form.applicant,
                    claim: input.claim)
            ])
        }
        try RecordSeenDocuments.perform(
            input.seen, hasAgent: input.form.identity?.agentName != nil, of: ids, rules: rules,
            in: scope)
        return try CarryOutChangeNotices.perform(
            only: ids, directory: directory, tests: tests, consequences: consequences, in: scope)
    }
}
