// SPDX-License-Identifier: Apache-2.0
import Crypto
public import Vocabulary

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The list of destroyed keys, kept with the keys and never rolled back with a database: one line
/// of 64 hexadecimal digits for each, the SHA-256 of the random mark of a key. It says nothing about
/// a person. When an older shelf of keys is put back the list is replayed.
public struct DestroyedKeys: Sendable {
    public let path: String
    /// The longest list that is read: two million keys.
    private static let limit = 65 * 2_000_000

    public init(path: String) { self.path = path }

    /// What stands in the list for a mark.
    public static func line(_ mark: [UInt8]) -> String {
        hexadecimal(Array(SHA256.hash(data: Array("hagukumi-destroyed".utf8) + mark)))
    }

    /// The lines of the list; empty where nothing was ever destroyed.
    public func marks() throws(Fault) -> Set<String> {
        guard access(path, F_OK) == 0 else { return [] }
        let text = String(
            decoding: try KeyFile.contents(of: path, limit: Self.limit), as: UTF8.self)
        // A line that a crash cut short counts for nothing: its key is still there.
        return Set(text.split(separator: "\n").map(String.init).filter { $0.utf8.count == 64 })
    }

    /// Adds marks and syncs the list to the disk.
    public func add(_ marks: [[UInt8]]) throws(Fault) { try append(marks.map(Self.line)) }

    /// Adds what another list has more than this one: a newer list beside an older backup.
    public func merge(_ other: DestroyedKeys) throws(Fault) {
        let more = try other.marks().subtracting(marks())
        if !more.isEmpty { try append(more.sorted()) }
    }

    private func append(_ lines: [String]) throws(Fault) {
        let text = lines.joined(separator: "\n") + "\n"
        try KeyFile.appendLines(Array(text.utf8), to: path)
    }
}

/// Bytes as lower-case hexadecimal digits.
func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
        decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
