// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// A kind of letter that an area offers: what calls for one, and what it says. Screens, jobs and
/// batches of letters know nothing else about them.
public protocol LetterSource: Sendable {
    /// The name on screen 1410: `督促状`.
    var title: String { get }
    var paper: Paper { get }
    /// Whether a reference has one letter; a run of payments has one for each recipient, and then
    /// the source itself leaves out who has one.
    var isOnePerReference: Bool { get }
    /// Whether asking what waits is cheap and names nobody: then the overview shows how many.
    var isCounted: Bool { get }
    /// The rows that call for a letter and have none, oldest first; of very many, the first of them.
    func waiting(in scope: Scope) throws -> [Int64]
    /// The letters of rows; rows that call for none are passed over.
    func orders(_ references: [Int64], in scope: Scope) throws -> [LetterOrder]
    /// The letters of rows that many have a letter of, to these recipients only: a part of a batch
    /// reads no more than its own.
    func orders(
        _ references: [Int64], to recipients: Set<AddresseeNumber>?, in scope: Scope
    ) throws -> [LetterOrder]
    /// The papers of a whole batch, before any of them is written: cheap, and asks for no address.
    func lines(_ references: [Int64], in scope: Scope) throws -> [BatchLine]
    /// The envelopes of this area, where it counts its own.
    func series(in scope: Scope) throws -> EnvelopeSeries?
    /// Writes what was issued into a register of the area's own, where it has one.
    func written(_ letters: [ReadyLetter], in scope: Scope) throws
}

extension LetterSource {
    public var isOnePerReference: Bool { true }
    public var isCounted: Bool { true }

    public func orders(
        _ references: [Int64], to recipients: Set<AddresseeNumber>?, in scope: Scope
    ) throws -> [LetterOrder] {
        try orders(references, in: scope).filter { recipients?.contains($0.recipient) ?? true }
    }

    public func lines(_ references: [Int64], in scope: Scope) throws -> [BatchLine] {
        guard !isOnePerReference else { return references.map { BatchLine(reference: $0) } }
        return try orders(references, in: scope).map {
            BatchLine(reference: $0.reference, recipient: $0.recipient)
        }
    }

    public func series(in scope: Scope) throws -> EnvelopeSeries? { nil }
    public func written(_ letters: [ReadyLetter], in scope: Scope) throws {}
}
