// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Scheme
import Vocabulary

/// 印字済みの申請書: a form with what the register knows filled in, for a child and the recipient of
/// the entitlement. No address stands in it: the only one is in the window (日野市 2023).
public struct FormLetters: LetterSource {
    public let title = "申請書（印字済み）"
    public let paper = Paper.form
    public let isOnePerReference = false
    private let kind: LetterKind
    private let directory: any AddresseeDirectory

    /// The forms there are.
    public static let kinds: [LetterKind] = [
        .formReimbursement, .formChange, .formAccount, .formReissue, .formConsent,
        .formRegistration,
    ]

    public init(_ kind: LetterKind, directory: any AddresseeDirectory) {
        self.kind = kind
        self.directory = directory
    }

    public func waiting(in scope: Scope) throws -> [Int64] { [] }

    /// - Parameter references: 宛名番号 of children.
    public func orders(_ references: [Int64], in scope: Scope) throws -> [LetterOrder] {
        let children = references.map(AddresseeNumber.init(value:))
        let strands = try HistoryBook.strands(children: children, from: scope.db)
        let people = try directory.persons(children)
        return children.compactMap { child in
            guard let state = strands[child]?.last?.state, let person = people[child] else {
                return nil
            }
            var values = LetterValues()
            values[.child] = .person(child)
            values[.guardian] = .person(state.recipient)
            values[.kana] = .text(person.kana)
            values[.born] = .date(person.born)
            values[.recipientNumber] = state.recipientNumber.map(LetterValue.text)
            values[.outpatient] = .period(state.periods.outpatient)
            values[.inpatient] = .period(state.periods.inpatient)
            return LetterOrder(
                kind, reference: child.value, recipient: state.recipient, children: [child],
                values: values)
        }
    }
}

/// 送付状: what goes with papers that are sent by hand.
public struct CoverLetters: LetterSource {
    public let title = "送付状"
    public let paper = Paper.cover
    public let isOnePerReference = false
    private let enclosures: [String]
    private let reason: String

    /// - Parameters:
    ///   - enclosures: what is enclosed, one each.
    ///   - reason: why it is sent; may be empty.
    public init(enclosures: [String], reason: String) {
        self.enclosures = enclosures
        self.reason = reason
    }

    public func waiting(in scope: Scope) throws -> [Int64] { [] }

    /// - Parameter references: 宛名番号 of children.
    public func orders(_ references: [Int64], in scope: Scope) throws -> [LetterOrder] {
        let children = references.map(AddresseeNumber.init(value:))
        let strands = try HistoryBook.strands(children: children, from: scope.db)
        return children.compactMap { child in
            guard let state = strands[child]?.last?.state, !enclosures.isEmpty else { return nil }
            var values = LetterValues()
            values[.child] = .person(child)
            values[.guardian] = .person(state.recipient)
            values[.enclosures] = .text(enclosures.joined(separator: "\n"))
            values[.reason] = .text(reason)
            values[.count] = .number(enclosures.count)
            return LetterOrder(
                .cover, reference: child.value, recipient: state.recipient, children: [child],
                values: values)
        }
    }
}
