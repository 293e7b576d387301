// SPDX-License-Identifier: Apache-2.0
import Formats
import Foundation
import Ledger
import Scheme
import Synchronization

/// Books and layouts as they stand in their folders, read once for the same bytes.
///
/// A process opens an office more than once: municipalities of one server share a folder, an installation is
/// made and then opened, tests do it all day. What is read depends on nothing but the files.
enum BookReading {
    private static let libraries = Readings<SchemeLibrary>()
    private static let layouts = Readings<LayoutLibrary>()

    /// - Throws: `BookProblems`.
    static func library(_ directory: String) throws -> SchemeLibrary {
        try libraries.read(directory) {
            try SchemeLibrary.load(directory: directory, digest: digest)
        }
    }

    /// - Throws: `FormatRefusal.layoutBroken`, `Fault`.
    static func layouts(_ directory: String) throws -> LayoutLibrary {
        try layouts.read(directory) {
            try LayoutLibrary.load(directory: directory, digest: digest)
        }
    }

    private static func digest(_ bytes: [UInt8]) -> String { Digest.of(bytes).description }
}

/// The latest readings of folders of YAML files, by what stood in the files.
private final class Readings<Value: Sendable>: Sendable {
    private static var capacity: Int { 4 }
    private let latest = Mutex<[(key: Digest, value: Value)]>([])

    func read(_ directory: String, _ load: () throws -> Value) throws -> Value {
        // Where the files cannot be read, whoever loads them says so.
        guard let key = Self.key(of: directory) else { return try load() }
        if let known = latest.withLock({ $0.first { $0.key == key }?.value }) { return known }
        let value = try load()
        // Written to in between: it is not known what was read.
        guard Self.key(of: directory) == key else { return value }
        latest.withLock {
            $0 = [(key, value)] + $0.filter { $0.key != key }.prefix(Self.capacity - 1)
        }
        return value
    }

    /// Names and bytes of the files, down to the folders below.
    private static func key(of directory: String) -> Digest? {
        guard let names = try? FileManager.default.subpathsOfDirectory(atPath: directory) else {
            return nil
        }
        var everything: [UInt8] = []
        for name in names.filter({ $0.hasSuffix(".yaml") }).sorted() {
            guard let data = FileManager.default.contents(atPath: directory + "/" + name) else {
                return nil
            }
            everything += "\(name)\0\(data.count)\0".utf8
            everything += data
        }
        return Digest.of(everything)
    }
}
