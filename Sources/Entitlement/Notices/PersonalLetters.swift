// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Scheme
public import Vocabulary

/// 印字済みの申請書: a form with what the register knows filled in, for a child and the recipient of
/// the entitlement. No address stands in it: the only one is in the window (日野市 2023).
///
/// For a child without an entitlement there is one form, the application: in the name of the parent
/// to whom the office would write (a newborn, at the counter).
public struct FormLetters: LetterSource {
    public let title = "申請書（印字済み）"
    public let paper = Paper.form
    public let isOnePerReference = false
    private let kind: LetterKind
    private let directory: any AddresseeDirectory
    private let law: EligibilityLaw

    /// The forms there are.
    public static let kinds: [LetterKind] = [
        .formReimbursement, .formChange, .formAccount, .formReissue, .formConsent,
        .formMandate, .formRegistration,
    ]

    /// - Parameter law: which children may apply.
    public init(_ kind: LetterKind, directory: any AddresseeDirectory, law: EligibilityLaw) {
        self.kind = kind
        self.directory = directory
        self.law = law
    }

    public func waiting(in scope: Scope) throws -> [Int64] { [] }

    /// - Parameter references: 宛名番号 of children.
    public func orders(_ references: [Int64], in scope: Scope) throws -> [LetterOrder] {
        let children = references.map(AddresseeNumber.init(value:))
        let strands = try HistoryBook.strands(children: children, from: scope.db)
        let people = try directory.persons(children)
        let applicants = try applicants(
            for: children.filter { strands[$0]?.isEmpty ?? true }.compactMap { people[$0] },
            in: scope)
        return children.compactMap { child in
            guard let person = people[child] else { return nil }
            let known = strands[child]?.last?.state
            guard let recipient = known?.recipient ?? (try? applicants[child]?.get()) else {
                return nil
            }
            var values = LetterValues(application: person, by: recipient)
            guard let state = known else {
                return LetterOrder(
                    kind, reference: child.value, recipient: recipient, children: [child],
                    values: values)
            }
            values[.recipientNumber] = state.recipientNumber.map(LetterValue.text)
            values[.outpatient] = .period(state.periods.outpatient)
            values[.inpatient] = .period(state.periods.inpatient)
            return LetterOrder(
                kind, reference: child.value, recipient: recipient, children: [child],
                values: values)
        }
    }

    /// Why there is no form for a child, in words; `nil` where there is one.
    public func obstacle(for child: AddresseeNumber, in scope: Scope) throws -> String? {
        let strands = try HistoryBook.strands(children: [child], from: scope.db)
        guard strands[child]?.isEmpty ?? true else { return nil }
        guard kind == .formRegistration else { return "この児童に受給資格の記録がありません" }
        guard let person = try directory.person(child) else { return "児童が宛名にありません" }
        guard case .failure(let out) = try applicants(for: [person], in: scope)[child] else {
            return nil
        }
        // The reason may tell of a parent: dead, or living elsewhere.
        scope.saw([child] + [person.mother, person.father].compactMap(\.self))
        return out.reason
    }

    /// Who would apply for children without an entitlement, or why nobody can be named.
    private func applicants(
        for children: [ResidentSnapshot], in scope: Scope
    ) throws -> [AddresseeNumber: Result<AddresseeNumber, LeftOut>] {
        guard kind == .formRegistration, !children.isEmpty else { return [:] }
        let numbers = children.map(\.number)
        let parents = children.flatMap { [$0.mother, $0.father].compactMap(\.self) }
        let asked = try AskedGuardian(
            of: numbers, people: try directory.persons(numbers + parents), from: scope.db)
        return children.reduce(into: [:]) { found, child in
            found[child.number] =
                if child.status != .resident {
                    .failure(LeftOut(reason: "この児童は住民ではありません"))
                } else if !law.isOfAge(child.born, on: scope.today) {
                    .failure(LeftOut(reason: "きょうの制度では対象の年齢ではありません"))
                } else {
                    asked.find(child)
                }
        }
    }
}

extension LetterValues {
    /// What the register fills in of an application form: the child, and in whose name it is.
    init(application child: ResidentSnapshot, by guardian: AddresseeNumber) {
        self.init()
        self[.child] = .person(child.number)
        self[.guardian] = .person(guardian)
        self[.kana] = .text(child.kana)
        self[.born] = .date(child.born)
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
