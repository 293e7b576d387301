// SPDX-License-Identifier: Apache-2.0
import Press
public import Safeguards
public import Vocabulary

/// One paper of a batch, before it is numbered: the row that calls for it and, where a row has a
/// letter for each of many recipients, to whom.
public struct BatchLine: Hashable, Sendable {
    public let reference: Int64
    public let recipient: AddresseeNumber?

    public init(reference: Int64, recipient: AddresseeNumber? = nil) {
        self.reference = reference
        self.recipient = recipient
    }
}

/// 一括発行の順番: the letters of a whole batch in the order in which they are printed, before the first
/// of them is. Nothing is written; whose address was asked for stands in the log.
public enum ArrangeLetters {
    public static let operation = OperationCode.printLetters

    /// - Parameter references: of these rows only; `nil` is everything that waits.
    public static func perform(
        _ source: any LetterSource, _ references: [Int64]? = nil, byPostcode: Bool,
        directory: any AddresseeDirectory, in scope: Scope
    ) throws -> [BatchLine] {
        let waiting = try references ?? source.waiting(in: scope)
        guard byPostcode || !source.isOnePerReference else {
            return waiting.map { BatchLine(reference: $0) }
        }
        var places = BatchPlaces(isSorted: byPostcode)
        for asked in BatchPlaces.parts(waiting) {
            var called: Set<Int64> = []
            let orders = try source.orders(asked, in: scope).filter {
                called.insert($0.reference).inserted || !source.isOnePerReference
            }
            try places.add(
                orders.map { order in
                    BatchPlaces.Post(
                        line: BatchLine(
                            reference: order.reference,
                            recipient: source.isOnePerReference ? nil : order.recipient),
                        recipient: order.recipient, children: order.children,
                        subject: LetterSubject(source.paper, order.reference))
                }, directory, in: scope)
            // What calls for no letter any more is counted, and says so where it is printed.
            if source.isOnePerReference {
                places.add(
                    unposted: asked.filter { !called.contains($0) }
                        .map { BatchLine(reference: $0) })
            }
        }
        return places.lines
    }
}

/// Papers and where the post carries them, for the order of a batch.
struct BatchPlaces {
    /// To whom one paper goes.
    struct Post {
        let line: BatchLine
        let recipient: AddresseeNumber
        let children: [AddresseeNumber]
        let subject: LetterSubject
    }

    /// Whether the post's order is wanted; else papers keep theirs.
    let isSorted: Bool
    private var places: [(key: String, line: BatchLine)] = []
    /// Behind everything that has an address.
    private static let unposted = "\u{10FFFF}"
    /// How many are addressed at once.
    private static let part = 1_000

    init(isSorted: Bool) { self.isSorted = isSorted }

    static func parts(_ ids: [Int64]) -> [[Int64]] {
        stride(from: 0, to: ids.count, by: part).map { Array(ids[$0..<min($0 + part, ids.count)]) }
    }

    mutating func add(
        _ posts: [Post], _ directory: any AddresseeDirectory, in scope: Scope
    ) throws {
        scope.saw(posts.flatMap { [$0.recipient] + $0.children })
        guard isSorted else {
            places += posts.map { ("", $0.line) }
            return
        }
        let addressing = try Addressing(
            recipients: posts.map(\.recipient), children: posts.flatMap(\.children),
            directory: directory, in: scope)
        for post in posts {
            let address = addressing.address(
                of: post.recipient, about: post.children, on: post.subject, letter: "ORDER")
            if case .success(let found) = address {
                places.append((found.postalKey, post.line))
            } else {
                add(unposted: [post.line])
            }
        }
    }

    mutating func add(unposted lines: [BatchLine]) {
        places += lines.map { (isSorted ? Self.unposted : "", $0) }
    }

    var lines: [BatchLine] {
        places.enumerated().sorted { left, right in
            left.element.key == right.element.key
                ? left.offset < right.offset : left.element.key < right.element.key
        }.map(\.element.line)
    }
}
