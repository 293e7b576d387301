// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Synchronization
import Vocabulary

/// Who has whose record open: each officer the last one, in memory only. It locks nothing out
/// (a write that another has overtaken is refused by its own procedure); it lets people speak to
/// each other before two do the same.
final class Presence: Sendable {
    private struct Place {
        let person: AddresseeNumber
        let name: String
        let since: Instant
        var last: Instant
    }

    /// Somebody at a record, and since when.
    struct Other: Hashable {
        let name: String
        let since: Instant
    }

    /// Who has not asked for a page of the record for so long is gone: as long as a log-in may
    /// rest.
    private static let seconds = 600
    private let places = Mutex<[String: Place]>([:])

    /// The officer is at the record of a person now, and at no other.
    func open(_ person: AddresseeNumber, by officer: String, named name: String, at now: Instant) {
        places.withLock { places in
            if places[officer]?.person == person,
                Self.isThere(places[officer], at: now)
            {
                places[officer]?.last = now
            } else {
                places[officer] = Place(person: person, name: name, since: now, last: now)
            }
        }
    }

    /// The officer has left the desk.
    func leave(_ officer: String) { places.withLock { $0[officer] = nil } }

    /// Who else is at the record, who came first first.
    func others(at person: AddresseeNumber, than officer: String, at now: Instant) -> [Other] {
        places.withLock { places in
            places.filter {
                $0.key != officer && $0.value.person == person && Self.isThere($0.value, at: now)
            }.values.sorted { $0.since < $1.since }
                .map { Other(name: $0.name, since: $0.since) }
        }
    }

    private static func isThere(_ place: Place?, at now: Instant) -> Bool {
        place.map { $0.last.seconds(until: now) < seconds } ?? false
    }
}

extension Visit {
    /// Who else has the record of this page open, in one line; whoever looks is entered, too.
    var openElsewhere: String? {
        guard let officer = session?.principal,
            let person = parameters["person"].flatMap(AddresseeNumber.init)
        else { return nil }
        desk.presence.open(person, by: officer.officer, named: officer.name, at: desk.now)
        let others = desk.presence.others(at: person, than: officer.officer, at: desk.now)
        guard !others.isEmpty else { return nil }
        let words = others.map { "\($0.name)（\(Say.time($0.since))から）" }
        return "ほかの職員がこの方の台帳を開いています：\(words.joined(separator: "、"))"
    }
}
