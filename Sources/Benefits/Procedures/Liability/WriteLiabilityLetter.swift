// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Safeguards
public import Scheme
public import Vocabulary

/// 第三者行為の求償・災害共済の照会の文書: what is claimed of the other party, or what is asked of the school or
/// 日本スポーツ振興センター, by what was recorded of the accident.
public enum WriteLiabilityLetter {
    public static let operation = OperationCode.printLetters

    /// The letters that an accident may have.
    public static func kind(of kind: LiabilityKind) -> LetterKind {
        switch kind {
        case .thirdParty: .liabilityClaim
        case .sportsCouncil: .councilInquiry
        }
    }

    /// - Parameters:
    ///   - place: how the money is to be paid; says nothing where it is empty.
    ///   - payments: knows what the family gives back.
    /// - Throws: `.unknownLiability`, `.liabilityClosed`; `OutsideLetterRefusal`; `LetterRefusal`.
    public static func perform(
        _ id: Int64, to party: OutsideParty, documentNumber: String, dueOn: CivilDate,
        place: String = "", payments: any ClaimsBack, letters: LetterWordings,
        directory: any AddresseeDirectory, in scope: Scope
    ) throws -> WrittenOutsideLetter {
        guard let known = try LiabilityBook.liability(id, from: scope.db) else {
            throw BenefitsRefusal.unknownLiability
        }
        scope.saw([known.child, known.recipient])
        let liability = try scope.counted(known, payments)
        guard !liability.isClosed else { throw BenefitsRefusal.liabilityClosed }
        var values = LetterValues()
        values[.claimNumber] = .text("D\(id)")
        values[.child] = .person(liability.child)
        values[.happenedOn] = .date(liability.happenedOn)
        values[.count] = .number(liability.touched.count)
        values[.dueOn] = .date(dueOn)
        switch liability.kind {
        case .thirdParty:
            guard liability.outstanding > .zero else { throw OutsideLetterRefusal.nothingClaimed }
            values[.amount] = .yen(liability.outstanding)
            values[.place] = .text(place)
        case .sportsCouncil:
            guard !liability.touched.isEmpty else { throw OutsideLetterRefusal.nothingTouched }
        }
        let order = LetterOrder(
            kind(of: liability.kind), reference: id, recipient: liability.recipient,
            children: [liability.child], values: values)
        return try WriteOutsideLetter.perform(
            order, about: liability.child, to: party, documentNumber: documentNumber,
            dueOn: dueOn, letters: letters, directory: directory, in: scope)
    }
}
