// SPDX-License-Identifier: Apache-2.0
import Formats
import Foundation
import Links

/// The index of one file, kept in a folder of its own inside the peers' folder: 宛名番号 and places,
/// nothing else, under the same guard as the file, and worthless without it.
struct PeerIndexFile {
    private static let head = "hagukumi-index-1"
    private let path: String
    /// Name, size and time of the file: another file has another index.
    let identity: String

    init(of file: PeerFile, in folder: String) throws {
        let facts = try FileManager.default.attributesOfItem(atPath: folder + "/" + file.text)
        let size = (facts[.size] as? NSNumber)?.int64Value ?? 0
        let changed = (facts[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        identity = "\(file.text) \(size) \(Int64(changed * 1_000))"
        path = folder + "/.index/" + file.text + ".idx"
    }

    /// `nil` where there is none, or one of other bytes.
    func read() -> FeedIndex? {
        guard let data = FileManager.default.contents(atPath: path),
            let end = data.firstIndex(of: 0x0A),
            let first = String(bytes: data[..<end], encoding: .utf8)
        else { return nil }
        let parts = first.split(separator: "\t", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == Self.head, parts[1] == identity,
            let head = Int(parts[2]), let count = Int(parts[3])
        else { return nil }
        let body = data[(end + 1)...]
        guard body.count == count * 24 else { return nil }
        return FeedIndex(
            headLength: head,
            entries: body.withUnsafeBytes { bytes in
                (0..<count).map { place in
                    func number<T: FixedWidthInteger>(_ at: Int, _ type: T.Type) -> T {
                        T(
                            littleEndian: bytes.loadUnaligned(
                                fromByteOffset: place * 24 + at, as: T.self))
                    }
                    return FeedIndex.Entry(
                        number: number(0, Int64.self), offset: number(8, Int64.self),
                        length: number(16, Int32.self), line: number(20, Int32.self))
                }
            })
    }

    /// Where the folder may not be written the index lives as long as the program.
    func write(_ index: FeedIndex) {
        var data = Data(
            "\(Self.head)\t\(identity)\t\(index.headLength)\t\(index.entries.count)\n".utf8)
        data.reserveCapacity(data.count + index.entries.count * 24)
        for entry in index.entries {
            withUnsafeBytes(of: entry.number.littleEndian) { data.append(contentsOf: $0) }
            withUnsafeBytes(of: entry.offset.littleEndian) { data.append(contentsOf: $0) }
            withUnsafeBytes(of: entry.length.littleEndian) { data.append(contentsOf: $0) }
            withUnsafeBytes(of: entry.line.littleEndian) { data.append(contentsOf: $0) }
        }
        let directory = (path as NSString).deletingLastPathComponent
        try? FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try? data.write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}
