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

/// A paper of a batch and where the post carries it.
public struct BatchPlace: Hashable, Sendable {
    /// What the order of the post goes by; never shown.
    public let key: String
    public let line: BatchLine

    public init(key: String, line: BatchLine) {
        self.key = key
        self.line = line
    }

    /// Behind everything that has an address.
    static let unposted = "\u{10FFFF}"

    /// The papers of a whole batch in the order of the post; of one place in the order they came in.
    public static func inOrder(_ places: [BatchPlace]) -> [BatchLine] {
        places.enumerated().sorted { left, right in
            left.element.key == right.element.key
                ? left.offset < right.offset : left.element.key < right.element.key
        }.map(\.element.line)
    }
}

/// 一括発行の順番: where the letters of a part of a batch go, before the first of them is printed. Nothing
/// is written; whose address was asked for stands in the log.
public enum ArrangeLetters {
    public static let operation = OperationCode.printLetters

    /// - Returns: a place for every line; what calls for no letter any more, or has no address, comes
    ///   last, and says so where it is printed.
    public static func perform(
        _ source: any LetterSource, _ lines: [BatchLine], directory: any AddresseeDirectory,
        in scope: Scope
    ) throws -> [BatchPlace] {
        let orders = try source.orders(
            Array(Set(lines.map(\.reference))).sorted(),
            to: source.isOnePerReference ? nil : Set(lines.compactMap(\.recipient)), in: scope)
        var posts: [BatchLine: BatchPost] = [:]
        for order in orders {
            // Of several letters of a row the first one says where it goes.
            let name = source.name(order.reference, order.recipient)
            guard posts[name] == nil else { continue }
            posts[name] = BatchPost(
                recipient: order.recipient, children: order.children,
                subject: LetterSubject(source.paper, order.reference))
        }
        return try BatchPost.places(
            lines.map { ($0, posts[source.name($0.reference, $0.recipient)]) }, directory,
            in: scope)
    }
}

extension LetterSource {
    /// What tells one letter of a batch from the others: its row or, where a row has many, to whom
    /// it goes.
    public func name(_ reference: Int64, _ recipient: AddresseeNumber?) -> BatchLine {
        isOnePerReference
            ? BatchLine(reference: reference) : BatchLine(reference: 0, recipient: recipient)
    }
}

/// To whom one paper of a batch goes.
struct BatchPost {
    let recipient: AddresseeNumber
    let children: [AddresseeNumber]
    let subject: LetterSubject

    /// The places of lines, in their order.
    static func places(
        _ lines: [(line: BatchLine, post: BatchPost?)], _ directory: any AddresseeDirectory,
        in scope: Scope
    ) throws -> [BatchPlace] {
        let all = lines.compactMap(\.post)
        scope.saw(all.flatMap { [$0.recipient] + $0.children })
        let addressing = try Addressing(
            recipients: all.map(\.recipient), children: all.flatMap(\.children),
            directory: directory, in: scope)
        return lines.map { line, post in
            guard let post,
                case .success(let found) = addressing.address(
                    of: post.recipient, about: post.children, on: post.subject, letter: "ORDER")
            else { return BatchPlace(key: BatchPlace.unposted, line: line) }
            return BatchPlace(key: found.postalKey, line: line)
        }
    }
}
