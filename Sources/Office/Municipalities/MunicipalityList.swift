// SPDX-License-Identifier: Apache-2.0
public import Foundation
import NumberGate

/// The list of the municipalities that one program serves: `municipalities.json`.
///
/// It is read whole and checked before anything is opened: what one municipality has, no other
/// may have a part in (区分管理, III-7 PF③).
public struct MunicipalityList: Sendable {
    public let entries: [MunicipalityEntry]
    private let folder: URL

    private struct Paper: Codable {
        let municipalities: [MunicipalityEntry]
    }

    /// - Throws: `MunicipalityRefusal`.
    public static func read(_ file: String) throws -> MunicipalityList {
        guard let data = FileManager.default.contents(atPath: file),
            let paper = try? JSONDecoder().decode(Paper.self, from: data)
        else { throw MunicipalityRefusal.listUnreadable(file) }
        guard !paper.municipalities.isEmpty else { throw MunicipalityRefusal.listIsEmpty(file) }
        return try MunicipalityList(
            paper.municipalities,
            beside: URL(fileURLWithPath: file).standardizedFileURL.deletingLastPathComponent())
    }

    /// - Parameter folder: where paths that are not absolute begin.
    /// - Throws: `MunicipalityRefusal`.
    public init(_ entries: [MunicipalityEntry], beside folder: URL) throws {
        self.entries = entries
        self.folder = folder
        for entry in entries { try MunicipalityList.check(entry) }
        for (place, entry) in entries.enumerated() {
            for other in entries[..<place] { try apart(other, entry) }
        }
    }

    /// The installation of an entry.
    ///
    /// - Parameter base: books, layouts, clock and chance, which are the machine's and not a
    ///   municipality's.
    public func settings(
        of entry: MunicipalityEntry, like base: InstallationSettings
    ) -> InstallationSettings {
        var settings = base
        settings.dataDirectory = data(entry).path
        settings.keysDirectory = keys(entry).path
        settings.scheme = entry.scheme
        settings.numberCheck = entry.isRehearsal ? .synthetic : .official
        return settings
    }

    /// The paths of certificate and key of an entry, where it names them.
    public func certificate(of entry: MunicipalityEntry) -> (chain: String, key: String)? {
        guard let chain = entry.certificate, let key = entry.key else { return nil }
        return (place(chain).path, place(key).path)
    }

    private func data(_ entry: MunicipalityEntry) -> URL { place(entry.data ?? entry.name) }

    private func keys(_ entry: MunicipalityEntry) -> URL {
        entry.keys.map { place($0) } ?? data(entry).appendingPathComponent("keys")
    }

    /// Links are followed, so that one folder under two names is still one folder.
    private func place(_ path: String) -> URL {
        let place =
            path.hasPrefix("/")
            ? URL(fileURLWithPath: path) : folder.appendingPathComponent(path)
        return place.standardizedFileURL.resolvingSymlinksInPath()
    }

    private static func check(_ entry: MunicipalityEntry) throws {
        func refuse(_ what: String) -> MunicipalityRefusal {
            .entryUnusable(name: entry.name, what: what)
        }
        let small = Set("abcdefghijklmnopqrstuvwxyz0123456789-")
        guard (1...32).contains(entry.name.count), entry.name.allSatisfy(small.contains) else {
            throw refuse("名前(name)")
        }
        guard !entry.scheme.isEmpty else { throw refuse("制度の本(scheme)") }
        let host = small.union(".")
        guard (1...253).contains(entry.host.count), entry.host.allSatisfy(host.contains) else {
            throw refuse("ホスト名(host)")
        }
        guard (0...65_535).contains(entry.port) else { throw refuse("ポート(port)") }
        guard (entry.certificate == nil) == (entry.key == nil) else {
            throw refuse("証明書と鍵(certificate, key)")
        }
    }

    /// Nothing of one may be, or lie inside, what is another's.
    private func apart(_ first: MunicipalityEntry, _ second: MunicipalityEntry) throws {
        func share(_ what: String) -> MunicipalityRefusal {
            .shared(what: what, first: first.name, second: second.name)
        }
        guard first.name != second.name else { throw share("名前") }
        guard first.host != second.host else { throw share("ホスト名") }
        let isOnePort =
            first.port == second.port && first.port != 0
            && first.listeningAddress == second.listeningAddress
        guard !isOnePort else { throw share("待受け(アドレスとポート)") }
        for mine in [data(first), keys(first)] {
            for other in [data(second), keys(second)]
            where mine.isInside(other) || other.isInside(mine) {
                throw share("フォルダ")
            }
        }
        if let mine = certificate(of: first), let other = certificate(of: second),
            mine.key == other.key
        {
            throw share("証明書の鍵")
        }
    }
}

extension URL {
    /// Whether the place is another one or lies below it.
    fileprivate func isInside(_ other: URL) -> Bool {
        pathComponents.starts(with: other.pathComponents)
    }
}
