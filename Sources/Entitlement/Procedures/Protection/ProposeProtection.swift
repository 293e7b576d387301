// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 支援措置の登録・延長の起案. From this moment letters of the family wait; the measure itself begins when
/// another officer decides.
public enum ProposeProtection {
    public static let operation = OperationCode.proposeProtection

    /// - Returns: the request.
    /// - Throws: `ProtectionRefusal.requestIncomplete`; `EntitlementRefusal.unknownPerson`. Nobody is
    ///   refused protection for having no case here: only the number is kept.
    @discardableResult
    public static func perform(
        _ input: ProtectionInput, directory: any AddresseeDirectory, in scope: Scope
    ) throws -> Int64 {
        let members = Set(input.members).sorted()
        scope.saw(members)
        guard let first = members.first, !input.reason.allSatisfy(\.isWhitespace),
            input.until.map({ $0 > input.from }) ?? true
        else { throw ProtectionRefusal.requestIncomplete }
        let people = try directory.persons(members)
        guard people.count == members.count else { throw EntitlementRefusal.unknownPerson }
        if let abuser = input.abuser.number {
            guard !members.contains(abuser) else { throw ProtectionRefusal.requestIncomplete }
            scope.saw(abuser)
        }
        let id = try scope.append([
            ProtectionRequestRow(
                act: .register, input: input, first: first, reason: input.reason,
                proposer: scope.principal.officer)
        ])[0]
        try scope.append(
            members.map { ProtectionMemberRow(request: id, subject: $0, version: nil) })
        try RecallLetters.perform(of: members, because: "支援措置の登録の起案", in: scope)
        scope.counted(members.count)
        return id
    }
}

/// 支援措置の終了の起案: names what is in force now, and only that may be ended.
public enum ProposeProtectionEnd {
    public static let operation = OperationCode.proposeProtectionEnd

    /// - Parameter versions: what the officer saw, by person.
    /// - Throws: `ProtectionRefusal.notProtected`, `.moved`, `.requestIncomplete`.
    @discardableResult
    public static func perform(
        _ versions: [AddresseeNumber: String], reason: String,
        directory: any AddresseeDirectory, in scope: Scope
    ) throws -> Int64 {
        let members = versions.keys.sorted()
        scope.saw(members)
        guard let first = members.first, !reason.allSatisfy(\.isWhitespace) else {
            throw ProtectionRefusal.requestIncomplete
        }
        try directory.check(versions)
        let id = try scope.append([
            ProtectionRequestRow(
                act: .end, first: first, reason: reason, proposer: scope.principal.officer)
        ])[0]
        try scope.append(
            members.map { ProtectionMemberRow(request: id, subject: $0, version: versions[$0]) })
        scope.counted(members.count)
        return id
    }
}

extension AddresseeDirectory {
    /// - Throws: `ProtectionRefusal.notProtected`, `.moved` where what was seen is not the newest.
    func check(_ versions: [AddresseeNumber: String]) throws {
        let now = try protections(of: versions.keys.sorted())
        for (number, version) in versions {
            guard let standing = now[number] else { throw ProtectionRefusal.notProtected }
            guard standing.version == version else { throw ProtectionRefusal.moved }
        }
    }
}
