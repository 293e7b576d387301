// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Synchronization
import Vocabulary

/// Who has whose record open: each officer the last one, in memory only. It locks nothing out
/// (a write that another has overtaken is refused by its own procedure); it lets people speak to
/// each other before two do the same.
final class Presence: Sendable {
    /// What an officer has open.
    enum Record: Hashable, Sendable {
        case person(AddresseeNumber)
        /// A case, by its number.
        case file(File, Int64)
    }

    /// The cases that two officers may work on at once, by the name of their number in the address.
    enum File: String, CaseIterable, Sendable {
        case application
        case decision = "proposal"
        case reimbursement = "case"
        case eApplication = "eapplication"
        case claimError = "error"
        case run

        var wording: String {
            switch self {
            case .application: "この申請"
            case .decision: "この決定案"
            case .reimbursement: "この償還申請"
            case .eApplication: "この電子申請"
            case .claimError: "このエラーの明細書"
            case .run: "この支払処理"
            }
        }
    }

    private struct Place {
        let record: Record
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

    /// The officer is at a record now, and at no other.
    func open(_ record: Record, by officer: String, named name: String, at now: Instant) {
        places.withLock { places in
            if places[officer]?.record == record,
                Self.isThere(places[officer], at: now)
            {
                places[officer]?.last = now
            } else {
                places[officer] = Place(record: record, name: name, since: now, last: now)
            }
        }
    }

    /// The officer has left the desk.
    func leave(_ officer: String) { places.withLock { $0[officer] = nil } }

    /// Who else is at the record, who came first first.
    func others(at record: Record, than officer: String, at now: Instant) -> [Other] {
        places.withLock { places in
            places.filter {
                $0.key != officer && $0.value.record == record && Self.isThere($0.value, at: now)
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
        guard let officer = session?.principal, let record = openRecord else { return nil }
        desk.presence.open(record, by: officer.officer, named: officer.name, at: desk.now)
        let others = desk.presence.others(at: record, than: officer.officer, at: desk.now)
        guard !others.isEmpty else { return nil }
        let words = others.map { "\($0.name)（\(Say.time($0.since))から）" }
        let what =
            switch record {
            case .person: "この方の台帳"
            case .file(let file, _): file.wording
            }
        return "ほかの職員が\(what)を開いています：\(words.joined(separator: "、"))"
    }

    /// The record that the address names.
    private var openRecord: Presence.Record? {
        if let person = parameters["person"].flatMap(AddresseeNumber.init) {
            return .person(person)
        }
        for file in Presence.File.allCases {
            if let number = parameters[file.rawValue].flatMap({ Int64($0) }) {
                return .file(file, number)
            }
        }
        return nil
    }
}
