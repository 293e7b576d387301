// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
public import NumberGate
public import Safeguards
public import Vocabulary

/// `result[]` of the 付番API.
public struct NonResidentAnswer: Sendable, Hashable, Codable {
    public let addressee: AddresseeNumber
    /// 履歴番号; `nil` when nothing new was stated.
    public let historyNumber: Int?
}

/// Numbers a 住登外者 (0310001, 0310004): a new number of the range apart, or the existing one that
/// the officer chose. Whose four items are all there already is never numbered twice.
public enum NumberNonResident {
    public static let operation = OperationCode.numberPerson

    /// - Parameter number: the 個人番号, only from a business that may use it.
    /// - Throws: `ParameterProblems` (E0004), `AddresseeRefusal`.
    public static func perform(
        _ request: NonResidentRequest, number: SealedNumber? = nil, key: String? = nil,
        from peer: Peer, register: PeerRegister, vault: NumberVault, in scope: Scope
    ) throws -> NonResidentAnswer {
        try peer.check(.numberNonResident, byNumber: number != nil)
        guard request.business == peer.business else {
            throw ParameterProblems([
                ParameterProblem(.correlation, "gyomuid", "依頼元の業務ではありません。")
            ])
        }
        let index = try number.map { try vault.blindIndex(of: $0, for: .numbering) }
        let fingerprint = vault.fingerprint(request.words, index)
        // The standard API has no key of its own. The request names officer, day and second: the
        // same words again are the same request, sent twice. The 個人番号 is not part of this key,
        // which stands in a fact for ever; the fingerprint beside it compares the number.
        let own =
            "same:"
            + vault.fingerprint(request.words, nil).map { String($0, radix: 16) }.joined(
                separator: ".")
        return try RequestBook.answer(
            key ?? own, of: peer.name, fingerprint: fingerprint, in: scope
        ) {
            if let existing = request.addressee {
                return try use(existing, request, index, peer, register, in: scope)
            }
            return try new(request, number, index, peer, register, vault, in: scope)
        }
    }

    private static func new(
        _ request: NonResidentRequest, _ number: SealedNumber?, _ index: [UInt8]?, _ peer: Peer,
        _ register: PeerRegister, _ vault: NumberVault, in scope: Scope
    ) throws -> NonResidentAnswer {
        if let index, try IdentityBook.person(ofBlindIndex: index, in: scope) != nil {
            throw ParameterProblems([
                ParameterProblem(.correlation, "kojinbango", "この個人番号の方は付番済みです。候補から選んでください。")
            ])
        }
        let same = try FindCandidates.ranked(request.fourItems, for: peer, limit: 1, in: scope)
            .first { $0.comparison.agrees }
        guard same == nil else {
            throw ParameterProblems([
                ParameterProblem(
                    .correlation, "shorikubun", "4情報の一致する方が既にいます。処理区分1か2で番号を指定してください。")
            ])
        }
        let addressee = try NonResidentBook.nextNumber(
            from: register.firstNonResidentSerial, in: scope)
        let person = try IdentityBook.newPerson(in: scope)
        try IdentityBook.tie(addressee, to: person.id, in: scope)
        if let number, let index {
            let cell = try vault.cell(of: number, person: person.id, for: .numbering)
            try NumberCellBook.append([(person.id, cell, index)], in: scope)
            try NoticeBook.tell(.numbered, of: [addressee], to: .intermediateServer, in: scope)
        }
        try FlagBook.put(true, addressee, peer.business, in: scope)
        try NonResidentBook.append(
            request.record(addressee, 1, .numbered, request.items, peer, at: scope.now), in: scope)
        return NonResidentAnswer(addressee: addressee, historyNumber: 1)
    }

    /// 処理区分 1 and 2: the number is there; what the request states is added to its history.
    private static func use(
        _ addressee: AddresseeNumber, _ request: NonResidentRequest, _ index: [UInt8]?,
        _ peer: Peer, _ register: PeerRegister, in scope: Scope
    ) throws -> NonResidentAnswer {
        guard let record = try AddresseeBook.record(addressee, in: scope),
            record.isOpen(to: peer)
        else { throw problem("atenabango", "この宛名番号はありません。") }
        scope.saw(addressee)
        guard record.status != Resident.Status.resident.rawValue else {
            throw problem("atenabango", "住民の宛名番号です。付番依頼（0320001）をしてください。")
        }
        if let index, let holder = try IdentityBook.person(ofBlindIndex: index, in: scope),
            holder != record.person
        {
            throw problem("kojinbango", "この個人番号は別の方のものとして登録されています。")
        }
        try LockBook.check(addressee, in: scope)
        try FlagBook.put(true, addressee, peer.business, in: scope)
        if let target = request.mergeInto {
            _ = try MergePersons.perform(
                keeping: target, merging: addressee, because: "付番APIの名寄せ（\(request.officer)）",
                register: register, in: scope)
        }
        let last = try NonResidentBook.newest([addressee], in: scope)[addressee]
        guard !request.items.isEmpty else {
            return NonResidentAnswer(addressee: addressee, historyNumber: last?.historyNumber)
        }
        let stated = (last?.items ?? [:]).merging(request.items) { _, new in new }
        let isSame = last.map { $0.items == stated && $0.event != .deleted } ?? false
        guard !isSame || last?.isNotForOthers != request.isNotForOthers else {
            return NonResidentAnswer(addressee: addressee, historyNumber: last?.historyNumber)
        }
        let next = (last?.historyNumber ?? 0) + 1
        try NonResidentBook.append(
            request.record(addressee, next, .updated, stated, peer, at: scope.now), in: scope)
        return NonResidentAnswer(addressee: addressee, historyNumber: next)
    }

    private static func problem(_ parameter: String, _ what: String) -> ParameterProblems {
        ParameterProblems([ParameterProblem(.correlation, parameter, what)])
    }
}

extension NonResidentRequest {
    /// The request as one list of words, for its fingerprint.
    fileprivate var words: [String] {
        let control: [String] = [
            "nonresident", task.rawValue, addressee?.description ?? "", business.kind.rawValue,
            business.id, mergeInto?.description ?? "", isNotForOthers ? "1" : "0", officer,
            officerOn.description, officerTime,
        ]
        return control + NonResidentItem.allCases.map { items[$0] ?? "" }
    }

    fileprivate func record(
        _ addressee: AddresseeNumber, _ historyNumber: Int, _ event: NonResidentRecord.Event,
        _ items: [NonResidentItem: String], _ peer: Peer, at now: Instant
    ) -> NonResidentRecord {
        NonResidentRecord(
            addressee: addressee, historyNumber: historyNumber, event: event,
            source: peer.name.rawValue, effectiveOn: officerOn, isNotForOthers: isNotForOthers,
            officer: officer, officerAt: "\(officerOn)T\(officerTime)+09:00", items: items,
            recordedAt: now)
    }
}
