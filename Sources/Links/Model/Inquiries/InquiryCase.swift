// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// An open case (処理中の事案) of a child: only about its persons, and only for its purposes, may be asked.
public struct InquiryCase: Hashable, Sendable {
    public let child: AddresseeNumber
    /// Child, applicants, recipients and the members of their welfare households.
    public let persons: Set<AddresseeNumber>
    /// An open registration opens 登録; an open notification or a running entitlement 変更; a running
    /// entitlement 支給.
    public let purposes: Set<Purpose>

    /// Whether somebody may be asked about for a purpose.
    func allows(_ subject: AddresseeNumber, for purpose: Purpose) -> Bool {
        persons.contains(subject) && purposes.contains(purpose)
    }
}
