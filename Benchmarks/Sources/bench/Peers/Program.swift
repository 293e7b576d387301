// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc

/// Another program, run to its end.
enum Program {
    struct Answer {
        let status: Int32
        let output: String
    }

    /// Runs and keeps what it prints; its complaints go nowhere.
    static func run(_ path: String, _ words: [String]) throws -> Answer {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = words
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Answer(
            status: process.terminationStatus, output: String(decoding: data, as: UTF8.self))
    }

    /// The most memory that a program holds, in MB; `nil` where it fails.
    ///
    /// A child's count begins with what its parent held when it was made, so a fresh copy of this
    /// small program is the parent.
    static func weigh(_ path: String, _ words: [String]) throws -> Double? {
        let answer = try run(CommandLine.arguments[0], ["weigh", path] + words)
        return Double(answer.output.trimmingCharacters(in: .newlines))
    }

    /// Starts a program with its output thrown away and waits for it.
    /// - Returns: the most memory it held, in MB, or more where this process holds more; `nil`
    ///   where it failed.
    static func start(_ path: String, _ words: [String]) -> Double? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor: Int32 in [1, 2] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
        }
        var list = ([path] + words).map { strdup($0) } + [nil]
        defer { for word in list { free(word) } }
        var pid: pid_t = 0
        guard posix_spawn(&pid, path, &actions, nil, &list, environ) == 0 else { return nil }
        var status: Int32 = 0
        var usage = rusage()
        guard wait4(pid, &status, 0, &usage) == pid, status == 0 else { return nil }
        return Double(usage.ru_maxrss) / 1024
    }
}
