// SPDX-License-Identifier: Apache-2.0
import Formats
import Vocabulary

/// A virus scanner that is asked by the protocol of clamd (clamd(8)): INSTREAM and VERSION over a
/// local or a TCP socket. The bytes are sent, never a path: clamd needs no right to our folders.
public struct ClamdScanner: AttachmentScanner {
    /// Where clamd listens.
    public enum Address: Hashable, Sendable {
        case local(path: String)
        case tcp(host: String, port: UInt16)

        /// `/run/clamav/clamd.ctl` or `127.0.0.1:3310`; `nil` for anything else.
        public init?(_ text: String) {
            if text.hasPrefix("/") {
                self = .local(path: text)
                return
            }
            guard let colon = text.lastIndex(of: ":"), colon != text.startIndex,
                let port = UInt16(text[text.index(after: colon)...]), port > 0
            else { return nil }
            self = .tcp(host: String(text[..<colon]), port: port)
        }
    }

    private let address: Address
    private let seconds: Int
    /// clamd's own limit of a piece is that of the whole stream.
    private static let piece = 65_536

    /// - Parameter seconds: how long it may be silent.
    public init(_ address: Address, seconds: Int) {
        self.address = address
        self.seconds = seconds
    }

    public func scan(_ bytes: [UInt8]) throws -> ScanVerdict {
        try scan(ByteSource.bytes(bytes))
    }

    public func scan(file path: String) throws -> ScanVerdict {
        try scan(ByteSource.file(path))
    }

    public func state() -> ScannerState {
        guard let connection = ClamdConnection(address, seconds: seconds),
            connection.send(Array("zVERSION\0".utf8)), let said = connection.answer(),
            said.hasPrefix("ClamAV")
        else { return .down }
        let parts = said.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        let patterns = parts.count == 3 ? ClamdDate.instant(String(parts[2])) : nil
        let number = parts.count > 1 ? " パターン\(parts[1])" : ""
        return .up(engine: "\(parts[0])\(number)", patterns: patterns)
    }

    private func scan(_ source: ByteSource) throws -> ScanVerdict {
        guard let connection = ClamdConnection(address, seconds: seconds),
            connection.send(Array("zINSTREAM\0".utf8))
        else { return .unavailable }
        var isSending = true
        try source.forEachChunk { chunk in
            var rest = chunk[...]
            while isSending, !rest.isEmpty {
                let piece = rest.prefix(Self.piece)
                rest = rest.dropFirst(piece.count)
                // clamd hangs up over a stream that is too long; it has answered then.
                isSending =
                    connection.send(Self.length(piece.count)) && connection.send(Array(piece))
            }
        }
        if isSending { _ = connection.send(Self.length(0)) }
        guard let said = connection.answer() else { return .unavailable }
        return Self.verdict(said)
    }

    /// `stream: OK`, `stream: NAME FOUND`; everything else is no answer. Only a whole, well-known
    /// sentence is clean.
    static func verdict(_ said: String) -> ScanVerdict {
        if said == "stream: OK" { return .clean(scanner: "clamd") }
        guard said.hasPrefix("stream: "), said.hasSuffix(" FOUND") else { return .unavailable }
        let finding = said.dropFirst("stream: ".count).dropLast(" FOUND".count)
            .filter { !$0.isNewline && $0.isASCII }
        return .infected(
            scanner: "clamd", finding: finding.isEmpty ? "検出" : String(finding.prefix(80)))
    }

    /// Four bytes, the highest first.
    private static func length(_ count: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) }
    }
}

/// The day of the patterns as clamd says it: `Tue Sep 17 08:30:00 2024`, in the time of its host.
enum ClamdDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Taken as the time of Japan: an hour more or less does not matter where days are counted.
    static func instant(_ text: String) -> Instant? {
        let parts = text.split(separator: " ")
        guard parts.count == 5, let month = months.firstIndex(of: String(parts[1])),
            let day = Int(parts[2]), let year = Int(parts[4]),
            let date = CivilDate(
                iso: "\(padded(year, 4))-\(padded(month + 1, 2))-\(padded(day, 2))")
        else { return nil }
        let time = parts[3].split(separator: ":").compactMap { Int64($0) }
        guard time.count == 3, (0..<24).contains(time[0]), (0..<60).contains(time[1]),
            (0..<61).contains(time[2])
        else { return nil }
        return Instant(noonInJapan: date)
            .adding(seconds: (time[0] - 12) * 3_600 + time[1] * 60 + time[2])
    }
}
