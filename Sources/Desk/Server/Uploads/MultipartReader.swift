// SPDX-License-Identifier: Apache-2.0
import Foundation
import FoundationEssentials
import Glibc

/// Takes a form with files (`multipart/form-data`, RFC 7578) apart while it comes in: nothing but
/// one piece is ever held.
struct MultipartReader {
    /// What the form says, in its order.
    enum Event {
        case field(name: String, value: String)
        case fileBegins(field: String, name: String)
        case fileBytes(ArraySlice<UInt8>)
        case fileEnds
    }

    private enum Place {
        case boundary
        case heading
        case field(String)
        case file
        case end
    }

    /// A heading or a field that is longer is not of a page of the desk.
    private static let most = 64 * 1_024

    private let delimiter: [UInt8]
    // The first boundary has no line before it: it is read as if there was one.
    private var waiting: [UInt8] = [13, 10]
    private var value: [UInt8] = []
    private var place = Place.boundary
    private var isBegun = false

    /// - Parameter contentType: `nil` is answered where it names no boundary.
    init?(contentType: String) {
        guard contentType.lowercased().hasPrefix("multipart/form-data"),
            let mark = contentType.range(of: "boundary=", options: .caseInsensitive)
        else { return nil }
        var boundary = contentType[mark.upperBound...].prefix { $0 != ";" }
        if boundary.first == "\"", boundary.last == "\"", boundary.count > 1 {
            boundary = boundary.dropFirst().dropLast()
        }
        guard (1...70).contains(boundary.utf8.count) else { return nil }
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    /// Takes the next piece.
    /// - Throws: `DeskRefusal.brokenForm`, and whatever `handle` throws.
    mutating func take(
        _ piece: some Sequence<UInt8>, _ handle: (Event) throws -> Void
    ) throws {
        waiting.append(contentsOf: piece)
        while try step(handle) {}
    }

    /// Says that nothing more comes.
    /// - Throws: `DeskRefusal.brokenForm` where the form has no end.
    func finish() throws {
        guard case .end = place else { throw DeskRefusal.brokenForm }
    }

    /// One step; false where more bytes are needed.
    private mutating func step(_ handle: (Event) throws -> Void) throws -> Bool {
        switch place {
        case .end:
            waiting.removeAll()
            return false
        case .boundary:
            return try passBoundary()
        case .heading:
            guard let end = find(Array("\r\n\r\n".utf8)) else {
                guard waiting.count <= Self.most else { throw DeskRefusal.brokenForm }
                return false
            }
            let lines = String(decoding: waiting[..<end], as: UTF8.self)
            waiting.removeFirst(end + 4)
            try begin(PartHeading(lines), handle)
            return true
        case .field(let name):
            let part = content()
            value.append(contentsOf: part.bytes)
            guard part.isEnd else {
                guard value.count <= Self.most else { throw DeskRefusal.brokenForm }
                return false
            }
            try handle(.field(name: name, value: String(decoding: value, as: UTF8.self)))
            return true
        case .file:
            let part = content()
            if !part.bytes.isEmpty { try handle(.fileBytes(part.bytes)) }
            if part.isEnd { try handle(.fileEnds) }
            return part.isEnd
        }
    }

    /// After a delimiter: `--` is the end, a line end leads to the next part.
    private mutating func passBoundary() throws -> Bool {
        if !isBegun {
            guard let start = find(delimiter) else {
                guard waiting.count <= Self.most else { throw DeskRefusal.brokenForm }
                return false
            }
            waiting.removeFirst(start + delimiter.count)
            isBegun = true
        }
        guard waiting.count >= 2 else { return false }
        let next = (waiting[0], waiting[1])
        waiting.removeFirst(2)
        switch next {
        case (0x2D, 0x2D): place = .end
        case (13, 10): place = .heading
        default: throw DeskRefusal.brokenForm
        }
        return true
    }

    private mutating func begin(
        _ heading: PartHeading?, _ handle: (Event) throws -> Void
    ) throws {
        guard let heading else { throw DeskRefusal.brokenForm }
        value.removeAll()
        guard let file = heading.file else {
            place = .field(heading.name)
            return
        }
        place = .file
        try handle(.fileBegins(field: heading.name, name: file))
    }

    /// What surely belongs to the part, and whether its delimiter is passed.
    private mutating func content() -> (bytes: ArraySlice<UInt8>, isEnd: Bool) {
        if let end = find(delimiter) {
            let bytes = Array(waiting[..<end])[...]
            waiting.removeFirst(end + delimiter.count)
            place = .boundary
            return (bytes, true)
        }
        let sure = max(0, waiting.count - delimiter.count + 1)
        let bytes = Array(waiting[..<sure])[...]
        waiting.removeFirst(sure)
        return (bytes, false)
    }

    private func find(_ wanted: [UInt8]) -> Int? {
        waiting.withUnsafeBytes { room in
            wanted.withUnsafeBytes { goal in
                guard let base = room.baseAddress, let want = goal.baseAddress else { return nil }
                var from = 0
                // Every goal begins with a line end: from one to the next.
                while from + goal.count <= room.count,
                    let next = memchr(base + from, 13, room.count - goal.count + 1 - from)
                {
                    let place = UnsafeRawPointer(next) - base
                    if memcmp(next, want, goal.count) == 0 { return place }
                    from = place + 1
                }
                return nil
            }
        }
    }
}

/// The heading of one part: the field, and the name of the file where it is one.
struct PartHeading {
    let name: String
    let file: String?

    /// - Returns: `nil` where the part does not say its field.
    init?(_ lines: String) {
        let disposition = lines.split(whereSeparator: \.isNewline)
            .first { $0.lowercased().hasPrefix("content-disposition:") }
        guard let disposition, let name = PartHeading.value("name", in: disposition) else {
            return nil
        }
        self.name = name
        // Some browsers send a path; only its end is a name.
        file = PartHeading.value("filename", in: disposition).map { path in
            String(path.split { $0 == "/" || $0 == "\\" }.last ?? "")
        }
    }

    /// The quoted value of a parameter; browsers write a quote inside as `%22`.
    private static func value(_ name: String, in line: Substring) -> String? {
        for part in line.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].trimmingPrefix(while: { $0 == " " }) == name,
                pair[1].first == "\"", let last = pair[1].dropFirst().firstIndex(of: "\"")
            else { continue }
            return String(pair[1][pair[1].index(after: pair[1].startIndex)..<last])
                .replacing("%22", with: "\"")
        }
        return nil
    }
}
