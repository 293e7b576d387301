// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import Support
import Synchronization

/// A small clamd for the gate: speaks the protocol over a local socket, as well or as badly as the
/// test says. One conversation at a time, on a thread of its own.
final class ClamdStage: Sendable {
    /// What it answers to the end of a stream.
    enum Manner: Sendable {
        /// Finds EICAR where it is, as clamd does.
        case honest
        /// Says this, whatever came.
        case says([UInt8])
        /// Takes everything and says nothing.
        case silent
        /// Hangs up after so many bytes of the stream; with these last words.
        case hangsUp(after: Int, saying: [UInt8])
    }

    static let eicar = Array(
        "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*".utf8)

    let path: String
    private let folder: TemporaryFolder
    private let manner: Mutex<Manner>
    private let version: Mutex<String>
    private let streams = Mutex<[[UInt8]]>([])
    private let listener: Int32

    init(_ manner: Manner = .honest, version: String) throws {
        folder = try TemporaryFolder("clamd")
        path = folder.file("clamd.ctl").path
        self.manner = Mutex(manner)
        self.version = Mutex(version)
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let bound = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0, listen(listener, 8) == 0 else {
            throw CocoaError(.fileWriteUnknown)
        }
        Thread.detachNewThread { [self] in
            while true {
                let talk = accept(listener, nil, nil)
                guard talk >= 0 else {
                    // Closed by the thread that waits on it: its number must not become another's.
                    close(listener)
                    return
                }
                answer(talk)
                close(talk)
            }
        }
    }

    /// Nobody listens any more.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        unlink(path)
    }

    func act(_ new: Manner) { manner.withLock { $0 = new } }
    func say(_ new: String) { version.withLock { $0 = new } }
    /// The streams that came whole.
    var received: [[UInt8]] { streams.withLock { $0 } }

    private func answer(_ talk: Int32) {
        guard let command = line(talk) else { return }
        if command == "zVERSION" {
            put(Array(version.withLock { $0 }.utf8) + [0], talk)
            return
        }
        guard command == "zINSTREAM" else { return put(Array("UNKNOWN COMMAND\0".utf8), talk) }
        let manner = manner.withLock { $0 }
        var stream: [UInt8] = []
        while let head = take(4, talk) {
            let count = head.reduce(0) { $0 << 8 | Int($1) }
            if count == 0 {
                streams.withLock { $0.append(stream) }
                return end(stream, manner, talk)
            }
            guard let piece = take(count, talk) else { return }
            stream += piece
            if case .hangsUp(let after, let words) = manner, stream.count >= after {
                put(words, talk)
                return
            }
        }
    }

    private func end(_ stream: [UInt8], _ manner: Manner, _ talk: Int32) {
        switch manner {
        case .honest:
            let text =
                stream.starts(with: Self.eicar)
                ? "stream: Eicar-Test-Signature FOUND" : "stream: OK"
            put(Array(text.utf8) + [0], talk)
        case .says(let bytes): put(bytes, talk)
        case .silent:
            // Until the other side has had enough.
            _ = take(1, talk)
        case .hangsUp: return
        }
    }

    private func line(_ talk: Int32) -> String? {
        var bytes: [UInt8] = []
        while let byte = take(1, talk)?.first {
            if byte == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(byte)
        }
        return nil
    }

    private func take(_ count: Int, _ talk: Int32) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var have = 0
        while have < count {
            let got = bytes.withUnsafeMutableBytes { buffer in
                buffer.baseAddress.map { recv(talk, $0 + have, count - have, 0) } ?? 0
            }
            guard got > 0 else { return nil }
            have += got
        }
        return bytes
    }

    private func put(_ bytes: [UInt8], _ talk: Int32) {
        _ = send(talk, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }
}
