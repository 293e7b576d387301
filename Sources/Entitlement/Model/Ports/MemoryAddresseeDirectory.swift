// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Synchronization
public import Vocabulary

/// The twin of System 2 in memory, for tests and trials.
public final class MemoryAddresseeDirectory: AddresseeDirectory {
    private struct Register {
        var people: [AddresseeNumber: ResidentSnapshot] = [:]
        var notices: [ResidentChangeNotice] = []
        var feed: ResidentFeedNews?
        /// By person how often a measure began.
        var measures: [AddresseeNumber: Int] = [:]
        var decisions: Set<String> = []
    }

    private let register: Mutex<Register>

    public init(_ people: [ResidentSnapshot] = []) {
        var register = Register()
        for person in people { register.people[person.number] = person }
        self.register = Mutex(register)
    }

    /// Registers a person or replaces what is known, without a notice.
    public func put(_ person: ResidentSnapshot) {
        register.withLock { $0.people[person.number] = person }
    }

    /// Changes a registered person and puts a notice into the outbox.
    public func change(
        _ number: AddresseeNumber, reason: String, on day: CivilDate, at moment: Instant,
        _ edit: (inout ResidentSnapshot) -> Void
    ) {
        register.withLock { register in
            guard var person = register.people[number] else { return }
            edit(&person)
            person.asOf = moment
            person.recordHash += "+\(reason)"
            register.people[number] = person
            register.notices.append(
                ResidentChangeNotice(
                    cursor: Int64(register.notices.count + 1), number: number, reason: reason,
                    on: day, noticedAt: moment))
        }
    }

    /// Sets how the feed of the register stands.
    public func tell(_ news: ResidentFeedNews) { register.withLock { $0.feed = news } }

    public func residentFeed() -> ResidentFeedNews? { register.withLock { $0.feed } }

    public func person(_ number: AddresseeNumber, asOf day: CivilDate?) -> ResidentSnapshot? {
        register.withLock { $0.people[number] }
    }

    public func persons(_ numbers: [AddresseeNumber]) -> [AddresseeNumber: ResidentSnapshot] {
        register.withLock { register in
            numbers.reduce(into: [:]) { $0[$1] = register.people[$1] }
        }
    }

    public func household(of number: AddresseeNumber) -> [ResidentSnapshot] {
        register.withLock { register in
            guard let household = register.people[number]?.household else { return [] }
            return register.people.values.filter { $0.household == household }
                .sorted { $0.number < $1.number }
        }
    }

    public func children(of number: AddresseeNumber) -> [ResidentSnapshot] {
        register.withLock { register in
            register.people.values.filter { $0.mother == number || $0.father == number }
                .sorted { $0.number < $1.number }
        }
    }

    public func search(_ query: PersonQuery) -> [ResidentSnapshot] {
        register.withLock { register in
            Array(
                register.people.values.filter { query.matches($0) }
                    .sorted { $0.number < $1.number }.prefix(query.limit))
        }
    }

    public func residents(
        born period: EffectivePeriod, after cursor: BirthCursor?, limit: Int
    ) -> [ResidentSnapshot] {
        register.withLock { register in
            let people = register.people.values.filter { person in
                guard person.status == .resident, period.contains(person.born) else { return false }
                return cursor.map {
                    ($0.born, $0.number.value) < (person.born, person.number.value)
                } ?? true
            }
            return Array(
                people.sorted { ($0.born, $0.number.value) < ($1.born, $1.number.value) }
                    .prefix(limit))
        }
    }

    public func changes(after cursor: Int64, limit: Int) -> [ResidentChangeNotice] {
        register.withLock { register in
            Array(register.notices.filter { $0.cursor > cursor }.prefix(limit))
        }
    }
}

extension MemoryAddresseeDirectory: ProtectionRegister {
    public func protections(
        of numbers: [AddresseeNumber]?
    ) -> [AddresseeNumber: ProtectionStanding] {
        let wanted = numbers.map(Set.init)
        return register.withLock { register in
            register.people.values.reduce(into: [:]) { found, person in
                guard person.isProtected, wanted?.contains(person.number) ?? true else { return }
                let times = register.measures[person.number] ?? 0
                found[person.number] = ProtectionStanding(
                    number: person.number, version: "0-\(times)", until: person.protectedUntil,
                    isFed: times == 0, isRegistered: times > 0)
            }
        }
    }

    public func protect(
        _ numbers: [AddresseeNumber], until: CivilDate?, reference: String, by officer: Principal
    ) {
        register.withLock { register in
            guard register.decisions.insert(reference).inserted else { return }
            for number in numbers {
                register.people[number]?.isProtected = true
                register.people[number]?.protectedUntil = until
                register.measures[number, default: 0] += 1
            }
        }
    }

    public func unprotect(
        _ versions: [AddresseeNumber: String], reference: String, by officer: Principal
    ) throws {
        let standings = protections(of: Array(versions.keys))
        try register.withLock { register in
            guard register.decisions.insert(reference).inserted else { return }
            for (number, version) in versions where standings[number]?.version != version {
                throw ProtectionRefusal.moved
            }
            for number in versions.keys { register.people[number]?.isProtected = false }
        }
    }
}

extension PersonQuery {
    /// Whether a person meets every condition.
    func matches(_ person: ResidentSnapshot) -> Bool {
        if let number, number != person.number { return false }
        if let born, born != person.born { return false }
        if let household, household != person.household { return false }
        if let address, !person.address.contains(address) { return false }
        if let kana, !KanaFold.searchKey(person.kana).hasPrefix(KanaFold.searchKey(kana)) {
            return false
        }
        if let name, !NameKey.searchKey(person.name).hasPrefix(NameKey.searchKey(name)) {
            return false
        }
        return true
    }
}
