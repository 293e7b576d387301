// SPDX-License-Identifier: Apache-2.0
import Addressee
import Entitlement
import Ledger
import Links
import Safeguards
import Vocabulary

/// Answers the port of System 1 from System 2, through System 2's own gate and log: each call is
/// one logged question. No digit of a 個人番号 can cross, for `Resident` holds none.
struct DirectoryOfSystem2: AddresseeDirectory {
    let gate: Gate
    /// System 1 among the peers of System 2; without it only residents are told.
    let welfare: Peer?
    private let asker = Principal.machine("casework")

    init(gate: Gate, welfare: Peer?) {
        self.gate = gate
        self.welfare = welfare
    }

    func person(_ number: AddresseeNumber, asOf day: CivilDate?) throws -> ResidentSnapshot? {
        try ask(about: [number]) { scope in
            let resident =
                if let day {
                    try ResidentBook.resident(number, on: day, asOf: scope.now, in: scope)
                } else {
                    try ResidentBook.resident(number, in: scope)
                }
            if let resident { return try snapshots([resident], in: scope).first }
            return try others([number], in: scope)[number]
        }
    }

    func persons(_ numbers: [AddresseeNumber]) throws -> [AddresseeNumber: ResidentSnapshot] {
        guard !numbers.isEmpty else { return [:] }
        return try ask { try persons(numbers, in: $0) }
    }

    private func persons(
        _ numbers: [AddresseeNumber], in scope: Scope
    ) throws -> [AddresseeNumber: ResidentSnapshot] {
        let wanted = Set(numbers).sorted()
        guard !wanted.isEmpty else { return [:] }
        let residents = try snapshots(
            ResidentBook.residents(wanted, in: scope).values, in: scope
        ).reduce(into: [AddresseeNumber: ResidentSnapshot]()) { $0[$1.number] = $1 }
        let rest = wanted.filter { residents[$0] == nil }
        return residents.merging(try others(rest, in: scope)) { resident, _ in resident }
    }

    /// What is judged by: of who has a status of residence with the day since when.
    private func snapshots(
        _ residents: some Collection<Resident>, in scope: Scope
    ) throws -> [ResidentSnapshot] {
        let staying = residents.filter { !$0.stayStatus.isEmpty }.map(\.addressee)
        let since = staying.isEmpty ? [:] : try StayBook.since(staying, in: scope)
        return residents.map {
            var snapshot = ResidentSnapshot($0)
            snapshot.staySince = since[$0.addressee]
            return snapshot
        }
    }

    func household(of number: AddresseeNumber) throws -> [ResidentSnapshot] {
        try ask(about: [number]) { try household(of: number, in: $0) }
    }

    private func household(
        of number: AddresseeNumber, in scope: Scope
    ) throws -> [ResidentSnapshot] {
        let members = try ResidentBook.household(of: number, in: scope)
        guard members.isEmpty else { return members.map(ResidentSnapshot.init) }
        // Of a 住登外者 nobody's household is known but its own.
        return Array(try others([number], in: scope).values)
    }

    func children(of number: AddresseeNumber) throws -> [ResidentSnapshot] {
        try ask(about: [number]) {
            try ResidentBook.children(of: number, in: $0).map(ResidentSnapshot.init)
        }
    }

