// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Vocabulary

// (Part of `OperationCode.viewMigration`.)
// What belongs to children and recipients that are taken over.
extension CheckOldSystem {
    mutating func takeCertificates() {
        for row in rows.certificates {
            old.source.add(.certificates, "証", 1)
            let problem: RowProblem? =
                numbers[row.value.child].map {
                    $0.contains(row.value.recipientNumber.digits) ? nil : .foreignNumber
                } ?? childProblem(row.value.child)
            if let problem {
                refuse(.certificates, row.line, problem)
                old.rejected.add(.certificates, "証", 1)
            } else {
                old.certificates[row.value.child, default: []].append(row.value)
            }
        }
    }

    func childProblem(_ child: AddresseeNumber) -> RowProblem {
        outChildren.contains(child) ? .wholeChild : .noChild
    }

    mutating func takeInsurances() {
        for row in rows.insurances {
            old.source.add(.insurances, "資格", 1)
            var problem: RowProblem? =
                numbers[row.value.child] == nil ? childProblem(row.value.child) : nil
            if problem == nil, !row.value.insurer.hasValidCheckDigit { problem = .insurer }
            if let problem {
                refuse(.insurances, row.line, problem)
                old.rejected.add(.insurances, "資格", 1)
            } else {
                old.insurances[row.value.child, default: []].append(row.value)
            }
        }
    }

    mutating func takeBenefits() {
        for row in rows.benefits {
            old.source.add(row.value)
            let problem: RowProblem? =
                numbers[row.value.child].map {
                    $0.contains(row.value.recipientNumber) ? nil : .foreignNumber
                } ?? childProblem(row.value.child)
            if let problem {
                refuse(.benefits, row.line, problem)
                old.rejected.add(row.value)
            } else {
                old.benefits[row.value.child, default: []].append(row.value)
            }
        }
    }

    mutating func takeHouseholds(_ people: [AddresseeNumber: ResidentSnapshot]) {
        for row in rows.households {
            old.source.add(.households, "世帯員", 1)
            let isOurs =
                recipients.contains(row.value.recipient)
                && row.value.member != row.value.recipient
                && (numbers[row.value.member] != nil || people[row.value.member] != nil)
            if isOurs {
                old.members[row.value.recipient, default: []].append(row.value)
            } else {
                refuse(.households, row.line, .noRecipient)
                old.rejected.add(.households, "世帯員", 1)
            }
        }
    }

    mutating func takeAccounts() {
        for row in rows.accounts {
            old.source.add(.accounts, "口座", 1)
            let account = try? CheckedAccount(row.value.input)
            if let account, recipients.contains(row.value.recipient) {
                old.accounts[row.value.recipient, default: []].append(
                    PriorAccount(
                        recipient: row.value.recipient, account: account,
                        period: row.value.period))
            } else {
                refuse(.accounts, row.line, account == nil ? .account : .noRecipient)
                old.rejected.add(.accounts, "口座", 1)
            }
        }
    }

    mutating func takeAddresses() {
        for row in rows.addresses {
            old.source.add(.addresses, "送付先", 1)
            if recipients.contains(row.value.subject) || numbers[row.value.subject] != nil {
                old.addresses[row.value.subject, default: []].append(row.value)
            } else {
                refuse(.addresses, row.line, .noRecipient)
                old.rejected.add(.addresses, "送付先", 1)
            }
        }
    }
}
