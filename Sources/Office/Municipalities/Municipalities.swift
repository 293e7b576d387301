// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Several municipalities under one roof: each is an installation of its own, with its own
/// databases, keys, logs, law, accounts and peers. They share the program and nothing else; there
/// is no question that more than one of them could answer (ADR 28).
public final class Municipalities: Sendable {
    /// One municipality, open.
    public struct Place: Sendable {
        public let entry: MunicipalityEntry
        public let office: Installation
    }

    public let list: MunicipalityList
    public let places: [Place]

    /// Opens every installation of the list, or none.
    ///
    /// - Parameter base: what is the machine's: books, layouts, clock, chance.
    /// - Throws: `MunicipalityRefusal`, and what `Installation.open` throws.
    public static func open(
        _ list: MunicipalityList, like base: InstallationSettings
    ) throws -> Municipalities {
        try differ(list, like: base)
        return try Municipalities(list, base, Installation.open)
    }

    /// Makes the installations of the list that are not there yet, and opens all.
    ///
    /// - Returns: them, and the names of those that were made.
    public static func create(
        _ list: MunicipalityList, like base: InstallationSettings
    ) throws -> (municipalities: Municipalities, made: [String]) {
        try differ(list, like: base)
        var made: [String] = []
        for entry in list.entries {
            let settings = list.settings(of: entry, like: base)
            do {
                try Installation.create(settings).close()
                made.append(entry.name)
            } catch InstallationRefusal.folderIsTaken {
                // What is there already is opened below, or refused there.
                continue
            }
        }
        return (try Municipalities(list, base, Installation.open), made)
    }

    private init(
        _ list: MunicipalityList, _ base: InstallationSettings,
        _ open: (InstallationSettings) throws -> Installation
    ) throws {
        self.list = list
        var places: [Place] = []
        do {
            for entry in list.entries {
                let office = try open(list.settings(of: entry, like: base))
                places.append(Place(entry: entry, office: office))
            }
        } catch {
            for place in places { try? place.office.close() }
            throw error
        }
        self.places = places
    }

    /// Every municipality has a code of its own, which its databases and keys carry.
    private static func differ(_ list: MunicipalityList, like base: InstallationSettings) throws {
        var names: [String: String] = [:]
        for entry in list.entries {
            let body = try Installation.body(of: list.settings(of: entry, like: base))
            if let other = names.updateValue(entry.name, forKey: body) {
                throw MunicipalityRefusal.shared(
                    what: "団体コード(\(body))", first: other, second: entry.name)
            }
        }
    }

    /// Closes all of them; the first failure is thrown after every other one is closed.
    public func close() throws {
        var failure: (any Error)?
        for place in places {
            do { try place.office.close() } catch { failure = failure ?? error }
        }
        if let failure { throw failure }
    }
}