    func family(
        of number: AddresseeNumber, with others: [AddresseeNumber]
    ) throws -> (members: [ResidentSnapshot], persons: [AddresseeNumber: ResidentSnapshot]) {
        try ask(about: [number]) { scope in
            let members = try household(of: number, in: scope)
            var known = Dictionary(
                members.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
            let rest = ([number] + others).filter { known[$0] == nil }
            known.merge(try persons(rest, in: scope)) { first, _ in first }
            return (members, known)
        }
    }

    func search(_ query: PersonQuery) throws -> [ResidentSnapshot] {
        // A word of signs alone is no beginning of anything, and says nothing.
        let kana = query.kana.map { KanaFold.searchKey($0) } ?? ""
        let name = query.name.map { NameKey.searchKey($0) } ?? ""
        let conditions: [ResidentQuery] = [
            query.number.map { .addressee($0) },
            kana.isEmpty ? nil : .kana(kana), name.isEmpty ? nil : .name(name),
            query.born.map { .born($0) },
            query.phone.map { .phone($0) },
            query.household.map { .household($0) },
            query.address.map { .address($0) },
        ].compactMap(\.self)
        // No condition would be the whole register.
        guard !conditions.isEmpty else { return [] }
        return try ask { scope in
            let residents = try ResidentBook.search(conditions, limit: query.limit, in: scope)
            let room = query.limit - residents.count
            guard room > 0, query.household == nil, query.phone == nil, let welfare else {
                return residents.map(ResidentSnapshot.init)
            }
            let others = try NonResidentsOfBusiness.search(
                PersonQuestion(
                    addressee: query.number, name: name.isEmpty ? nil : query.name,
                    kana: kana.isEmpty ? nil : query.kana, born: query.born,
                    address: query.address), limit: room, for: welfare, in: scope)
            return residents.map(ResidentSnapshot.init) + others.compactMap(ResidentSnapshot.init)
        }
    }

    /// 住登外者 of these numbers, as far as System 1 may know them.
    private func others(
        _ numbers: [AddresseeNumber], in scope: Scope
    ) throws -> [AddresseeNumber: ResidentSnapshot] {
        guard let welfare, !numbers.isEmpty else { return [:] }
        return try NonResidentsOfBusiness.people(numbers, for: welfare, in: scope)
            .compactMapValues(ResidentSnapshot.init)
    }

    func residents(
        born period: EffectivePeriod, after cursor: BirthCursor?, limit: Int
    ) throws -> [ResidentSnapshot] {
        try ask { scope in
            try snapshots(
                ResidentBook.residents(
                    born: period, after: cursor.map { ($0.born, $0.number) }, limit: limit,
                    in: scope), in: scope)
        }
    }

    func changes(after cursor: Int64, limit: Int) throws -> [ResidentChangeNotice] {
        try gate.perform(.relayChanges, by: asker, for: .change) { scope in
            let changes = try ResidentBook.changes(after: cursor, limit: limit, in: scope)
            scope.saw(changes.map(\.addressee))
            return changes.map { change in
                ResidentChangeNotice(
                    cursor: change.position, number: change.addressee, reason: change.reason,
                    on: change.effectiveOn, noticedAt: change.recordedAt)
            }
        }
    }

    func residentFeed() throws -> ResidentFeedNews? {
        let (state, files) = try gate.perform(.relayChanges, by: asker, for: .change) { scope in
            (
                try ResidentFeedBook.state(in: scope),
                try ResidentFeedBook.files(limit: 50, in: scope)
            )
        }
        // How old the news are is told by when the peer made the files, not by when they came in.
        let newest = files.compactMap { LinkFileName($0.name)?.madeAt }.max()
        return ResidentFeedNews(
            newest: newest ?? state.lastSuccess, newestFile: state.lastFile,
            gaps: state.gaps.count, waitingRows: state.waitingRows + state.heldRows)
    }

    func protections(
        of numbers: [AddresseeNumber]?
    ) throws -> [AddresseeNumber: Entitlement.ProtectionStanding] {
        try ask { scope in
            let standings = try Addressee.ProtectionBook.standings(of: numbers, in: scope)
                .filter(\.value.isInForce)
            let ended = try Addressee.ProtectionBook.endedInRegister(standings.keys, in: scope)
            return standings.mapValues { standing in
                Entitlement.ProtectionStanding(
                    number: standing.addressee, version: standing.version.description,
                    until: standing.until, isFed: standing.isFed,
                    isRegistered: standing.isRegistered,
                    hasEndedInRegister: ended.contains(standing.addressee))
            }
        }
    }

    func protect(
        _ numbers: [AddresseeNumber], until: CivilDate?, reference: String,
        by officer: Principal
    ) throws {
        try gate.perform(RegisterProtection.operation, by: officer, for: .addressing) {
            try RegisterProtection.perform(numbers, until: until, reference: reference, in: $0)
        }
    }

    func unprotect(
        _ versions: [AddresseeNumber: String], reference: String, by officer: Principal
    ) throws {
        let seen = try versions.mapValues { text in
            guard let version = ProtectionVersion(text) else { throw ProtectionRefusal.moved }
            return version
        }
        try gate.perform(
            LiftProtection.operation, by: officer, for: .addressing, reason: "決裁 \(reference)"
        ) {
            try LiftProtection.perform(seen, reference: reference, in: $0)
        }
    }

    private func ask<Answer>(
        about subjects: [AddresseeNumber] = [], _ question: (Scope) throws -> Answer
    ) throws -> Answer {
        try gate.perform(
            .answerAddressee, by: asker, for: .registration, about: subjects, question)
    }
}

extension ResidentSnapshot {
    /// What System 2 knows, in the words of the port.
    init(_ resident: Resident) {
        func text(_ value: String) -> String? { value.isEmpty ? nil : value }
        let status: ResidentStatus =
            switch resident.status {
            case .resident: .resident
            case .movedOut: .movedOut
            case .dead: .died
            case .nonResident: .nonResident
            }
        guard let sex = Sex(rawValue: resident.sex) else {
            preconditionFailure("the layout of the resident feed knows no other sex")
        }
        self.init(
            number: resident.addressee, household: text(resident.household), status: status,
            name: resident.name, kana: resident.kana, alias: text(resident.alias),
            sex: sex, born: resident.born, relationship: text(resident.relationship),
            postalCode: resident.postalCode, address: resident.address,
            building: resident.building, phone: text(resident.phone),
            residentFrom: resident.residentFrom, residentUntil: resident.residentUntil,
            isProtected: resident.isProtected, protectedUntil: resident.protectionUntil,
            mother: resident.mother, father: resident.father,
            nationality: text(resident.nationality), stayStatus: text(resident.stayStatus),
            stayUntil: resident.stayUntil, recordHash: resident.recordHash,
            asOf: resident.recordedAt)
    }
}

extension ResidentSnapshot {
    /// Somebody who is no resident. `nil` where the birth date or the sex is not wholly known: System
    /// 1 judges and writes letters by them, so that the office has them completed in System 2 first.
    init?(_ person: NonResidentPerson) {
        guard let born = person.born.day, let sex = Sex(rawValue: person.sex) else { return nil }
        self.init(
            number: person.addressee, status: .nonResident, name: person.name, kana: person.kana,
            alias: person.alias.isEmpty ? nil : person.alias, sex: sex, born: born,
            postalCode: person.postalCode, address: person.address, building: person.building,
            residentFrom: nil, isProtected: person.isProtected, recordHash: person.recordHash,
            asOf: person.recordedAt)
    }
}

extension NonResidentPerson {
    /// Digest of the statement, so that a check can prove what it saw.
    fileprivate var recordHash: String {
        let words = [
            addressee.description, String(historyNumber), effectiveOn.description, name, kana,
            alias, sex, born.text, postalCode, address, building,
        ]
        return Digest.of(Array(words.joined(separator: "\u{1F}").utf8)).description
    }
}

extension Resident {
    /// Digest of the record as the register stated it, so that a check can prove what it saw.
    fileprivate var recordHash: String {
        let record = [
            addressee.description, String(changeNumber), effectiveOn.description, changeReason,
            status.rawValue, household, name, kana, alias, sex, born.description, relationship,
            postalCode, address, building, residentFrom?.description ?? "",
        ]
        return Digest.of(Array(record.joined(separator: "\u{1F}").utf8)).description
    }
}
