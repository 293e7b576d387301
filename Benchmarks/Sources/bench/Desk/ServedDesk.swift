// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

/// The program serving the desk, as a process of its own.
final class ServedDesk: Sendable {
    let port: Int
    private let process: Process
    private let said = Mutex("")

    var address: String { "https://127.0.0.1:\(port)" }

    init(program: String, data: String, _ course: Course) throws {
        port = try Self.freePort()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = [
            "serve", "--data", data, "--rehearsal", "--system", "casework", "--port", "\(port)",
        ]
        process.currentDirectoryURL = course.root
        process.standardOutput = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardError = pipe
        self.process = process
        pipe.fileHandleForReading.readabilityHandler = { [weak self] handle in
            let text = String(decoding: handle.availableData, as: UTF8.self)
            self?.said.withLock { $0 += text }
        }
        try process.run()
        // What a stopped desk left behind is looked through first.
        for _ in 0..<6_000 where !words.contains("画面を開きました") {
            guard process.isRunning else { throw BenchError("画面が開きません: \(words)") }
            usleep(50_000)
        }
        guard words.contains("画面を開きました") else { throw BenchError("画面が開きません: \(words)") }
    }

    var words: String { said.withLock { $0 } }

    func stop() {
        guard process.isRunning else { return }
        process.interrupt()
        process.waitUntilExit()
    }

    /// Seconds of the processor that the server has used so far.
    var processorSeconds: Double {
        guard let text = try? String(contentsOfFile: path("stat"), encoding: .utf8) else {
            return 0
        }
        // The name of the program may hold anything; what follows its bracket does not.
        let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12])
        else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// The most memory that the server has held, in MB.
    var megabytes: Double {
        guard let text = try? String(contentsOfFile: path("status"), encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kilobytes = Double(line.filter(\.isNumber))
        else { return 0 }
        return kilobytes / 1_024
    }

    private func path(_ name: String) -> String { "/proc/\(process.processIdentifier)/\(name)" }

    private static func freePort() throws -> Int {
        let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(file) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isFound = withUnsafeMutablePointer(to: &address) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(file, $0, length) == 0 && getsockname(file, $0, &length) == 0
            }
        }
        guard isFound else { throw BenchError("空いたポートがありません") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
