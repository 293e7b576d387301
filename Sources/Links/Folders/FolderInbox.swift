// SPDX-License-Identifier: Apache-2.0
import Formats
import Foundation
import Vault
import Vocabulary

/// An inbox in a folder that a form service can write to and read from:
/// `incoming/` (it writes), `working/` (claimed), `done/` (receipts), `refused/` (bundle and
/// reason), `status/SERVICE/受付番号.json`.
///
/// The service writes under another name and renames when the file is whole: only `*.zip`, `*.xml`,
/// `*.json` and `*.csv` are taken, and no name that begins with a dot. Every step is one rename, so
/// that a kill leaves a bundle in exactly one place.
public struct FolderInbox: BundleInbox {
    private enum Place: String, CaseIterable {
        case incoming, working, done, refused, status
    }

    private static let endings: Set<String> = ["zip", "xml", "json", "csv"]
    private let root: URL

    /// Makes the folders below where they are missing.
    /// - Throws: `Fault` (disk).
    public init(folder: String) throws {
        root = URL(fileURLWithPath: folder, isDirectory: true).standardizedFileURL
        for place in Place.allCases {
            try DurableFile.makeFolder(root.appending(path: place.rawValue))
        }
    }

    private func folder(_ place: Place) -> URL { root.appending(path: place.rawValue) }

    public func alone<R>(_ body: () throws -> R) throws -> R {
        let lock = try FileLock(folder(.working).appending(path: ".lock"))
        guard lock.isHeld else { throw ElectronicRefusal.pollRunning }
        return try withExtendedLifetime(lock, body)
    }

    public func claim() throws -> ClaimedBundle? {
        if let left = try names(in: .working).first {
            let (attempts, name) = FolderInbox.parts(left)
            return try claimed(left, from: .working, name: name, attempts: attempts + 1)
        }
        guard let name = try names(in: .incoming).first else { return nil }
        return try claimed(name, from: .incoming, name: name, attempts: 1)
    }

    /// `3~x.zip`: how often it was claimed, and its name.
    private static func parts(_ file: String) -> (attempts: Int, name: String) {
        guard let mark = file.firstIndex(of: "~"), let attempts = Int(file[..<mark]) else {
            return (0, file)
        }
        return (attempts, String(file[file.index(after: mark)...]))
    }

    private func claimed(
        _ file: String, from place: Place, name: String, attempts: Int
    ) throws -> ClaimedBundle? {
        let mine = "\(attempts)~\(name)"
        try DurableFile.move(
            folder(place).appending(path: file), to: folder(.working).appending(path: mine))
        // What was looked at may have been changed for a link before it was moved.
        guard DurableFile.isOrdinary(folder(.working).appending(path: mine)) else {
            try DurableFile.remove(folder(.working).appending(path: mine))
            return try claim()
        }
        return ClaimedBundle(
            name: name, source: .file(folder(.working).appending(path: mine).path),
            attempts: attempts, place: mine)
    }

    /// Ordinary files with an agreed ending, in the order of their names. No link is followed.
    private func names(in place: Place) throws -> [String] {
        try DurableFile.names(in: folder(place)).filter { name in
            guard !name.hasPrefix("."), let dot = name.lastIndex(of: "."),
                FolderInbox.endings.contains(name[name.index(after: dot)...].lowercased())
            else { return false }
            return DurableFile.isOrdinary(folder(place).appending(path: name))
        }.sorted()
    }

    public func finish(_ bundle: ClaimedBundle, receipt: [UInt8]) throws {
        try DurableFile.write(receipt, to: folder(.done).appending(path: bundle.name + ".json"))
        try DurableFile.remove(folder(.working).appending(path: bundle.place))
    }

    public func refuse(_ bundle: ClaimedBundle, reason: [UInt8]) throws {
        let goal = folder(.refused).appending(path: bundle.name)
        try DurableFile.write(
            reason, to: folder(.refused).appending(path: bundle.name + ".reason.json"))
        try DurableFile.move(folder(.working).appending(path: bundle.place), to: goal)
    }

    public func release(_ bundle: ClaimedBundle) throws {
        let goal = folder(.incoming).appending(path: bundle.name)
        // A newer file of this name stays; the older one waits among the claimed.
        guard !FileManager.default.fileExists(atPath: goal.path) else { return }
        try DurableFile.move(folder(.working).appending(path: bundle.place), to: goal)
    }

    public func write(_ status: [UInt8], service: String, receipt: String) throws {
        let home = folder(.status).appending(path: service)
        try DurableFile.makeFolder(home)
        try DurableFile.write(status, to: home.appending(path: receipt + ".json"))
    }
}
