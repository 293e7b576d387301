// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 宛名番号 ⇄ 団体内統合宛名番号, in bulk: the element that carries the number in a message of the
/// inquiry is exchanged, everything else passes unchanged. Unknown rows come on an error list, good
/// rows go on.
public enum ConvertNumbers {
    public static let operation = OperationCode.convertNumbers

    /// From the number of a business to System 2's own.
    public static func toIntegrated(
        _ numbers: [AddresseeNumber], from peer: Peer, in scope: Scope
    ) throws -> Conversion {
        try peer.check(.convert)
        let persons = try PersonBook.persons(of: Set(numbers).sorted(), in: scope)
        let integrated = try IdentityBook.integratedNumbers(
            of: Set(persons.values).sorted(), in: scope)
        let reserved = try reserved(Array(persons.keys), to: peer, in: scope)
        return conversion(numbers, in: scope) { number in
            guard !reserved.contains(number), let person = persons[number],
                let own = integrated[person]
            else { return .failure(.unknownAddressee) }
            return .success(own)
        }
    }

    /// Back to the number that the business uses. The number of a merged person still leads to who
    /// was kept: an answer may be under way for days.
    public static func toAddressee(
        _ numbers: [AddresseeNumber], for peer: Peer, in scope: Scope
    ) throws -> Conversion {
        try peer.check(.convert)
        let persons = try IdentityBook.persons(ofIntegrated: Set(numbers).sorted(), in: scope)
        let own = try AddresseeOfBusiness.all(
            Set(persons.values).sorted(), for: peer, in: scope)
        return conversion(numbers, in: scope) { number in
            guard let person = persons[number] else { return .failure(.unknownIntegrated) }
            guard let addressee = own[person] else { return .failure(.ambiguous) }
            return .success(addressee)
        }
    }

    private static func conversion(
        _ numbers: [AddresseeNumber], in scope: Scope,
        _ convert: (AddresseeNumber) -> Result<AddresseeNumber, ConversionRefusal>
    ) -> Conversion {
        var converted: [Conversion.Converted] = []
        var problems: [Conversion.Problem] = []
        for (index, number) in numbers.enumerated() {
            switch convert(number) {
            case .success(let other):
                converted.append(.init(row: index + 1, from: number, to: other))
            case .failure(let refusal):
                problems.append(
                    .init(
                        row: index + 1, number: number, code: refusal.code,
                        message: refusal.message))
            }
        }
        scope.saw(converted.map(\.from))
        scope.counted(converted.count)
        return Conversion(converted: converted, problems: problems)
    }

    private static func reserved(
        _ numbers: [AddresseeNumber], to peer: Peer, in scope: Scope
    ) throws -> Set<AddresseeNumber> {
        let others = try NonResidentBook.newest(numbers, in: scope)
        return Set(
            others.values
                .filter { $0.isNotForOthers && $0.source != peer.name.rawValue }
                .map(\.addressee))
    }
}
