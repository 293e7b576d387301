// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Formats
import Payments
import Vocabulary

/// A value with the line it was read from.
struct Lined<Value> {
    let line: Int
    let value: Value
}

/// The rows of all files as they were read, before they are held against each other.
struct OldRows {
    /// Who a person is, as the old system knows them.
    struct Person {
        let number: AddresseeNumber
        let kana: String
        let born: CivilDate
    }

    /// An account before its digits and kana are checked.
    struct Account {
        let recipient: AddresseeNumber
        let input: AccountInput
        let period: EffectivePeriod
    }

    /// An instalment with the claim that it belongs to.
    struct OldInstalment {
        let recovery: String
        let instalment: Instalment
    }

    var persons: [Lined<Person>] = []
    var decisions: [Lined<PriorDecision>] = []
    var certificates: [Lined<PriorCertificate>] = []
    var insurances: [Lined<InsuranceInput>] = []
    var households: [Lined<HouseholdMember>] = []
    var accounts: [Lined<Account>] = []
    var addresses: [Lined<MailingAddressInput>] = []
    var benefits: [Lined<PriorBenefit>] = []
    var residences: [Lined<ResidenceInput>] = []
    var exceptions: [Lined<ResidenceException>] = []
    var exclusions: [Lined<ExclusionInput>] = []
    var memos: [Lined<PriorMemo>] = []
    var recoveries: [Lined<PriorRecovery>] = []
    var instalments: [Lined<OldInstalment>] = []
    /// What the layout or the row itself refuses.
    var issues: [MigrationIssue] = []
    /// Rows of each file, without the header.
    var counts: [OldFile: Int] = [:]
    /// Rows that could not be read at all.
    var unread: [OldFile: Int] = [:]
    /// Children of whom a decision could not be read: their history has a hole.
    var holed: Set<AddresseeNumber> = []
    /// Claims of which a row could not be read: their plan has a hole.
    var holedRecoveries: Set<String> = []
    /// Yen of each file, as far as it could be read.
    var yen: [OldFile: Int] = [:]
}

extension FeedRow {
    /// Whether a day that the file names is known in full.
    func knows(_ keys: String...) -> Bool {
        keys.allSatisfy { !has($0) || date($0) != nil }
    }

    /// A period of two columns; `nil` where the first is empty.
    func period(_ from: String, _ until: String) -> EffectivePeriod? {
        date(from).map { EffectivePeriod(from: $0, until: date(until)) }
    }
}
