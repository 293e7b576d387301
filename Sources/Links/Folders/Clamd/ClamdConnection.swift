// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc

/// One conversation with clamd over a socket, with a limit on every silence.
final class ClamdConnection {
    private let descriptor: Int32
    /// An answer of clamd is one line; more is somebody else.
    private static let mostAnswer = 4_096

    /// `nil` where nobody listens.
    init?(_ address: ClamdScanner.Address, seconds: Int) {
        switch address {
        case .local(let path):
            guard let open = ClamdConnection.local(path, seconds) else { return nil }
            descriptor = open
        case .tcp(let host, let port):
            guard let open = ClamdConnection.tcp(host, port, seconds) else { return nil }
            descriptor = open
        }
    }

    deinit { close(descriptor) }

    /// Sends all bytes; false where the other side hangs up or is silent too long.
    func send(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return true }
            var sent = 0
            while sent < buffer.count {
                // No signal when clamd has gone: the program goes on.
                let count = Glibc.send(
                    descriptor, base + sent, buffer.count - sent, Int32(MSG_NOSIGNAL))
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                sent += count
            }
            return true
        }
    }

    /// The line that clamd answers, without its end; `nil` where none comes whole in time.
    func answer() -> String? {
        var line: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1_024)
        while line.count < Self.mostAnswer {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            for byte in buffer.prefix(count) {
                guard byte != 0 else {
                    return String(validating: line, as: UTF8.self)
                }
                line.append(byte)
            }
        }
        return nil
    }

    private static func local(_ path: String, _ seconds: Int) -> Int32? {
        var address = sockaddr_un()
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard path.utf8.count < room else { return nil }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connected(AF_UNIX, $0, socklen_t(MemoryLayout<sockaddr_un>.size), seconds)
            }
        }
    }

    private static func tcp(_ host: String, _ port: UInt16, _ seconds: Int) -> Int32? {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &found) == 0 else { return nil }
        defer { freeaddrinfo(found) }
        var next = found
        while let entry = next {
            if let address = entry.pointee.ai_addr,
                let open = connected(
                    entry.pointee.ai_family, address, entry.pointee.ai_addrlen, seconds)
            {
                return open
            }
            next = entry.pointee.ai_next
        }
        return nil
    }

    private static func connected(
        _ family: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t, _ seconds: Int
    ) -> Int32? {
        let descriptor = socket(
            family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        // The limit of sending is that of connecting too.
        var limit = timeval(tv_sec: max(1, seconds), tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(
                descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        guard Glibc.connect(descriptor, address, length) == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }
}
