// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Safeguards
public import Vocabulary

/// 保険者あて請求書の作成: one letter to one insurer about its mandates; each mandate is asked once.
public enum RequestFromInsurer {
    public static let operation = OperationCode.writeInsurerRequest

    /// Marks mandates as requested, and answers the letter with its list.
    ///
    /// A family under 支援措置 is refused: the insurer writes to the insured person, who may be the
    /// one they are protected from.
    /// - Parameters:
    ///   - reference: 文書番号 of the letter.
    ///   - dueOn: until when the insurer is asked to answer.
    /// - Throws: `.unknownProxy`, `.proxyClosed`, `.alreadyRequested`, `.otherInsurer`,
    ///   `.proxyProtected`, `.referenceUsed`, `.answerDayPassed`, `.insurerAddressMissing`.
    public static func perform(
        _ ids: [Int64], to office: InsurerOffice, reference: String, dueOn: CivilDate,
        directory: any AddresseeDirectory, in scope: Scope
    ) throws -> WrittenInsurerRequest {
        let found = try ProxyBook.proxies(ids, from: scope.db)
        let proxies = try ids.once().map { id -> ProxyReceipt in
            guard let proxy = found[id] else { throw BenefitsRefusal.unknownProxy }
            guard proxy.state != .closed else { throw BenefitsRefusal.proxyClosed }
            guard proxy.state == .mandated else { throw BenefitsRefusal.alreadyRequested }
            guard proxy.insurer == office.insurer else { throw BenefitsRefusal.otherInsurer }
            return proxy
        }
        guard !proxies.isEmpty else { throw BenefitsRefusal.unknownProxy }
        scope.saw(proxies.flatMap(\.people))
        let people = try directory.persons(proxies.flatMap(\.people).once())
        guard !people.values.contains(where: \.isProtected) else {
            throw BenefitsRefusal.proxyProtected
        }
        let letter = try scope.write(
            .claim, first: nil, to: office, reference: reference, dueOn: dueOn,
            proxies.map { InsurerRequest.Item(proxy: $0.id, amount: $0.estimate.benefit) })
        let (today, officer) = (scope.today, scope.principal.officer)
        try scope.append(
            proxies.map {
                ProxyEventRow(
                    proxy: $0.id,
                    event: ProxyReceipt.Event(
                        kind: .requested, on: today, amount: $0.estimate.benefit,
                        reference: reference, note: "委任に基づき請求", officer: officer))
            })
        scope.counted(proxies.count)
        return try WrittenInsurerRequest(letter, proxies, people, in: scope)
    }
}

/// 保険者への督促: the letter once more, about the mandates that it has not answered.
public enum RemindInsurer {
    public static let operation = OperationCode.writeInsurerRequest

    /// - Parameter id: the first letter.
    /// - Throws: `.unknownInsurerRequest`, `.nothingToRemind`, `.proxyProtected`, `.referenceUsed`,
    ///   `.answerDayPassed`, `.insurerAddressMissing`.
    public static func perform(
        _ id: Int64, reference: String, dueOn: CivilDate, directory: any AddresseeDirectory,
        in scope: Scope
    ) throws -> WrittenInsurerRequest {
        guard let first = try InsurerRequestBook.request(id, from: scope.db), first.kind == .claim
        else { throw BenefitsRefusal.unknownInsurerRequest }
        let open = try InsurerRequestBook.open(of: id, from: scope.db)
        let items = first.items.filter { open.contains($0.proxy) }
        guard !items.isEmpty else { throw BenefitsRefusal.nothingToRemind }
        let proxies = try ProxyBook.proxies(items.map(\.proxy), from: scope.db)
        let listed = items.compactMap { proxies[$0.proxy] }
        scope.saw(listed.flatMap(\.people))
        let people = try directory.persons(listed.flatMap(\.people).once())
        guard !people.values.contains(where: \.isProtected) else {
            throw BenefitsRefusal.proxyProtected
        }
        let letter = try scope.write(
            .reminder, first: id, to: first.office, reference: reference, dueOn: dueOn, items)
        scope.counted(items.count)
        return try WrittenInsurerRequest(
            letter, listed, people, claimedOn: first.issuedOn, in: scope)
    }
}

/// 保険者あて請求書の再印刷と連名簿: a letter that was written before, with its list as it stands.
public enum ReprintInsurerRequest {
    public static let operation = OperationCode.writeInsurerRequest

    /// - Throws: `.unknownInsurerRequest`, `.proxyProtected`.
    public static func perform(
        _ id: Int64, directory: any AddresseeDirectory, in scope: Scope
    ) throws -> WrittenInsurerRequest {
        guard let letter = try InsurerRequestBook.request(id, from: scope.db) else {
            throw BenefitsRefusal.unknownInsurerRequest
        }
        let found = try ProxyBook.proxies(letter.items.map(\.proxy), from: scope.db)
        let proxies = letter.items.compactMap { found[$0.proxy] }
        scope.saw(proxies.flatMap(\.people))
        let people = try directory.persons(proxies.flatMap(\.people).once())
        guard !people.values.contains(where: \.isProtected) else {
            throw BenefitsRefusal.proxyProtected
        }
        let first = try letter.first.flatMap { try InsurerRequestBook.request($0, from: scope.db) }
        scope.counted(proxies.count)
        return try WrittenInsurerRequest(
            letter, proxies, people, claimedOn: first?.issuedOn, in: scope)
    }
}

extension Scope {
    fileprivate func write(
        _ kind: InsurerRequest.Kind, first: Int64?, to office: InsurerOffice, reference: String,
        dueOn: CivilDate, _ items: [InsurerRequest.Item]
    ) throws -> InsurerRequest {
        guard dueOn > today else { throw BenefitsRefusal.answerDayPassed }
        guard !office.name.isEmpty, !office.address.isEmpty else {
            throw BenefitsRefusal.insurerAddressMissing
        }
        guard try !InsurerRequestBook.isUsed(reference: reference, from: db) else {
            throw BenefitsRefusal.referenceUsed
        }
        let id = try append([
            InsurerRequestRow(
                kind: kind, first: first, office: office, reference: reference, issuedOn: today,
                dueOn: dueOn, officer: principal.officer)
        ])[0]
        try append(items.map { InsurerRequestItemRow(request: id, item: $0) })
        var letter = InsurerRequest(
            id: id, kind: kind, first: first, office: office, reference: reference,
            issuedOn: today, dueOn: dueOn, officer: principal.officer)
        letter.items = items
        return letter
    }
}
