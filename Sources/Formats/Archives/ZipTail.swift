// SPDX-License-Identifier: Apache-2.0

/// The end of a ZIP (end of central directory): what must agree before anything is unpacked.
///
/// A tolerant reader looks for a directory anywhere, so that a file may be one archive to one
/// program and another to the next. Here the directory ends exactly where the file ends.
struct ZipTail {
    /// How many files the directory names.
    let entries: Int

    static let length = 22
    private static let longestComment = 0xFFFF
    private static let largestDirectory = 1 << 20
    private static let firstFile: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    private static let endOfDirectory: [UInt8] = [0x50, 0x4B, 0x05, 0x06]

    /// - Throws: `notAnArchive`, `archiveBroken`, `archiveEmpty`.
    init(_ file: ArchiveFile) throws {
        let head = try file.bytes(at: 0, count: 4)
        guard head == ZipTail.firstFile else {
            throw head == ZipTail.endOfDirectory
                ? FormatRefusal.archiveEmpty : FormatRefusal.notAnArchive
        }
        let count = min(file.size, ZipTail.length + ZipTail.longestComment)
        let start = file.size - count
        let tail = try file.bytes(at: start, count: count)
        guard let place = ZipTail.place(in: tail) else { throw FormatRefusal.archiveBroken }
        func number(_ offset: Int, _ width: Int) -> Int {
            (0..<width).reduce(0) { $0 | Int(tail[place + offset + $1]) << (8 * $1) }
        }
        // Parts on several disks, and sizes beyond four gigabytes, are no application.
        let isOnePart = number(4, 2) == 0 && number(6, 2) == 0 && number(8, 2) == number(10, 2)
        let directoryEnd = number(16, 4) + number(12, 4)
        guard isOnePart, directoryEnd == start + place, number(10, 2) < 0xFFFF else {
            throw FormatRefusal.archiveBroken
        }
        entries = number(10, 2)
        guard entries > 0 else { throw FormatRefusal.archiveEmpty }
        guard number(12, 4) <= ZipTail.largestDirectory else {
            throw FormatRefusal.archiveTooManyEntries(limit: entries)
        }
        try ZipTail.check(
            try file.bytes(at: number(16, 4), count: number(12, 4)), entries: entries)
    }

    /// The headers fill the directory exactly, and no name hides an end inside (a zero byte), after
    /// which another program would read on.
    private static func check(_ directory: [UInt8], entries: Int) throws {
        var rest = directory[...]
        var count = 0
        while rest.count >= 46, rest.prefix(4).elementsEqual([0x50, 0x4B, 0x01, 0x02]) {
            func half(_ offset: Int) -> Int {
                Int(rest[rest.startIndex + offset]) | Int(rest[rest.startIndex + offset + 1]) << 8
            }
            let (name, length) = (half(28), 46 + half(28) + half(30) + half(32))
            guard rest.count >= length else { break }
            if rest.dropFirst(46).prefix(name).contains(0) {
                throw FormatRefusal.archiveNameUnsafe
            }
            rest = rest.dropFirst(length)
            count += 1
        }
        guard rest.isEmpty, count == entries else { throw FormatRefusal.archiveBroken }
    }

    /// The last end mark whose comment reaches exactly to the end of the file.
    private static func place(in tail: [UInt8]) -> Int? {
        guard tail.count >= length else { return nil }
        for place in stride(from: tail.count - length, through: 0, by: -1)
        where tail[place] == 0x50 && Array(tail[place..<(place + 4)]) == endOfDirectory {
            let comment = Int(tail[place + 20]) | Int(tail[place + 21]) << 8
            if place + length + comment == tail.count { return place }
        }
        return nil
    }
}
