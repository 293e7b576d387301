// SPDX-License-Identifier: Apache-2.0
import Addressee
import Vocabulary

/// What was looked for in System 2, kept for the page of results. A 個人番号 was answered when it was
/// typed: only whom it led to is kept.
struct AddresseeTicket: Sendable {
    /// Without a 個人番号.
    let question: PersonQuestion?
    /// Whom a 個人番号 led to.
    let numbers: [AddresseeNumber]
    let isByNumber: Bool
    let reason: String
    /// The question in words, for the page.
    let words: [String]
}
