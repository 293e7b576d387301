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
    /// All rows that call for a letter and have none, oldest first.
    func waiting(in scope: Scope) throws -> [Int64]
    /// How many rows wait, and the first of them in their turn: no more than a page is read, where a
    /// row is a person.
    func first(_ most: Int, in scope: Scope) throws -> WaitingLetters
    /// Those of these papers that have their letter, by their `name`.
    func issued(_ lines: [BatchLine], in scope: Scope) throws -> Set<BatchLine>
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

/// What a screen shows of the rows that wait for a letter.
public struct WaitingLetters: Sendable {
    /// All that wait.
    public let count: Int
    /// How many of them a batch has left out before: they come behind the others.
    public let leftOut: Int
    public let first: [Int64]

    public init(count: Int, leftOut: Int, first: [Int64]) {
        self.count = count
        self.leftOut = leftOut
        self.first = first
    }
}

extension LetterSource {
    public var isOnePerReference: Bool { true }
    public var isCounted: Bool { true }

    /// What was left out once stays waiting, and never stands in the way of what was not tried yet.
    public func first(_ most: Int, in scope: Scope) throws -> WaitingLetters {
        let waiting = try waiting(in: scope)
        let before =
            isOnePerReference ? try LetterBatchBook.leftOut(of: paper, from: scope.db) : []
        let behind = waiting.filter(before.contains)
        let turn = waiting.filter { !before.contains($0) } + behind
        return WaitingLetters(
            count: waiting.count, leftOut: behind.count, first: Array(turn.prefix(most)))
    }

    public func issued(_ lines: [BatchLine], in scope: Scope) throws -> Set<BatchLine> {
        let references = Set(lines.map(\.reference))
        guard !isOnePerReference else {
            return Set(
                try LetterRegister.issued(paper, references, from: scope.db)
                    .map { name($0, nil) })
        }
        return Set(
            try LetterRegister.recipients(
                paper, of: references, among: lines.compactMap(\.recipient), from: scope.db
            ).map { name(0, $0) })
    }

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
